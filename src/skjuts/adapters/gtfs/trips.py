"""routes.txt, trips.txt and frequencies.txt: lines, their trips, and trips that only give an interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from skjuts.adapters.gtfs.calls import TripCalls, ZoneCall
from skjuts.adapters.gtfs.errors import Faults
from skjuts.adapters.gtfs.places import ACCESS_BY_NUMBER
from skjuts.adapters.gtfs.tables import Row, Table
from skjuts.core.timetable.assembling import TripRow
from skjuts.core.timetable.feed import Line
from skjuts.core.timetable.line_kinds import find_mode
from skjuts.core.timetable.zones import ZoneService

MOST_REPEATS = 1_000


def read_lines(files: Mapping[str, bytes], faults: Faults) -> list[Line]:
    """Read every line, and refuse kinds of traffic that GTFS does not know."""
    lines: dict[str, Line] = {}
    for row in Table(files, "routes.txt", faults, ("route_id", "route_type")):
        line = row.required("route_id")
        if line in lines:
            row.fault("route_id", f"{line} finns på en tidigare rad.")
        row.required("route_type")
        kind = row.whole("route_type")
        if find_mode(kind) is None:
            row.fault("route_type", f"{kind} är inget känt slag av trafik.")
        lines[line] = Line(line, row.text("route_short_name"), row.text("route_long_name"), kind)
    return list(lines.values())


def read_trips(
    files: Mapping[str, bytes], lines: list[Line], services: tuple[str, ...], faults: Faults
) -> list[TripRow]:
    """Read every trip, still without its calls."""
    line_of = {line.id: number for number, line in enumerate(lines)}
    service_of = {service: number for number, service in enumerate(services)}
    trips: dict[str, TripRow] = {}
    for row in Table(files, "trips.txt", faults, ("route_id", "service_id", "trip_id")):
        trip = row.required("trip_id")
        if trip in trips:
            row.fault("trip_id", f"{trip} finns på en tidigare rad.")
        trips[trip] = TripRow(
            id=trip,
            line=_known(row, "route_id", line_of, "routes.txt"),
            service=_known(row, "service_id", service_of, "calendar.txt eller calendar_dates.txt"),
            calls=(),
            headsign=row.text("trip_headsign"),
            access=ACCESS_BY_NUMBER[row.one_of("wheelchair_accessible", range(3))],
        )
    return list(trips.values())


def _known(row: Row, column: str, numbers: Mapping[str, int], file: str) -> int:
    value = row.required(column)
    if value and value not in numbers:
        row.fault(column, f"{value} finns inte i {file}.")
    return numbers.get(value, 0)


def with_calls(trips: list[TripRow], calls: Mapping[str, TripCalls]) -> list[TripRow]:
    """The trips with their calls at stops."""
    return [replace(trip, calls=[call for _, _, call in calls[trip.id].stops]) for trip in trips]


def list_zone_services(
    trips: list[TripRow], calls: Mapping[str, TripCalls], faults: Faults
) -> Iterator[ZoneService]:
    """Zone services: from each zone of a trip to each later one, where one may board and leave."""
    skipped = 0
    for number, trip in enumerate(trips):
        found = calls.get(trip.id, TripCalls())
        if found.stops and found.zones:
            skipped += 1
            continue
        for (_, _, origin), (_, _, target) in combinations(found.zones, 2):
            if origin.may_board and target.may_leave:
                yield _zone_service(number, origin, target)
    if skipped:
        faults.notes.append(f"stop_times.txt: avvikelser från vägen läses inte ({skipped} turer).")


def _zone_service(trip: int, origin: ZoneCall, target: ZoneCall) -> ZoneService:
    return ZoneService(
        trip=trip,
        origin=origin.zone,
        target=target.zone,
        opens_s=max(origin.opens_s, target.opens_s),
        closes_s=min(origin.closes_s, target.closes_s),
        factor=origin.factor,
        offset_s=origin.offset_s,
        boarding_rule=origin.boarding_rule,
        leaving_rule=target.leaving_rule,
    )


def repeat_trips(files: Mapping[str, bytes], trips: list[TripRow], faults: Faults) -> list[TripRow]:
    """Trips of frequencies.txt, written out departure by departure in the place of their pattern."""
    repeated: dict[str, list[TripRow]] = {}
    by_id = {trip.id: trip for trip in trips}
    required = ("trip_id", "start_time", "end_time", "headway_secs")
    for row in Table(files, "frequencies.txt", faults, required):
        pattern = by_id.get(row.required("trip_id"))
        begin, end, every_s = row.clock("start_time"), row.clock("end_time"), row.whole("headway_secs")
        if pattern is None or begin is None or end is None or every_s == 0:
            row.fault("trip_id", "turen, tiderna eller intervallet går inte att använda.")
        elif (end - begin) // every_s > MOST_REPEATS:
            row.fault("headway_secs", f"fler än {MOST_REPEATS} avgångar.")
        elif pattern.calls:
            starts = range(begin, end, every_s)
            repeated.setdefault(pattern.id, []).extend(_starting(pattern, start_s) for start_s in starts)
    return [one for trip in trips for one in repeated.get(trip.id, [trip])]


def _starting(pattern: TripRow, start_s: int) -> TripRow:
    shift_s = start_s - pattern.calls[0].departure_s
    calls = [
        call._replace(arrival_s=call.arrival_s + shift_s, departure_s=call.departure_s + shift_s)
        for call in pattern.calls
    ]
    return replace(pattern, id=f"{pattern.id}@{start_s}", calls=calls)
