"""Printed amounts: what a number with so many decimals can have been before it was rounded.

A table of a plan is printed in a unit (million kronor, thousand kronor). Inside, every amount is whole
öre, and every printed number an interval: its value give or take half of its last decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS_ORE = {"Mkr": 100_000_000, "mnkr": 100_000_000, "tkr": 100_000, "kr": 100}
"""The units that a table may be printed in, in öre."""
MOST_DECIMALS = 2
MINUS = "\u2212"
_NUMBER = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>\d{1,9})(?:[.,](?P<part>\d+))?")
_GAPS = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Interval:
    """Amounts from `low` to `high`, both included, in öre."""

    low: int
    high: int

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: Interval) -> bool:
        """Whether some amount lies in both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, amount: int) -> bool:
        """Whether an amount lies inside."""
        return self.low <= amount <= self.high

    def cut(self, other: Interval) -> Interval:
        """What lies in both; both must meet."""
        return Interval(max(self.low, other.low), min(self.high, other.high))


ZERO = Interval(0, 0)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: its value and the worth of its last decimal, in öre."""

    value_ore: int
    step_ore: int

    @property
    def span(self) -> Interval:
        """What the number can have been before it was rounded."""
        half = self.step_ore // 2
        return Interval(self.value_ore - half, self.value_ore + half)


def find_printed(text: str, unit_ore: int) -> Printed | None:
    """Read `8,2`, `-1.3` or `10` as printed in a unit; None when it is something else."""
    match = _NUMBER.fullmatch(_GAPS.sub("", text))
    if match is None or len(match["part"] or "") > MOST_DECIMALS:
        return None
    part = match["part"] or ""
    step = unit_ore // 10 ** len(part)
    value = int(match["whole"]) * unit_ore + int(part or 0) * step
    return Printed(-value if match["sign"] else value, step)


def write_amount(amount_ore: int, unit_ore: int) -> str:
    """An amount in the unit, with the decimals that it needs: `−1,3`."""
    places = len(str(unit_ore)) - 1
    whole, part = divmod(abs(amount_ore), unit_ore)
    decimals = str(part).rjust(places, "0").rstrip("0")
    text = f"{whole},{decimals}" if decimals else str(whole)
    return f"{MINUS}{text}" if amount_ore < 0 else text


def write_interval(interval: Interval, unit_ore: int) -> str:
    """An interval in the unit: `3,2 till 4,2`; one amount when both ends are the same."""
    if interval.low == interval.high:
        return write_amount(interval.low, unit_ore)
    return f"{write_amount(interval.low, unit_ore)} till {write_amount(interval.high, unit_ore)}"
