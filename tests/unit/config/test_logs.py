"""Log lines carry no personal data, whatever somebody hands to the logger."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from skjuts.config.logs import BLANK, log_settings, without_personal_data

NEEDLES = (
    "19401231-9807",
    "194012319807",
    "401231-9807",
    "401231+9807",
    "070-174 06 05",
    "+46701740605",
    "063-15 30 00",
    "signe.berg@exempel.se",
)
HARMLESS = ("2026-11-21", "12345", "kl. 08.15", "b1946ac9-2492-4d23-8f3b-aa0000000001", "1240 öre", "tur 17")


@pytest.mark.parametrize("needle", NEEDLES)
@pytest.mark.parametrize("shape", ["{}", "hej {}, välkommen", "värde={};"])
def test_line_when_personal_data_is_logged_blanks_it(needle: str, shape: str) -> None:
    """A log is read by many; a personal number in it is a leak."""
    event = without_personal_data(None, "info", {"event": shape.format(needle), "deep": [{"x": needle}]})
    assert needle not in json.dumps(event, ensure_ascii=False)
    assert BLANK in str(event["event"])


@pytest.mark.parametrize("text", HARMLESS)
def test_line_when_nothing_is_personal_stays(text: str) -> None:
    """A filter that eats times and ids would make the log useless."""
    assert without_personal_data(None, "info", {"event": text})["event"] == text


@pytest.mark.parametrize("form", ["json", "text"])
def test_logger_when_a_library_logs_personal_data_blanks_it(form: str) -> None:
    """Lines of Django and of others pass the same filter, tracebacks included."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    settings = log_settings(form)["formatters"]["line"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(**{k: v for k, v in settings.items() if k != "()"})
    )
    logger = logging.Logger("någon annans")  # noqa: LOG001  (not one of the process's own)
    logger.addHandler(handler)
    try:
        int(NEEDLES[0])
    except ValueError:
        logger.exception("kunde inte läsa %s", NEEDLES[1])
    assert said.getvalue()
    assert not [one for one in NEEDLES if one in said.getvalue()]
