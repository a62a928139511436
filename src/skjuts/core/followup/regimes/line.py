"""A scheduled line for patients: who of last year would have fitted, and what it would have saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from skjuts.core.followup.regimes.errors import BadRegime
from skjuts.core.followup.regimes.schedule import Roads
from skjuts.core.followup.regimes.trips import Trip


@dataclass(frozen=True, slots=True)
class Departure:
    """One run of the line: its stops by place number, and when it leaves each, seconds of the service day."""

    name: str
    stops: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        times = [time for _, time in self.stops]
        if len(times) < 2 or times != sorted(times):  # noqa: PLR2004 - from somewhere to somewhere
            raise BadRegime("En tur behöver minst två hållplatser i tidsordning.", field=self.name)


@dataclass(frozen=True, slots=True)
class LineTerms:
    """How the line runs, and what riders can be asked to accept.

    `per_run_ore` is one departure on one day; `most_to_stop_m` how far a rider may be from a stop;
    `most_wait_s` how early it may come to a visit, or how long after being ready it may leave.
    """

    capacity: int
    per_run_ore: int
    most_to_stop_m: int
    most_wait_s: int


@dataclass(frozen=True, slots=True)
class LineYear:
    """A year with the line. `riders` are those of each departure, day by day that it ran."""

    moved: tuple[Trip, ...]
    full: int
    """Trips that fitted and found the vehicle full."""
    riders: dict[str, tuple[int, ...]]
    line_ore: int
    avoided_ore: int

    @property
    def net_ore(self) -> int:
        """What the moved trips cost as they were, less the line; below 0 when the line costs more."""
        return self.avoided_ore - self.line_ore

    def mean_riders(self, departure: str) -> float:
        """Riders a run."""
        return float(np.mean(self.riders[departure])) if self.riders[departure] else 0.0


def run_line(
    trips: Iterable[Trip],
    departures: Sequence[Departure],
    terms: LineTerms,
    roads: Roads,
    days: Sequence[int],
) -> LineYear:
    """Run every departure on every one of the days, with last year's trips that fit, first ready first in.

    Trips that need care stay where they are. A trip with a due time must be there by it; one without is
    a return and leaves after it is ready.
    """
    aboard: Counter[tuple[str, int]] = Counter()
    running = set(days)
    moved: list[Trip] = []
    full = 0
    for trip in sorted(trips, key=lambda one: (one.day, one.ready_s, one.origin, one.destination)):
        fitting = [] if trip.day not in running else _list_fitting(trip, departures, terms, roads)
        free = [one for one in fitting if aboard[one, trip.day] < terms.capacity]
        if free:
            aboard[free[0], trip.day] += 1
            moved.append(trip)
        elif fitting:
            full += 1
    riders = {one.name: tuple(aboard[one.name, day] for day in days) for one in departures}
    cost = len(departures) * len(days) * terms.per_run_ore
    return LineYear(tuple(moved), full, riders, cost, sum(trip.price_ore for trip in moved))


def _list_fitting(trip: Trip, departures: Sequence[Departure], terms: LineTerms, roads: Roads) -> list[str]:
    """Departures that the trip can use, the one with the shortest wait first."""
    if trip.needs_care:
        return []
    waits = []
    for departure in departures:
        wait = _find_wait(trip, departure, terms, roads)
        if wait is not None:
            waits.append((wait, departure.name))
    return [name for _, name in sorted(waits)]


def _find_wait(trip: Trip, departure: Departure, terms: LineTerms, roads: Roads) -> int | None:
    """Seconds of waiting at the visit's end of the trip by the best pair of stops; None when none will do."""
    metres = roads.metres
    ons = [time for place, time in departure.stops if metres[trip.origin, place] <= terms.most_to_stop_m]
    offs = [
        time for place, time in departure.stops if metres[place, trip.destination] <= terms.most_to_stop_m
    ]
    pairs = [(on, off) for on in ons for off in offs if on < off]
    if trip.due_s is None:
        waits = [on - trip.ready_s for on, _ in pairs]
    else:
        waits = [trip.due_s - off for _, off in pairs]
    fine = [wait for wait in waits if 0 <= wait <= terms.most_wait_s]
    return min(fine, default=None)
