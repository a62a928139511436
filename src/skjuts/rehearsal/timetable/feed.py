"""The demonstration timetable of Jämtland Härjedalen as a GTFS feed: real places, invented traffic.

The same seed, first day and length give the same bytes. As in Swedish feeds, calendar.txt only
bounds the time of validity: the real days stand in calendar_dates.txt.
"""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from skjuts.adapters.files import write_whole
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.geography import METRES_PER_DEGREE
from skjuts.rehearsal.roads import DemoRoads, load_demo_roads
from skjuts.rehearsal.timetable.plan import (
    CALLED_TAXI,
    CalledZone,
    PlannedLine,
    TownLine,
    TrafficPlan,
    load_plan,
)
from skjuts.rehearsal.timetable.service_days import DayKind, list_days
from skjuts.rehearsal.timetable.stops import StopRegister
from skjuts.rehearsal.timetable.ways import TimedCall, town_calls, way_calls

DEFAULT_FIRST_DAY: Final = date(2026, 8, 17)
DEFAULT_DAYS: Final = 371
MOST_SHIFT_MIN: Final = 3
"""A seed moves each departure by at most so many minutes."""
PHONE: Final = "0771-00 00 00"

type Cell = str | int | float
type Rows = list[dict[str, Cell]]


@dataclass(slots=True)
class _Writing:
    """The rows of the feed while they are being made."""

    plan: TrafficPlan
    stops: StopRegister
    seed: int
    routes: Rows = field(default_factory=list)
    trips: Rows = field(default_factory=list)
    stop_times: Rows = field(default_factory=list)


def make_demo_feed(
    seed: int = 1, first_day: date = DEFAULT_FIRST_DAY, days: int = DEFAULT_DAYS
) -> dict[str, bytes]:
    """The feed's files by name."""
    roads = load_demo_roads()
    writing = _Writing(load_plan(), StopRegister(roads), seed)
    for line in writing.plan.lines:
        _add_line_trips(writing, line)
    for town_line in writing.plan.town_lines:
        _add_town_trips(writing, town_line)
    for zone in writing.plan.zones:
        _add_zone_trips(writing, zone)
    tables = {
        "agency": [_agency(writing.plan)],
        "feed_info": [_feed_info(writing.plan, seed, first_day, days)],
        "routes": writing.routes,
        "trips": writing.trips,
        "stop_times": writing.stop_times,
        "stops": _stop_rows(writing.stops),
        "calendar": _calendar(first_day, days),
        "calendar_dates": _calendar_dates(first_day, days),
        "transfers": _transfers(writing.stops),
        "booking_rules": _booking_rules(writing.plan),
        "location_groups": [_group(zone) for zone in writing.plan.zones],
        "location_group_stops": [_group_stop(writing.stops, zone) for zone in writing.plan.zones],
    }
    written = {f"{name}.txt": _as_csv(rows) for name, rows in tables.items()}
    return {**written, "locations.geojson": _areas(writing.plan, roads)}


def write_demo_feed(path: Path, files: dict[str, bytes]) -> None:
    """Write the feed as a zip, byte for byte the same for the same files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), files[name], zipfile.ZIP_DEFLATED)
    write_whole(path, packed.getvalue())


def _add_line_trips(writing: _Writing, line: PlannedLine) -> None:
    number = line.number
    name = f"{line.via[0]}–{line.via[-1]}"
    writing.routes.append(_route(number, name, line.route_type))
    chance = stream(writing.seed, f"timetable {number}")
    for way, departures in ((line.via, line.towards), (tuple(reversed(line.via)), line.back)):
        for kind, times in departures.items():
            for count, depart_s in enumerate(times, start=1):
                moved_s = depart_s + 60 * int(chance.integers(0, MOST_SHIFT_MIN + 1))
                trip = f"{number}-{way[0]}-{kind}-{count}".lower().replace(" ", "-")
                writing.trips.append(_trip(number, kind, trip, way[-1], line.access))
                calls = way_calls(writing.stops, writing.plan.hospital_town, line, way, moved_s)
                rule = line.rule if line.route_type == CALLED_TAXI else ""
                writing.stop_times += [
                    _stop_time(trip, row, call, rule) for row, call in enumerate(calls, start=1)
                ]


def _add_town_trips(writing: _Writing, line: TownLine) -> None:
    names = [name for name, _, _ in line.via]
    writing.routes.append(_route(line.number, f"{names[0]}–{names[-1]}", 700))
    for way in (line.via, tuple(reversed(line.via))):
        for kind, every_min in line.every_min.items():
            for count, depart_s in enumerate(range(line.first_s, line.last_s + 1, every_min * 60), start=1):
                trip = f"{line.number}-{way[0][0]}-{kind}-{count}".lower().replace(" ", "-")
                writing.trips.append(_trip(line.number, kind, trip, way[-1][0], 1))
                calls = town_calls(writing.stops, way, depart_s)
                writing.stop_times += [
                    _stop_time(trip, row, call, "") for row, call in enumerate(calls, start=1)
                ]


def _add_zone_trips(writing: _Writing, zone: CalledZone) -> None:
    """From the zone to the town's stop, back, and within the zone."""
    writing.routes.append(_route(zone.number, f"Anropsområde {zone.town} (påhittat)", 715))
    area, group = _area_id(zone), _group_id(zone)
    for ends in ((area, group), (group, area), (area, area)):
        trip = f"{zone.number}-{'-'.join(ends)}".lower()
        writing.trips.append(_trip(zone.number, DayKind.WEEKDAYS, trip, zone.town, 1))
        for row, end in enumerate(ends, start=1):
            writing.stop_times.append(_zone_time(zone, trip, end, row))


def _zone_time(zone: CalledZone, trip: str, end: str, row: int) -> dict[str, Cell]:
    is_area = end == _area_id(zone)
    return {
        "trip_id": trip,
        "stop_sequence": row,
        "location_id" if is_area else "location_group_id": end,
        "pickup_type": 2 if row == 1 else 1,
        "drop_off_type": 1 if row == 1 else 2,
        "start_pickup_drop_off_window": _clock(zone.opens_s),
        "end_pickup_drop_off_window": _clock(zone.closes_s),
        "safe_duration_factor": 1.3,
        "safe_duration_offset": 10,
        "pickup_booking_rule_id": zone.rule if row == 1 else "",
        "drop_off_booking_rule_id": "" if row == 1 else zone.rule,
    }


def _stop_time(trip: str, row: int, call: TimedCall, rule: str) -> dict[str, Cell]:
    return {
        "trip_id": trip,
        "stop_sequence": row,
        "stop_id": call.stop,
        "arrival_time": _clock(call.at_s),
        "departure_time": _clock(call.at_s),
        "pickup_type": 2 if rule else 0,
        "drop_off_type": 0,
        "pickup_booking_rule_id": rule,
    }


def _route(number: str, name: str, route_type: int) -> dict[str, Cell]:
    return {
        "route_id": number,
        "agency_id": "demo",
        "route_short_name": number,
        "route_long_name": name,
        "route_type": route_type,
    }


def _trip(number: str, kind: DayKind, trip: str, headsign: str, access: int) -> dict[str, Cell]:
    return {
        "route_id": number,
        "service_id": kind.value,
        "trip_id": trip,
        "trip_headsign": headsign,
        "wheelchair_accessible": access,
    }


def _stop_rows(register: StopRegister) -> Rows:
    return [
        {
            "stop_id": stop.id,
            "stop_name": stop.name,
            "stop_lat": f"{stop.lat:.6f}",
            "stop_lon": f"{stop.lon:.6f}",
            "location_type": stop.location_type,
            "parent_station": stop.parent,
            "wheelchair_boarding": stop.access,
        }
        for stop in sorted(register.stops.values(), key=lambda one: one.id)
    ]


def _calendar(first_day: date, days: int) -> Rows:
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ends = {"start_date": f"{first_day:%Y%m%d}", "end_date": f"{first_day + timedelta(days=days - 1):%Y%m%d}"}
    return [{"service_id": kind.value, **dict.fromkeys(weekdays, 0), **ends} for kind in DayKind]


def _calendar_dates(first_day: date, days: int) -> Rows:
    return [
        {"service_id": kind.value, "date": f"{day:%Y%m%d}", "exception_type": 1}
        for kind in DayKind
        for day in list_days(first_day, days, kind)
    ]


def _transfers(register: StopRegister) -> Rows:
    """At stations one needs five minutes between trains, whatever the traveller."""
    stations = sorted(stop.id for stop in register.stops.values() if stop.location_type == 1)
    return [
        {"from_stop_id": one, "to_stop_id": one, "transfer_type": 2, "min_transfer_time": 300}
        for one in stations
    ]


def _booking_rules(plan: TrafficPlan) -> Rows:
    return [_booking_rule(name, rule) for name, rule in plan.rules.items()]


def _booking_rule(name: str, rule: Mapping[str, Any]) -> dict[str, Cell]:
    is_same_day = "hours_before" in rule
    told = (
        f"senast {rule['hours_before']} timmar före"
        if is_same_day
        else f"senast kl. {rule['latest']} dagen före"
    )
    return {
        "booking_rule_id": name,
        "booking_type": 1 if is_same_day else 2,
        "prior_notice_duration_min": 60 * int(rule["hours_before"]) if is_same_day else "",
        "prior_notice_last_day": "" if is_same_day else rule["days_before"],
        "prior_notice_last_time": "" if is_same_day else f"{rule['latest']}:00",
        "message": f"Beställ {told} (påhittat nummer).",
        "phone_number": PHONE,
    }


def _group(zone: CalledZone) -> dict[str, Cell]:
    return {"location_group_id": _group_id(zone), "location_group_name": f"{zone.town}, centrum"}


def _group_stop(register: StopRegister, zone: CalledZone) -> dict[str, Cell]:
    return {"location_group_id": _group_id(zone), "stop_id": register.at_town(zone.town).id}


def _areas(plan: TrafficPlan, roads: DemoRoads) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": _area_id(zone),
            "properties": {"stop_name": f"Anropsområde {zone.town} (påhittat)"},
            "geometry": {"type": "Polygon", "coordinates": [_octagon(zone, roads)]},
        }
        for zone in plan.zones
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _octagon(zone: CalledZone, roads: DemoRoads) -> list[list[float]]:
    middle = roads.towns[zone.town]
    reach = zone.radius_m / METRES_PER_DEGREE
    shrink = math.cos(math.radians(middle.lat))
    corners = [math.radians(45 * turn) for turn in range(9)]
    return [
        [
            round(middle.lon + reach * math.cos(turn) / shrink, 6),
            round(middle.lat + reach * math.sin(turn), 6),
        ]
        for turn in corners
    ]


def _area_id(zone: CalledZone) -> str:
    return f"omrade-{zone.number.lower()}"


def _group_id(zone: CalledZone) -> str:
    return f"grupp-{zone.number.lower()}"


def _agency(plan: TrafficPlan) -> dict[str, Cell]:
    return {
        "agency_id": "demo",
        "agency_name": plan.publisher,
        "agency_url": "https://example.org/",
        "agency_timezone": "Europe/Stockholm",
    }


def _feed_info(plan: TrafficPlan, seed: int, first_day: date, days: int) -> dict[str, Cell]:
    return {
        "feed_publisher_name": plan.publisher,
        "feed_publisher_url": "https://example.org/",
        "feed_lang": "sv",
        "feed_start_date": f"{first_day:%Y%m%d}",
        "feed_end_date": f"{first_day + timedelta(days=days - 1):%Y%m%d}",
        "feed_version": f"demonstrationstidtabell frö {seed}",
    }


def _clock(at_s: int) -> str:
    hours, rest = divmod(at_s, 3600)
    return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"


def _as_csv(rows: Sequence[dict[str, Cell]]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
