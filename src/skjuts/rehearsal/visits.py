"""Who travels, why, where to and when: a day's visits, before any vehicle has been thought of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.problem import Load
from skjuts.rehearsal.destinations import Destinations
from skjuts.rehearsal.draws import apportion, flags, spread, stream
from skjuts.rehearsal.geography import Locality
from skjuts.rehearsal.homes import HomeDraw, draw_homes
from skjuts.rehearsal.profile import Profile
from skjuts.rehearsal.profile.people import ClockSpan, Mobility, Purpose

DIALYSIS = "dialysis"
ROUND_MIN = 5
"""Appointments stand on five minutes."""


class Ways(StrEnum):
    """Which of a visit's two journeys are ordered."""

    BOTH = "both"
    OUT = "out"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Rider:
    """What an invented rider brings and needs."""

    load: Load
    escorts: int
    needs: frozenset[str]
    ride_alone: bool
    group: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One rider's visit: when it should begin, how long it lasts, which ways are ordered."""

    id: str
    purpose: str
    home: int
    """Index among the day's homes."""
    municipality: str
    destination: int
    """Index among the day's destinations."""
    begins_s: int
    lasts_s: int
    ways: Ways
    rider: Rider
    is_will_call: bool
    is_promised: tuple[bool, bool]
    carrier_may_wait: bool


@dataclass(frozen=True, slots=True, eq=False)
class VisitDraw:
    """A day's visits and the homes that they start from."""

    visits: tuple[Visit, ...]
    home_points: NDArray[np.float64]
    home_localities: NDArray[np.int64]


def draw_visits(
    profile: Profile,
    localities: Sequence[Locality],
    destinations: Destinations,
    requests: int,
    weekday: int,
    seed: int,
) -> VisitDraw:
    """Draw the visits whose ordered ways make exactly `requests` requests."""
    open_today = {
        name: one for name, one in profile.purposes.items() if weekday in one.weekdays and one.share
    }
    counts = apportion(requests, [one.share for one in open_today.values()])
    visits: list[Visit] = []
    points: list[NDArray[np.float64]] = []
    locality: list[NDArray[np.int64]] = []
    for (name, purpose), count in zip(open_today.items(), counts, strict=True):
        rng = stream(seed, name)
        ways = _draw_ways(rng, count, purpose.one_way_share)
        homes = _draw_purpose_homes(rng, profile, localities, len(ways), name, weekday)
        first = sum(len(part) for part in points)
        visits += _PurposeDraw(rng, profile, name, purpose, first).draw(ways, homes, localities, destinations)
        points.append(homes.points)
        locality.append(homes.locality)
    return VisitDraw(tuple(visits), np.concatenate(points), np.concatenate(locality))


def _draw_ways(rng: np.random.Generator, requests: int, one_way_share: float) -> list[Ways]:
    both = (requests - round(requests * one_way_share)) // 2
    single = requests - 2 * both
    ways = [Ways.BOTH] * both + [Ways.OUT] * ((single + 1) // 2) + [Ways.HOME] * (single // 2)
    return [ways[index] for index in rng.permutation(len(ways))]


def _draw_purpose_homes(
    rng: np.random.Generator,
    profile: Profile,
    localities: Sequence[Locality],
    count: int,
    name: str,
    weekday: int,
) -> HomeDraw:
    """Dialysis patients come every other weekday: today's are the even or the odd of them all."""
    if name != DIALYSIS:
        return draw_homes(rng, localities, count, profile.homes)
    everyone = draw_homes(rng, localities, 2 * count, profile.homes)
    today = slice(weekday % 2, None, 2)
    return HomeDraw(everyone.points[today], everyone.locality[today], everyone.is_rural[today])


@dataclass(frozen=True, slots=True, eq=False)
class _PurposeDraw:
    """Draws the visits of one purpose."""

    rng: np.random.Generator
    profile: Profile
    name: str
    purpose: Purpose
    first_home: int

    def draw(
        self,
        ways: list[Ways],
        homes: HomeDraw,
        localities: Sequence[Locality],
        destinations: Destinations,
    ) -> list[Visit]:
        count = len(ways)
        municipalities = [localities[index].municipality for index in homes.locality]
        chosen = destinations.choose(self.rng, self.purpose.destination, homes.points, municipalities)
        begins = draw_clock(self.rng, self.purpose.arrivals, count)
        lasts = _round_minutes(self.rng.uniform(*self.purpose.visit_min, size=count)) * 60
        riders = draw_riders(self.rng, self.profile, self.name, count)
        rules = self.profile.windows
        will_call = flags(self.rng, count, self.purpose.will_call_share)
        promised = self.rng.uniform(size=(count, 2)) < rules.promised_share
        waits = flags(self.rng, count, rules.wait_pair_share)
        return [
            Visit(
                id=f"{self.name}-{index + 1:05d}",
                purpose=self.name,
                home=self.first_home + index,
                municipality=municipalities[index],
                destination=int(chosen[index]),
                begins_s=int(begins[index]),
                lasts_s=int(lasts[index]),
                ways=ways[index],
                rider=riders[index],
                is_will_call=bool(will_call[index]),
                is_promised=(bool(promised[index, 0]), bool(promised[index, 1])),
                carrier_may_wait=bool(waits[index]),
            )
            for index in range(count)
        ]


def draw_clock(rng: np.random.Generator, spans: Sequence[ClockSpan], count: int) -> NDArray[np.int64]:
    """Draw times of day in seconds, on five minutes, from weighted spans."""
    if not count:
        return np.zeros(0, dtype=np.int64)
    chosen = spread(rng, count, [span.weight for span in spans])
    low = np.array([span.from_h for span in spans])[chosen]
    high = np.array([span.to_h for span in spans])[chosen]
    return _round_minutes(rng.uniform(low, high) * 60) * 60


def draw_riders(rng: np.random.Generator, profile: Profile, purpose: str, count: int) -> list[Rider]:
    """Draw loads, escorts, needs and groups in the shares of the purpose's mobility table."""
    mobility = profile.mobility[profile.purposes[purpose].mobility]
    loads = _draw_loads(rng, profile, mobility, count)
    has_escort = flags(rng, count, mobility.escort_share)
    has_second = has_escort & (rng.uniform(size=count) < profile.riders.second_escort_share)
    alone = flags(rng, count, mobility.ride_alone_share)
    infectious = flags(rng, count, mobility.infection_share)
    needs = {need: flags(rng, count, share) for need, share in sorted(mobility.needs.items())}
    healthy_group = DIALYSIS if purpose == DIALYSIS else "general"
    return [
        Rider(
            load=loads[index],
            escorts=int(has_escort[index]) + int(has_second[index]),
            needs=frozenset(need for need, marked in needs.items() if marked[index]),
            ride_alone=bool(alone[index]),
            group="infection" if infectious[index] else healthy_group,
        )
        for index in range(count)
    ]


def _draw_loads(rng: np.random.Generator, profile: Profile, mobility: Mobility, count: int) -> list[Load]:
    seated = 1 - mobility.wheelchair_share - mobility.stretcher_share
    kinds = spread(rng, count, (seated, mobility.wheelchair_share, mobility.stretcher_share))
    attended = rng.uniform(size=count) < profile.riders.attendant_share
    return [
        (Load(seats=1), Load(wheelchairs=1), Load(stretchers=1, attendants=int(attended[index])))[kind]
        for index, kind in enumerate(kinds)
    ]


def _round_minutes(minutes: NDArray[np.float64]) -> NDArray[np.int64]:
    return (np.round(minutes / ROUND_MIN) * ROUND_MIN).astype(np.int64)
