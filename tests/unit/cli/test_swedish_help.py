"""The help of every command is in one language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer

from skjuts.cli.main import run
from skjuts.config.entry import compose

ENGLISH = (
    "Usage",
    "OPTIONS",
    "Options",
    "Arguments",
    "Commands",
    "Show this",
    "[required]",
    "[default",
    "-m skjuts",
)


def list_commands(app: typer.Typer, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and group of an application, as the words that call it."""
    yield before
    for command in app.registered_commands:
        yield (*before, command.name or "")
    for group in app.registered_groups:
        if group.typer_instance is not None:
            yield from list_commands(group.typer_instance, (*before, group.name or ""))


@pytest.mark.parametrize("words", list(list_commands(compose())), ids=" ".join)
def test_help_for_any_command_then_no_heading_in_english(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Swedish sentences under English headings look unfinished, and the reader has to know both."""
    assert run(compose(), [*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert " ".join(("Användning: skjuts", *words)) in said
    assert "Flaggor" in said
    assert [word for word in ENGLISH if word in said] == []
