"""A light-care ambulance made of an assessment car: what it frees, what it meets and what is lost."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.regimes.errors import CareCannotGoByTaxi
from skjuts.core.followup.regimes.trips import Trip
from skjuts.core.triage.preparedness import Calls, measure_call_coverage

TAXI_RULE = "Patienter med vårdbehov under resan kan inte flyttas till upphandlad sjukresa med taxi."


class Range(NamedTuple):
    """From the least to the most."""

    low: float
    high: float

    def __mul__(self, other: object) -> Range:
        """The product of two ranges of amounts that are not negative."""
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low * other.low, self.high * other.high)


@dataclass(frozen=True, slots=True)
class Crew:
    """A way to man it: the share of the transfers that it may take, and what an hour of it costs in öre."""

    name: str
    takes: Range
    per_hour_ore: Range


@dataclass(frozen=True, slots=True)
class LightCare:
    """What the answer takes, a year; None is not known."""

    transfers: Range | None = None
    ambulance_hours_each: Range | None = None
    calls_met_per_hour: Range | None = None
    """Calls an hour more that are met while an ambulance is home: see `find_calls_met`."""
    assessments_lost: Range | None = None
    manned_hours: Range | None = None


NAMES = {
    "transfers": "antal transporter med lätt vårdbehov",
    "ambulance_hours_each": "ambulanstimmar per transport",
    "calls_met_per_hour": "larm som möts per frigjord ambulanstimme",
    "assessments_lost": "bedömningar som bilen inte längre gör",
    "manned_hours": "bemannade timmar",
}


@dataclass(frozen=True, slots=True)
class LightCareYear:
    """A year with one crew, every figure an interval. `missing` names what could not be told."""

    crew: str
    freed_hours: Range | None
    calls_met: Range | None
    assessments_lost: Range | None
    crew_ore: Range | None
    missing: tuple[str, ...]
    rule: str = TAXI_RULE


def assess_light_care(inputs: LightCare, crews: tuple[Crew, ...]) -> tuple[LightCareYear, ...]:
    """The year with each crew. What is not known makes what hangs on it unknown, never nothing."""
    missing = tuple(NAMES[one.name] for one in fields(inputs) if getattr(inputs, one.name) is None)
    return tuple(_assess(inputs, crew, missing) for crew in crews)


def _assess(inputs: LightCare, crew: Crew, missing: tuple[str, ...]) -> LightCareYear:
    freed = _times(_times(inputs.transfers, crew.takes), inputs.ambulance_hours_each)
    return LightCareYear(
        crew.name,
        freed,
        _times(freed, inputs.calls_met_per_hour),
        inputs.assessments_lost,
        _times(inputs.manned_hours, crew.per_hour_ore),
        missing,
    )


def _times(one: Range | None, other: Range | None) -> Range | None:
    return None if one is None or other is None else one * other


def find_calls_met(calls: Calls, units: NDArray[np.int64], stations: tuple[int, ...]) -> Range:
    """Calls an hour more that are met with one more ambulance home, at the worst and best of its stations."""
    before = measure_call_coverage(calls, units).share
    gains = []
    for station in stations:
        more = units.copy()
        more[station] += 1
        gains.append((measure_call_coverage(calls, more).share - before) * float(calls.per_hour.sum()))
    return Range(min(gains), max(gains))


def price_as_taxi(trips: tuple[Trip, ...]) -> int:
    """What trips without care were paid. Raises `CareCannotGoByTaxi` when one needs care on the way."""
    if any(trip.needs_care for trip in trips):
        raise CareCannotGoByTaxi(TAXI_RULE)
    return sum(trip.price_ore for trip in trips)
