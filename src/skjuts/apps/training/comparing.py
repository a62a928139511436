"""What differs between two versions of a course: pure, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

CONTEXT = 2
type Change = Literal["same", "added", "removed", "gap"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs."""

    path: str
    kind: Literal["added", "removed", "changed"]
    lines: tuple[Line, ...]


def compare_courses(old: Mapping[str, str], new: Mapping[str, str]) -> list[FileChange]:
    """List the files that differ, in order, with the lines that do and a little around them."""
    found = []
    for path in sorted(set(old) | set(new)):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind: Literal["added", "removed", "changed"] = (
            "added" if before is None else "removed" if after is None else "changed"
        )
        found.append(FileChange(path, kind, tuple(_lines(before or "", after or ""))))
    return found


def _lines(before: str, after: str) -> Iterator[Line]:
    changes: dict[str, Change] = {" ": "same", "+": "added", "-": "removed"}
    is_first = True
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=CONTEXT, lineterm=""):
        if line.startswith(("---", "+++")) and is_first:
            continue
        if line.startswith("@@"):
            if not is_first:
                yield Line("gap", "…")
            is_first = False
            continue
        yield Line(changes[line[0]], line[1:])
