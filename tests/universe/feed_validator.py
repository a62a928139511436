"""A validator of GTFS files of our own: straight from the format's rules, sharing no code with the reader."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

type Table = list[dict[str, str]]

KEYS = {
    "agency": ("agency_id",),
    "stops": ("stop_id",),
    "routes": ("route_id",),
    "trips": ("trip_id",),
    "stop_times": ("trip_id", "stop_sequence"),
    "calendar": ("service_id",),
    "calendar_dates": ("service_id", "date"),
    "booking_rules": ("booking_rule_id",),
    "location_groups": ("location_group_id",),
    "location_group_stops": ("location_group_id", "stop_id"),
    "transfers": ("from_stop_id", "to_stop_id"),
}
REFERENCES = (
    ("trips", "route_id", "routes"),
    ("routes", "agency_id", "agency"),
    ("stop_times", "trip_id", "trips"),
    ("stop_times", "stop_id", "stops"),
    ("stop_times", "pickup_booking_rule_id", "booking_rules"),
    ("stop_times", "drop_off_booking_rule_id", "booking_rules"),
    ("stop_times", "location_group_id", "location_groups"),
    ("location_group_stops", "stop_id", "stops"),
    ("stops", "parent_station", "stops"),
    ("transfers", "from_stop_id", "stops"),
)
FASTEST_KMH = 130


def list_breaches(files: Mapping[str, bytes]) -> list[str]:
    """Everything in the files that the format does not allow."""
    tables = {name: _read(files.get(f"{name}.txt", b"")) for name in KEYS}
    areas = {feature["id"] for feature in json.loads(files["locations.geojson"])["features"]}
    return [*_keys(tables), *_references(tables), *_days(tables), *_calls(tables, areas)]


def _read(content: bytes) -> Table:
    return list(csv.DictReader(content.decode("utf-8").splitlines()))


def _keys(tables: Mapping[str, Table]) -> list[str]:
    breaches = []
    for name, columns in KEYS.items():
        keys = [tuple(row[column] for column in columns) for row in tables[name]]
        if len(set(keys)) != len(keys) or any(not all(key) for key in keys):
            breaches.append(f"{name}: keys are not unique or not filled in")
    return breaches


def _references(tables: Mapping[str, Table]) -> list[str]:
    breaches = []
    for name, column, target in REFERENCES:
        known = {row[KEYS[target][0]] for row in tables[target]}
        missing = {row.get(column, "") for row in tables[name]} - known - {""}
        breaches += [f"{name}.{column}: {value} is not in {target}" for value in sorted(missing)]
    services = {row["service_id"] for row in (*tables["calendar"], *tables["calendar_dates"])}
    breaches += [
        f"trips: {row['trip_id']} has no days" for row in tables["trips"] if row["service_id"] not in services
    ]
    return breaches


def _days(tables: Mapping[str, Table]) -> list[str]:
    bounds = {row["service_id"]: (row["start_date"], row["end_date"]) for row in tables["calendar"]}
    breaches = []
    for row in tables["calendar_dates"]:
        datetime.strptime(row["date"], "%Y%m%d").astimezone()
        first, last = bounds[row["service_id"]]
        if not first <= row["date"] <= last or row["exception_type"] not in {"1", "2"}:
            breaches.append(f"calendar_dates: {row}")
    return breaches


def _calls(tables: Mapping[str, Table], areas: set[str]) -> list[str]:
    breaches = []
    stops = {row["stop_id"]: row for row in tables["stops"]}
    by_trip: dict[str, Table] = {row["trip_id"]: [] for row in tables["trips"]}
    for row in tables["stop_times"]:
        by_trip.setdefault(row["trip_id"], []).append(row)
    for trip, calls in by_trip.items():
        calls.sort(key=lambda row: int(row["stop_sequence"]))
        if len(calls) < 2:
            breaches.append(f"{trip}: fewer than two calls")
        if any(row["location_id"] and row["location_id"] not in areas for row in calls):
            breaches.append(f"{trip}: an area that is not there")
        fixed = [row for row in calls if row["stop_id"]]
        breaches += _pace(trip, fixed, stops)
    return breaches


def _pace(trip: str, calls: Table, stops: Mapping[str, dict[str, str]]) -> list[str]:
    """Time goes forward, nobody drives faster than a train, and vehicles stop at platforms."""
    breaches = []
    for before, after in pairwise(calls):
        seconds = _seconds(after["arrival_time"]) - _seconds(before["departure_time"])
        a, b = stops[before["stop_id"]], stops[after["stop_id"]]
        km = _crow_km(a, b)
        if seconds < 0 or (km > 1 and km > FASTEST_KMH * seconds / 3600):
            breaches.append(f"{trip}: {before['stop_id']}–{after['stop_id']} {km:.1f} km in {seconds} s")
    if any(stops[row["stop_id"]]["location_type"] not in {"", "0"} for row in calls):
        breaches.append(f"{trip}: calls at something that is no platform")
    return breaches


def _seconds(clock: str) -> int:
    hours, minutes, seconds = map(int, clock.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _crow_km(a: Mapping[str, str], b: Mapping[str, str]) -> float:
    north = (float(a["stop_lat"]) - float(b["stop_lat"])) * 111.2
    east = (float(a["stop_lon"]) - float(b["stop_lon"])) * 111.2 * 0.45
    return (north**2 + east**2) ** 0.5
