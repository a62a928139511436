"""Every command's help in Swedish; the library writes its headings in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer._click.core import Command
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

OPTIONS, COMMAND = "[FLAGGOR]", "KOMMANDO"


class _Swedish(Command):
    """What commands and groups of commands have in common, before the library's own way of showing it."""

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Användning: ")

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _name_panels()
        option = self.get_help_option(ctx)  # the command keeps it
        if option is not None:
            option.help, option.metavar = "Visa den här hjälpen.", ""
        super().format_help(ctx, formatter)


class _SwedishCommand(_Swedish, TyperCommand):
    """A command helped in Swedish."""


class _SwedishGroup(_Swedish, TyperGroup):
    """A group of commands helped in Swedish."""


def speak_swedish(app: typer.Typer) -> None:
    """Have an application, its commands and its groups of commands helped in Swedish."""
    app.info.cls = _SwedishGroup
    app.info.options_metavar, app.info.subcommand_metavar = OPTIONS, COMMAND
    for command in app.registered_commands:
        command.cls, command.options_metavar = _SwedishCommand, OPTIONS
    for group in app.registered_groups:
        group.options_metavar = OPTIONS
        if group.typer_instance is not None:
            speak_swedish(group.typer_instance)


def _name_panels() -> None:
    """Give the library's fixed strings in Swedish, when a help is shown and they are needed."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Argument"
    rich_utils.OPTIONS_PANEL_TITLE = "Flaggor"
    rich_utils.COMMANDS_PANEL_TITLE = "Kommandon"
    rich_utils.REQUIRED_LONG_STRING = "[måste anges]"
    rich_utils.DEFAULT_STRING = "[annars {}]"
