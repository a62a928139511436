"""Segments with trips enough to be compared: thin ones are put together with their neighbours.

A month of a small region has many cells of mode, band, category and contract with a trip or none. Divided by
those, a change would be told as this that is new and that which has ended, and explain nothing. What is put
together keeps every trip, metre and öre, and lies within one mode and one contract: the index stays exact,
and what is still without a match is a contract's mode that has truly begun or ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final

from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.months import Month

LEAST_TRIPS: Final = 10
"""A month with fewer trips has a mean length and a mean price that are mostly chance."""

type Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """Trips of one mode and one contract: their categories, their bands, and what each month held.

    Every trip of these categories and bands under the mode and contract belongs to it. The counts have one
    value a month.
    """

    travel_mode: str
    contract: str
    categories: tuple[str, ...]
    bands: tuple[int, ...]
    trips: Counts
    person_m: Counts
    vehicle_m: Counts
    cost_ore: Counts

    @property
    def is_thin(self) -> bool:
        """Whether a month has too few trips, or none of what a price is formed from."""
        measures = (*self.person_m, *self.vehicle_m, *self.cost_ore)
        return min(self.trips) < LEAST_TRIPS or 0 in measures

    @property
    def cells(self) -> list[tuple[str, int, str, str]]:
        """What it is made of: mode, band, category and contract."""
        return [
            (self.travel_mode, band, category, self.contract)
            for category in self.categories
            for band in self.bands
        ]

    def list_choices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The allowed values by column with which a population is these trips alone."""
        return (
            ("travel_mode", (self.travel_mode,)),
            ("contract", (self.contract,)),
            ("category", self.categories),
            ("band", tuple(map(str, self.bands))),
        )

    def write_name(self, bands: DistanceBands) -> str:
        """The segment in codes, as the decomposition names it."""
        span = " till ".join(dict.fromkeys(bands.names[place] for place in (self.bands[0], self.bands[-1])))
        return f"{self.travel_mode}, {span}, {' eller '.join(self.categories)}, {self.contract}"

    def __add__(self, other: Segment) -> Segment:
        first, last = min(self.bands[0], other.bands[0]), max(self.bands[-1], other.bands[-1])
        return Segment(
            self.travel_mode,
            self.contract,
            tuple(sorted({*self.categories, *other.categories})),
            tuple(range(first, last + 1)),
            _add(self.trips, other.trips),
            _add(self.person_m, other.person_m),
            _add(self.vehicle_m, other.vehicle_m),
            _add(self.cost_ore, other.cost_ore),
        )


def merge_thin_segments(rows: Iterable[Mapping[str, Any]], months: Sequence[Month]) -> tuple[Segment, ...]:
    """The rows of `list_segments` as segments of these months, thin ones merged; in the order of their names.

    A segment is thin when one of the months has fewer than `LEAST_TRIPS` of it. It is merged with the next
    farther band of its category, the farthest with the band before it. A category that is thin as a whole is
    merged with the other thin ones; if they do not suffice, with the category of fewest trips that does.
    """
    families: dict[tuple[str, str], dict[str, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(_read_cells(rows, tuple(months))):
        families[one.travel_mode, one.contract][one.categories[0]].append(one)
    return tuple(sorted(part for family in families.values() for part in _merge_family(family)))


def _read_cells(rows: Iterable[Mapping[str, Any]], months: tuple[Month, ...]) -> list[Segment]:
    """Every cell with its months' counts; a month without trips is nought."""
    at = {month: place for place, month in enumerate(months)}
    counts: dict[tuple[str, str, str, int], list[list[int]]] = {}
    for row in rows:
        if row["month"] in at:
            key = row["travel_mode"], row["contract"], row["category"], row["band"]
            held = counts.setdefault(key, [[0] * len(months) for _ in range(4)])
            for measure, name in zip(held, ("trips", "person_m", "vehicle_m", "cost_ore"), strict=True):
                measure[at[row["month"]]] += row[name]
    return [
        Segment(mode, contract, (category,), (band,), *(tuple(one) for one in held))
        for (mode, contract, category, band), held in counts.items()
    ]


def _merge_family(categories: Mapping[str, list[Segment]]) -> list[Segment]:
    """A mode's segments under a contract: bands first, then whole categories."""
    merged = [_merge_bands(cells) for cells in categories.values()]
    thin = [parts[0] for parts in merged if parts[0].is_thin]
    enough = [parts for parts in merged if not parts[0].is_thin]
    if not thin:
        return [part for parts in enough for part in parts]
    together = reduce(add, thin)
    if together.is_thin and enough:
        fewest = min(enough, key=_count_trips)
        enough.remove(fewest)
        together = reduce(add, fewest, together)
    return [*(part for parts in enough for part in parts), together]


def _merge_bands(cells: Sequence[Segment]) -> list[Segment]:
    """A category's bands, nearest first, merged until none is thin; one that is when all do not suffice."""
    merged: list[Segment] = []
    for cell in cells:
        if merged and merged[-1].is_thin:
            merged[-1] += cell
        else:
            merged.append(cell)
    if len(merged) > 1 and merged[-1].is_thin:
        last = merged.pop()
        merged[-1] += last
    return merged


def _count_trips(parts: Sequence[Segment]) -> tuple[int, tuple[str, ...]]:
    return sum(sum(part.trips) for part in parts), parts[0].categories


def _add(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))
