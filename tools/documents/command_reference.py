"""docs/reference/cli.md: every command with its arguments and options, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from skjuts.config.entry import app

HEAD = """\
# The `skjuts` command

Generated from the commands by `./run docs`. `./run plan ...` is `skjuts plan ...` with the environment in
place, and so on for every command. The Swedish texts are what `--help` shows.

"""


def write_command_reference() -> str:
    """Return the page: one section per command, in the order of the help text."""
    return HEAD + "\n".join(_section(name, command) for name, command in _walk("skjuts", get_command(app)))


def _walk(name: str, command: object) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for child, below in command.commands.items():
            yield from _walk(f"{name} {child}", below)
    elif isinstance(command, TyperCommand) and not command.hidden:
        yield name, command


def _section(name: str, command: TyperCommand) -> str:
    text = inspect.cleandoc(command.help or "").split("\f", maxsplit=1)[0].strip()
    shown = [_row(one) for one in command.params if isinstance(one, TyperArgument | TyperOption)]
    table = ["| name | default | meaning |", "|---|---|---|", *shown, ""] if shown else []
    return "\n".join([f"## `{name}`", "", text, "", *table])


def _row(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperOption):
        names = ", ".join(f"`{name}`" for name in [*parameter.opts, *parameter.secondary_opts])
    else:
        names = f"`{(parameter.name or '').upper()}`"
    text = " ".join((parameter.help or "").split()).replace("|", "\\|")
    return f"| {names} | {_fact(parameter)} | {text} |"


def _fact(parameter: TyperArgument | TyperOption) -> str:
    """Whether it must be given, or what it is when left out."""
    if parameter.required:
        return "required"
    if parameter.default in (None, False, (), []) or callable(parameter.default):
        return ""
    return "on" if parameter.default is True else f"`{parameter.default}`"
