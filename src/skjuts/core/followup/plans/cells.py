"""Cells of a plan's table as printed: a number, a range, not known, removed, a remark, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.followup.plans.amounts import ZERO, Interval, Printed, find_printed

_RANGE = re.compile(r"\s*(?P<low>[\d.,]+)\s*[-–—]\s*(?P<high>[\d.,]+)\s*")
_UNIT_WORDS = re.compile(r"\s*(?:mkr|mnkr|tkr|kr)\.?\s*$", re.IGNORECASE)
REMOVED_WORDS = frozenset({"utgår", "utgått", "borttagen"})
UNKNOWN_WORDS = frozenset({"?", "ej beräknat", "okänt"})


class CellKind(StrEnum):
    """What a cell says."""

    BLANK = "blank"
    NUMBER = "number"
    RANGE = "range"
    UNKNOWN = "unknown"
    """A question mark: there is an effect, nobody has said how large."""
    REMOVED = "removed"
    REMARK = "remark"
    """Words where a number was to stand."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `span` is what it can stand for; None when that is anything.

    `printed` is set for numbers, `span` for everything but what is unknown.
    """

    kind: CellKind
    text: str
    span: Interval | None
    printed: Printed | None = None

    @property
    def plain_ore(self) -> int | None:
        """The amount as printed, when there is exactly one; what counts as nothing is 0."""
        if self.printed is not None:
            return self.printed.value_ore
        is_one = self.span is not None and self.span.low == self.span.high
        return self.span.low if is_one and self.span is not None else None

    @property
    def is_written(self) -> bool:
        """Whether somebody has put an amount there, known or not."""
        return self.kind in {CellKind.NUMBER, CellKind.RANGE, CellKind.UNKNOWN}


def read_cell(text: str, unit_ore: int, *, blank_is_zero: bool) -> Cell:
    """Read a cell as it is printed.

    Blanks and remarks are nothing (0) or unknown, as the table says; a range is an interval, and a
    number one of half of its last decimal to each side.
    """
    bare = _UNIT_WORDS.sub("", text).strip()
    empty = ZERO if blank_is_zero else None
    if not bare:
        return Cell(CellKind.BLANK, "", empty)
    if bare.casefold() in UNKNOWN_WORDS:
        return Cell(CellKind.UNKNOWN, bare, None)
    if bare.casefold() in REMOVED_WORDS:
        return Cell(CellKind.REMOVED, bare, ZERO)
    printed = find_printed(bare, unit_ore)
    if printed is not None:
        return Cell(CellKind.NUMBER, bare, printed.span, printed)
    span = find_range(bare, unit_ore)
    if span is not None:
        return Cell(CellKind.RANGE, bare, span)
    return Cell(CellKind.REMARK, bare, empty)


def find_range(text: str, unit_ore: int) -> Interval | None:
    """Read `9-12` as an interval; None when it is something else or runs backwards."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    low, high = (find_printed(match[end], unit_ore) for end in ("low", "high"))
    if low is None or high is None or low.value_ore >= high.value_ore:
        return None
    return Interval(low.value_ore, high.value_ore)
