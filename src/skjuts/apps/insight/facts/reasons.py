"""The segments behind one reason of a change, those of few people left out of sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from skjuts.core.followup.decomposition import Decomposition, Factor
from skjuts.core.followup.ledger.segments import Segment
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.months import Month

MOST_SHOWN = 12
LEAST_TOGETHER = 2
"""What is not shown is told as one sum: never of a single segment."""

type People = dict[tuple[Segment, Month], int]
"""Different patients of a segment in a month; months without any are left out."""


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """A segment and how much it moved the cost for the reason."""

    segment: Segment
    change_ore: float


@dataclass(frozen=True, slots=True)
class ReasonParts:
    """The largest shares, and the rest: its sum, how many segments, and their trips in each month."""

    shown: tuple[SegmentShare, ...]
    rest_ore: float
    rest_count: int
    rest_trips: tuple[int, ...]


def divide_reason(
    name: str, change: Decomposition | None, segments: Sequence[Segment], people: People
) -> ReasonParts:
    """The segments behind a reason: one of the factors, or what is new or has ended."""
    if change is None:
        return ReasonParts((), 0.0, 0, ())
    moved = zip(segments, _share(name, change), strict=True)
    shares = [SegmentShare(one, float(ore)) for one, ore in moved if ore]
    few = {segment for (segment, _month), patients in people.items() if patients < LEAST_PEOPLE}
    ordered = sorted(shares, key=lambda one: -abs(one.change_ore))
    shown = [one for one in ordered if one.segment not in few][:MOST_SHOWN]
    while shown and 0 < len(ordered) - len(shown) < LEAST_TOGETHER:
        shown.pop()
    rest = [one for one in ordered if one not in shown]
    trips = tuple(map(sum, zip(*(one.segment.trips for one in rest), strict=True)))
    return ReasonParts(tuple(shown), sum(one.change_ore for one in rest), len(rest), trips)


def gather_people(segments: Iterable[Segment], rows: Iterable[Mapping[str, Any]]) -> People:
    """Patients of segments out of their cells' rows: of merged cells at least as many as the largest has."""
    of = {cell: one for one in segments for cell in one.cells}
    people: People = defaultdict(int)
    for row in rows:
        key = of[_key(row)], row["month"]
        people[key] = max(people[key], row["patients"])
    return dict(people)


def list_uncertain(people: People) -> Iterator[tuple[Segment, Month]]:
    """Merged segments that may be of enough people although none of their cells is."""
    for (segment, month), patients in people.items():
        if patients < LEAST_PEOPLE and len(segment.cells) > 1:
            yield segment, month


def _share(name: str, change: Decomposition) -> Sequence[float]:
    """Each segment's part of a reason, in the segments' order."""
    if name in set(Factor):
        return list(change.by_segment[list(Factor).index(Factor(name))])
    apart = change.apart_ore
    return list(np.where(apart > 0, apart, 0) if name == "new" else np.where(apart < 0, apart, 0))


def _key(row: Mapping[str, Any]) -> tuple[str, int, str, str]:
    return row["travel_mode"], row["band"], row["category"], row["contract"]
