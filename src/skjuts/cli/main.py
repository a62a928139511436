"""The `skjuts` command's application, and the run that turns errors into exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence

import typer
from rich.console import Console
from typer._click.exceptions import NoArgsIsHelpError

from skjuts.cli import roads, rules, timetable, trips
from skjuts.cli.check_plan import check_plan
from skjuts.cli.consoles import message_console
from skjuts.cli.failures import report_failure
from skjuts.cli.plan import plan
from skjuts.cli.schema_command import schema
from skjuts.cli.swedish_help import speak_swedish
from skjuts.cli.usage import explain_usage
from skjuts.cli.warm import warm
from skjuts.core.kernel.errors import Interrupted, InvalidInput, SkjutsError


def make_app() -> typer.Typer:
    """The application with the commands that need nothing above `cli`."""
    app = typer.Typer(
        name="skjuts",
        help="Skjuts: planera en regions sjukresor.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    add_command(app, "plan", plan)
    add_command(app, "check-plan", check_plan)
    add_command(app, "warm", warm)
    add_command(app, "schema", schema)
    app.add_typer(roads.app, name="roads")
    app.add_typer(timetable.app, name="timetable")
    app.add_typer(rules.app, name="rules")
    app.add_typer(trips.app, name="trips")
    return app


def add_command(app: typer.Typer, name: str, command: Callable[..., None]) -> None:
    """Add a command under a name."""
    app.command(name)(command)


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run the application and return its exit code; what goes wrong is told on standard error."""
    console = message_console()
    speak_swedish(app)
    try:
        code = _call(app, None if arguments is None else list(arguments))
    except SkjutsError as error:
        return report_failure(error, console)
    except typer.TyperException as fault:
        return report_failure(explain_usage(fault), console)
    except (typer.Abort, KeyboardInterrupt):
        return report_failure(Interrupted(), console)
    except MemoryError:
        return report_failure(_too_little_memory(), console)
    except BrokenPipeError:
        return _leave_quietly(console)
    return code if isinstance(code, int) else 0


def _call(app: typer.Typer, words: list[str] | None) -> object:
    """Call the command; the library makes a mere exit code of Ctrl-C, which is told like other troubles."""
    try:
        code = app(args=words, prog_name="skjuts", standalone_mode=False)
    except NoArgsIsHelpError:  # the help has been shown; nothing that can be done was asked for
        return InvalidInput.exit_code
    if code == Interrupted.exit_code:
        raise Interrupted
    return code


def _too_little_memory() -> InvalidInput:
    return InvalidInput(
        "Minnet räcker inte för underlaget.",
        remedy="Dela upp underlaget, eller kör på en dator med mer minne.",
    )


def _leave_quietly(console: Console) -> int:
    """The reader of our output has gone (`| head`): nothing more to say, and nothing to say it to."""
    del console
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
