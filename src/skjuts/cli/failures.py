"""Errors as people read them: what happened, where, and what to do about it."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from skjuts.core.kernel.errors import SkjutsError


def report_failure(error: SkjutsError, console: Console) -> int:
    """Show one error and return the exit code of its class."""
    console.print(f"[bold red]Fel:[/] {escape(error.message)}", soft_wrap=True, highlight=False)
    if error.field:
        console.print(f"[bold]Var:[/] {escape(error.field)}", soft_wrap=True, highlight=False)
    if error.remedy:
        console.print(f"[bold]Gör så här:[/] {escape(error.remedy)}", soft_wrap=True, highlight=False)
    return error.exit_code
