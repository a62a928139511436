"""Structured log lines without personal data.

Lines carry ids, codes and counts. A last filter blanks whatever looks like a personal number, a phone
number or an e-mail address, in case somebody logs what they should not; a test plants them.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

PERSONAL = re.compile(
    r"(?<![\w-])(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\w)"  # personal, coordination and most reserve numbers
    r"|(?<![\w-])\+?46[\d -]{7,12}\d(?![\w-])|(?<![\w-])0\d{1,3}[ -]\d[\d -]{4,9}\d(?![\w-])"  # phones
    r"|[\w.+-]+@[\w-]+\.[\w.]+"  # e-mail
)
BLANK = "[dolt]"
TALKATIVE = ("django.server", "uvicorn.access", "procrastinate", "weasyprint", "fontTools")
"""Loggers that say everything twice, or something about every job, every glyph."""


def without_personal_data(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: every text in the event, however deep, with personal data blanked."""
    return {name: _blanked(value) for name, value in event.items()}


def _blanked(value: Any) -> Any:  # noqa: ANN401  (whatever somebody logged)
    if isinstance(value, str):
        return PERSONAL.sub(BLANK, value)
    if isinstance(value, dict):
        return {name: _blanked(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_blanked(one) for one in value]
    return value if isinstance(value, bool | int | float | None) else PERSONAL.sub(BLANK, str(value))


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_personal_data,
    ]


def log_settings(form: str) -> dict[str, Any]:
    """A `logging.config.dictConfig` by which Django's, uvicorn's and our own lines look the same."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*_shared()[:-1]],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_personal_data,
            renderer,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {name: {"level": "WARNING"} for name in TALKATIVE},
    }


def set_up_logs(settings: dict[str, Any]) -> None:
    """Once per process, before anything is logged."""
    import logging.config  # noqa: PLC0415  (only processes that log)

    logging.config.dictConfig(settings)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
