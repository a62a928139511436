"""The invented instances in tests/data/foreign, and how to spoil them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[3] / "data" / "foreign"
FORMATS = ("cordeau", "hdarp", "lilim", "sartori")


def read_tiny(format_name: str) -> str:
    """The text of the tiny instance of a format."""
    return (FOLDER / f"tiny_{format_name}.txt").read_text(encoding="utf-8")


def spoil_line(text: str, line: int, old: str, new: str) -> str:
    """The text with `old` replaced in one line (counted from 1), which must have it."""
    lines = text.splitlines()
    assert old in lines[line - 1], lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return "\n".join(lines)
