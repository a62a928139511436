"""A published series with every revision, so that an invoice can be judged by what was known then.

Why: an index for taxi traffic rose by 15.5 per cent in a first publication and by less in a later one;
both figures were true of some invoice.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from skjuts.core.followup.errors import ImpossibleFigure
from skjuts.core.followup.months import Month


@dataclass(frozen=True, slots=True)
class Publication:
    """One month's value as published on a day; a later one for the same month revises it."""

    month: Month
    value: float
    published_on: date


@dataclass(frozen=True, slots=True)
class IndexSeries:
    """A series by name, in any order and with any gaps: quarterly series have a value every third month."""

    name: str
    publications: tuple[Publication, ...]
    source: str

    def __post_init__(self) -> None:
        if any(one.value <= 0 for one in self.publications):
            raise ImpossibleFigure("Ett indexvärde måste vara över noll.", field=self.name)
        ordered = sorted(self.publications, key=lambda one: (one.month, one.published_on))
        if any((a.month, a.published_on) == (b.month, b.published_on) for a, b in pairwise(ordered)):
            raise ImpossibleFigure("Samma månad har två värden från samma dag.", field=self.name)
        object.__setattr__(self, "publications", tuple(ordered))

    def find_value(self, month: Month, known_on: date) -> Publication | None:
        """The latest month's value at or before `month`, as it was known on a day; None if none was."""
        known = [one for one in self.publications if one.published_on <= known_on]
        place = bisect_right(known, month, key=lambda one: one.month)
        return known[place - 1] if place else None
