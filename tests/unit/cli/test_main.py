"""Every kind of trouble ends in its own exit code and one message."""

from __future__ import annotations

import pytest
import typer

from skjuts.cli.main import add_command, make_app, run
from skjuts.core.kernel.errors import (
    Conflict,
    Infeasible,
    Interrupted,
    InvalidField,
    NotFound,
    SkjutsError,
    Upstream,
)

TROUBLES: list[tuple[BaseException, int]] = [
    (InvalidField("Fältet [x] är fel.", field="requests[3].load"), 2),
    (Infeasible(), 3),
    (Upstream(), 4),
    (Conflict(), 5),
    (NotFound(), 6),
    (Interrupted(), 130),
    (MemoryError(), 2),
    (SkjutsError(), 1),
]


@pytest.mark.parametrize(("trouble", "code"), TROUBLES, ids=lambda one: type(one).__name__)
def test_a_command_when_it_fails_then_message_and_exit_code_by_class(
    trouble: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scripts read the code, people the sentence; nobody a traceback."""

    def fail() -> None:
        raise trouble

    app = typer.Typer()
    add_command(app, "misslyckas", fail)
    add_command(app, "annat", lambda: None)
    assert run(app, ["misslyckas"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Fel: ")
    assert "Traceback" not in said.err


def test_a_message_with_brackets_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Field paths have brackets, which the terminal library would take for styles."""

    def fail() -> None:
        raise TROUBLES[0][0]

    app = typer.Typer()
    add_command(app, "misslyckas", fail)
    add_command(app, "annat", lambda: None)
    run(app, ["misslyckas"])
    said = capsys.readouterr().err
    assert "Fältet [x] är fel." in said
    assert "requests[3].load" in said


def test_a_fault_in_the_program_is_not_hidden() -> None:
    """What nobody foresaw is ours to mend, and needs its traceback."""

    def fail() -> None:
        raise ZeroDivisionError

    app = typer.Typer()
    add_command(app, "misslyckas", fail)
    add_command(app, "annat", lambda: None)
    with pytest.raises(ZeroDivisionError):
        run(app, ["misslyckas"])


def test_ctrl_c_outside_a_search_ends_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """The one who pressed it knows what happened."""

    def stop() -> None:
        raise KeyboardInterrupt

    app = typer.Typer()
    add_command(app, "avbryt", stop)
    add_command(app, "annat", lambda: None)
    assert run(app, ["avbryt"]) == 130
    said = capsys.readouterr().err
    assert said.startswith("Fel: Arbetet avbröts.")
    assert "Traceback" not in said


def test_a_command_when_stopped_while_it_is_made_then_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library guards the command, and not the moment in which it makes forty of them."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(typer.main, "get_command", stop)
    assert run(make_app(), ["plan"]) == 130
    assert capsys.readouterr().err.startswith("Fel: Arbetet avbröts.")


WRONG_WORDS: list[tuple[list[str], str, str]] = [
    (["plan", "dag.json"], "--output / -o", "--help"),
    (["plan", "-o", "plan.json"], "FIL", "--help"),
    (["plan", "dag.json", "-o", "p", "--time", "abc"], "--time", "Skriv ett tal"),
    (["plan", "dag.json", "-o", "p", "--time", "-1"], "--time", "minst 0,1"),
    (["plan", "dag.json", "-o", "p", "--format", "hej"], "--format", "Välj något av auto, skjuts"),
    (["plan", "dag.json", "-o", "p", "--tid", "3"], "--tid", "Menade du --time?"),
    (["plan", "dag.json", "-o"], "-o", "--help"),
    (["plan", "dag.json", "mer", "-o", "p"], "mer", "--help"),
    (["plam"], "plam", "Menade du plan?"),
]


@pytest.mark.parametrize(("words", "field", "remedy"), WRONG_WORDS, ids=str)
def test_a_command_when_its_words_are_wrong_then_says_which_and_what_to_write(
    words: list[str], field: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library's own sentences are English, and name neither cure nor alternatives."""
    assert run(make_app(), words) == 2
    said = capsys.readouterr().err
    what, where, cure = said.splitlines()
    assert what.startswith("Fel: ")
    assert where == f"Var: {field}"
    assert remedy in cure
    assert not any(word in said for word in ("Missing", "Invalid", "No such", "Got ", "Input ", "requires"))


@pytest.mark.parametrize("words", [[], ["rules"], ["roads"]], ids=str)
def test_a_group_of_commands_when_called_alone_then_its_help_and_no_fault(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes only the name asks what there is: nothing is wrong, and nothing was done."""
    assert run(make_app(), words) == 2
    said = capsys.readouterr()
    assert " ".join(("Användning: skjuts", *words)) in said.out
    assert said.err == ""
