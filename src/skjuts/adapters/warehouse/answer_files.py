"""Answers kept beside the trips, so that whoever opens the warehouse next does not wait for them again.

Sums over people go through every trip, which takes seconds where there are ten million. Such an answer is
a file, named by what exactly was read in and what exactly was asked; rows that hold days are of single trips,
and are never kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

FOLDER: Final = "answers"
MOST_ROWS: Final = 2_000
DIGITS: Final = 32

type Rows = list[dict[str, Any]]


class AnswerFiles:
    """The kept answers of an edition of a warehouse."""

    def __init__(self, folder: Path, edition: str) -> None:
        self._folder = folder / FOLDER / _name(edition)

    def find(self, statement: str) -> Rows | None:
        """The rows that a statement was answered with; None when nobody has asked, or the file is broken."""
        try:
            rows: Rows = msgspec.json.decode(self._place(statement).read_bytes(), type=list[dict[str, Any]])
        except (OSError, msgspec.DecodeError):
            return None
        return rows

    def keep(self, statement: str, rows: Rows) -> None:
        """Keep the rows, whole or not at all; single trips, and what finds no room, are asked anew."""
        if len(rows) > MOST_ROWS or not all(_is_plain(value) for row in rows for value in row.values()):
            return
        place = self._place(statement)
        unfinished = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(msgspec.json.encode(rows))
            unfinished.replace(place)

    def _place(self, statement: str) -> Path:
        return self._folder / f"{_name(statement)}.json"


def clear_answers(folder: Path) -> None:
    """Take away every kept answer: something else has been read in."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _is_plain(value: object) -> bool:
    """Whether JSON gives it back as it was."""
    return value is None or isinstance(value, str | int | float)
