"""The two streams: answers on standard output, everything else on standard error."""

from __future__ import annotations

from rich.console import Console


def answer_console() -> Console:
    """For the answer itself, which may be piped on."""
    return Console()


def message_console() -> Console:
    """For progress, notes and errors."""
    return Console(stderr=True)
