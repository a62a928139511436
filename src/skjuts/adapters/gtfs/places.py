"""Stops, with what platforms inherit from their stations, and least times for changing between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.tables import Row, Table
from skjuts.core.timetable.assembling import ChangeRow, StopRow
from skjuts.core.timetable.feed import NONE, Access

PLATFORM, STATION, ENTRANCE, NODE, BOARDING_AREA = range(5)
RECOMMENDED, TIMED, LEAST_TIME, FORBIDDEN = range(4)
STAYS_ABOARD: Final = (4, 5)
ACCESS_BY_NUMBER: Final = {0: Access.UNKNOWN, 1: Access.YES, 2: Access.NO}
TRIP_COLUMNS: Final = ("from_trip_id", "to_trip_id", "from_route_id", "to_route_id")


@dataclass(slots=True)
class FeedStops:
    """The stops that vehicles call at, their rows by id, platforms by station, booking rules by stop."""

    rows: list[StopRow] = field(default_factory=list)
    row_of: dict[str, int] = field(default_factory=dict)
    platforms_of: dict[str, list[int]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    boarding_rules: dict[int, str] = field(default_factory=dict)
    leaving_rules: dict[int, str] = field(default_factory=dict)


def read_stops(files: Mapping[str, bytes], faults: Faults) -> FeedStops:
    """Read stops.txt; stations and entrances are kept only for what their platforms inherit."""
    stops = FeedStops()
    rows = list(Table(files, "stops.txt", faults, ("stop_id",)))
    by_id: dict[str, Row] = {}
    for row in rows:
        stop = row.required("stop_id")
        if stop in by_id:
            row.fault("stop_id", f"{stop} finns på en tidigare rad.")
        by_id[stop] = row
    for stop, row in by_id.items():
        if row.one_of("location_type", range(5)) == PLATFORM:
            _add_platform(stops, stop, row, by_id)
        else:
            stops.others.add(stop)
    return stops


def _add_platform(stops: FeedStops, stop: str, row: Row, by_id: Mapping[str, Row]) -> None:
    parent = row.text("parent_station")
    if parent and parent not in by_id:
        row.fault("parent_station", f"stationen {parent} finns inte i stops.txt.")
    access = row.one_of("wheelchair_boarding", range(3))
    if access == 0 and parent in by_id:
        access = by_id[parent].one_of("wheelchair_boarding", range(3))
    number = len(stops.rows)
    lat, lon = row.decimal("stop_lat", -90, 90), row.decimal("stop_lon", -180, 180)
    stops.rows.append(StopRow(stop, row.text("stop_name") or stop, lat, lon, ACCESS_BY_NUMBER[access]))
    stops.row_of[stop] = number
    stops.platforms_of.setdefault(parent or stop, []).append(number)
    if rule := row.text("pickup_booking_rule_id"):
        stops.boarding_rules[number] = rule
    if rule := row.text("drop_off_booking_rule_id"):
        stops.leaving_rules[number] = rule


def read_changes(files: Mapping[str, bytes], stops: FeedStops, faults: Faults) -> list[ChangeRow]:
    """Read transfers.txt: what holds for a station holds for its platforms, unless they have their own."""
    by_station: dict[tuple[int, int], int] = {}
    by_stop: dict[tuple[int, int], int] = {}
    skipped = 0
    for row in Table(files, "transfers.txt", faults):
        kind = row.one_of("transfer_type", range(6))
        if kind in STAYS_ABOARD or any(row.text(column) for column in TRIP_COLUMNS):
            skipped += 1
        elif kind != RECOMMENDED:
            ends = _ends(row, "from_stop_id", stops), _ends(row, "to_stop_id", stops)
            least_s = {TIMED: 0, FORBIDDEN: NONE}.get(kind, row.whole("min_transfer_time"))
            is_exact = all(row.text(column) in stops.row_of for column in ("from_stop_id", "to_stop_id"))
            chosen = by_stop if is_exact else by_station
            chosen.update({(a, b): least_s for a in ends[0] for b in ends[1]})
    if skipped:
        faults.notes.append(
            f"transfers.txt: {skipped} rader som bara gäller vissa turer eller linjer läses inte."
        )
    return [ChangeRow(*pair, least_s) for pair, least_s in {**by_station, **by_stop}.items()]


def _ends(row: Row, column: str, stops: FeedStops) -> list[int]:
    stop = row.required(column)
    if stop in stops.row_of:
        return [stops.row_of[stop]]
    if stop in stops.platforms_of or stop in stops.others:
        return stops.platforms_of.get(stop, [])
    row.fault(column, f"hållplatsen {stop} finns inte i stops.txt.")
    return []
