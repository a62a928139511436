"""Rows become a `Timetable`: what a reader has parsed and checked, turned into arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from skjuts.core.timetable.booking import BookingRule
from skjuts.core.timetable.feed import (
    NONE,
    Access,
    Changes,
    FeedStamp,
    Line,
    Services,
    Stops,
    StopService,
    StopTimes,
    Timetable,
    Trips,
)
from skjuts.core.timetable.line_kinds import ON_CALL
from skjuts.core.timetable.zones import ZoneService


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop where vehicles call."""

    id: str
    name: str
    lat: float
    lon: float
    access: Access = Access.UNKNOWN


class CallRow(NamedTuple):
    """A trip's call at a stop: `stop` is the stop's row, rules are rows of the booking rules."""

    stop: int
    arrival_s: int
    departure_s: int
    boarding: int = StopService.REGULAR
    leaving: int = StopService.REGULAR
    boarding_rule: int = NONE
    leaving_rule: int = NONE


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip: `line` and `service` are rows; the calls stand in order of driving."""

    id: str
    line: int
    service: int
    calls: Sequence[CallRow]
    headsign: str = ""
    access: Access = Access.UNKNOWN


class ChangeRow(NamedTuple):
    """The feed's least time between vehicles at two stops; `NONE` seconds: one cannot change."""

    from_stop: int
    to_stop: int
    least_s: int


@dataclass(frozen=True, slots=True)
class FeedRows:
    """All of a feed, row by row."""

    stops: Sequence[StopRow]
    lines: Sequence[Line]
    trips: Sequence[TripRow]
    changes: Sequence[ChangeRow] = ()
    booking_rules: Sequence[BookingRule] = ()
    zone_services: Sequence[ZoneService] = ()


def assemble(stamp: FeedStamp, services: Services, rows: FeedRows) -> Timetable:
    """Put a feed together. On lines that run on call only, boarding is marked as booked."""
    return Timetable(
        stamp=stamp,
        stops=_stops(rows.stops),
        lines=tuple(rows.lines),
        trips=_trips(rows.trips),
        stop_times=_stop_times(rows),
        services=services,
        changes=_changes(rows.changes),
        booking_rules=tuple(rows.booking_rules),
        zone_services=tuple(rows.zone_services),
    )


def _stops(rows: Sequence[StopRow]) -> Stops:
    return Stops(
        ids=tuple(row.id for row in rows),
        names=tuple(row.name for row in rows),
        lat=np.array([row.lat for row in rows], dtype=np.float64),
        lon=np.array([row.lon for row in rows], dtype=np.float64),
        access=np.array([row.access for row in rows], dtype=np.uint8),
    )


def _trips(rows: Sequence[TripRow]) -> Trips:
    first = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.calls) for row in rows], out=first[1:])
    return Trips(
        ids=tuple(row.id for row in rows),
        headsigns=tuple(row.headsign for row in rows),
        line=np.array([row.line for row in rows], dtype=np.int32),
        service=np.array([row.service for row in rows], dtype=np.int32),
        access=np.array([row.access for row in rows], dtype=np.uint8),
        first=first,
    )


def _stop_times(rows: FeedRows) -> StopTimes:
    calls = [call for trip in rows.trips for call in trip.calls]
    table = np.array(calls, dtype=np.int32).reshape(-1, len(CallRow._fields))
    stop, arrival_s, departure_s, boarding, leaving, boarding_rule, leaving_rule = (
        np.ascontiguousarray(column) for column in table.T
    )
    is_called = np.array([rows.lines[trip.line].route_type in ON_CALL for trip in rows.trips], dtype=np.bool_)
    is_called = np.repeat(is_called, [len(trip.calls) for trip in rows.trips])
    boarding[is_called & (boarding != StopService.NONE)] = StopService.BOOKED
    kinds = boarding.astype(np.uint8), leaving.astype(np.uint8)
    return StopTimes(stop, arrival_s, departure_s, *kinds, boarding_rule, leaving_rule)


def _changes(rows: Sequence[ChangeRow]) -> Changes:
    table = np.array(rows, dtype=np.int32).reshape(-1, len(ChangeRow._fields))
    return Changes(*(np.ascontiguousarray(column) for column in table.T))
