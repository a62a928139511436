"""Every kind of trouble ends in its own exit code and one message."""

from __future__ import annotations

import pytest
import typer

from skjuts.cli.main import add_command, run
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
    assert "Traceback" not in capsys.readouterr().err
