"""Last year's flows as trips that a fleet or a line can be tried on.

A ledger knows the day, the distance and the price of a trip, but neither its clock nor its addresses. Both
are assumed here, openly and by a seed: every trip lies between the hospital and a place on the road of its
own municipality, every second one in and every second one home, at times drawn over the day. Another seed is
another day just as likely, so an answer is told from the least to the most of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from skjuts.core.followup.regimes.errors import BadRegime
from skjuts.core.followup.regimes.schedule import Driven, Fleet, Roads, drive_year
from skjuts.core.followup.regimes.trips import Trip

HOSPITAL = 0
STEP_M = 5_000
"""How far apart the places of a road stand."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One trip as the ledger has it: day by number, the municipality's code, metres along the road, öre."""

    day: int
    area: str
    distance_m: int
    price_ore: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What is assumed: when visits begin (seconds of the day, first and last), how long they last, the speed.

    A trip in must be there when the visit begins, and may be ready `early_s` before it must leave.
    """

    first_visit_s: int
    last_visit_s: int
    visit_s: int
    speed_kmh: float
    early_s: int = 1800

    def __post_init__(self) -> None:
        if self.first_visit_s >= self.last_visit_s or self.visit_s < 0 or self.speed_kmh <= 0:
            raise BadRegime("Tider och fart för resorna är omöjliga.", field="spread")


@dataclass(frozen=True, slots=True)
class Star:
    """The hospital in the middle and a road to each municipality: places by number, and the roads between."""

    numbers: dict[tuple[str, int], int]
    roads: Roads

    def find_place(self, area: str, distance_m: int) -> int | None:
        """The place of a municipality's road nearest to a distance; None where nobody travels."""
        return self.numbers.get((area, _step(distance_m)))


def form_star(flows: Iterable[Flow], speed_kmh: float, stops: Iterable[tuple[str, int]] = ()) -> Star:
    """Every place that a flow, or one of `stops` (area, metres), needs.

    Along a road the way is the difference, between two roads the sum, of the distances to the hospital:
    from one road to another one drives past it.
    """
    needed = {(one.area, _step(one.distance_m)) for one in flows}
    needed |= {(area, _step(metres)) for area, metres in stops}
    listed = sorted(needed)
    spokes = np.array([-1, *(sorted({a for a, _ in listed}).index(area) for area, _ in listed)])
    out = np.array([0, *(step * STEP_M for _, step in listed)], dtype=np.int64)
    same = spokes[:, None] == spokes[None, :]
    metres = np.where(same, np.abs(out[:, None] - out[None, :]), out[:, None] + out[None, :])
    seconds = np.rint(metres * 3.6 / speed_kmh).astype(np.int64)
    numbers = {place: number for number, place in enumerate(listed, start=1)}
    return Star(numbers, Roads(seconds, metres.astype(np.int64)))


def spread_flows(flows: Sequence[Flow], star: Star, spread: Spread, seed: int) -> tuple[Trip, ...]:
    """The flows as trips with the places of a star and times drawn by a seed."""
    rng = np.random.default_rng(seed)
    visits = rng.integers(spread.first_visit_s, spread.last_visit_s, len(flows))
    trips = []
    for number, (flow, visit) in enumerate(zip(flows, visits.tolist(), strict=True)):
        place = star.numbers[flow.area, _step(flow.distance_m)]
        way = int(star.roads.seconds[place, HOSPITAL])
        if number % 2:
            ready = visit + spread.visit_s
            trips.append(Trip(flow.day, ready, HOSPITAL, place, flow.price_ore))
        else:
            ready = max(0, visit - way - spread.early_s)
            trips.append(Trip(flow.day, ready, place, HOSPITAL, flow.price_ore, due_s=visit))
    return tuple(trips)


class FleetTrial(TypedDict):
    """What a fleet did with the flows as one seed spread them: sums that can be kept as JSON.

    Nine in ten riders wait no longer than `long_wait_s`.
    """

    vehicles: int
    days: int
    taken: int
    taken_ore: int
    left_ore: int
    driven_m: int
    empty_m: int
    median_wait_s: int
    long_wait_s: int


def try_fleet(flows: Sequence[Flow], fleet: Fleet, spread: Spread, seed: int) -> FleetTrial:
    """Drive a year of flows with a fleet."""
    star = form_star(flows, spread.speed_kmh)
    driven = drive_year(spread_flows(flows, star, spread, seed), fleet, star.roads)
    return _sum_up(fleet.vehicles, driven)


def _sum_up(vehicles: int, driven: Driven) -> FleetTrial:
    waits = np.array(driven.waits_s or (0,))
    return FleetTrial(
        vehicles=vehicles,
        days=driven.days,
        taken=len(driven.taken),
        taken_ore=sum(trip.price_ore for trip in driven.taken),
        left_ore=sum(trip.price_ore for trip in driven.left),
        driven_m=driven.driven_m,
        empty_m=driven.empty_m,
        median_wait_s=int(np.quantile(waits, 0.5)),
        long_wait_s=int(np.quantile(waits, 0.9)),
    )


def _step(distance_m: int) -> int:
    """Which of a road's places a distance is nearest to; nobody lives at the hospital."""
    return max(1, round(distance_m / STEP_M))
