"""The invented lines as they stand in lines.toml: read, and checked against the demonstration roads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from skjuts.core.kernel.service_time import parse_service_time
from skjuts.rehearsal.timetable.service_days import DayKind

BUS, REGIONAL_TRAIN, CALLED_TAXI = 700, 106, 1501
GTFS_ACCESS: Final = {"unknown": 0, "yes": 1, "no": 2}

type Departures = Mapping[DayKind, tuple[int, ...]]
"""Seconds of the service day by kind of day."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line between real towns, with departures from its first place and from its last."""

    number: str
    via: tuple[str, ...]
    route_type: int
    access: int
    towards: Departures
    back: Departures
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TownLine:
    """A line within the town of the hospital, at even intervals."""

    number: str
    via: tuple[tuple[str, float, float], ...]
    first_s: int
    last_s: int
    every_min: Mapping[DayKind, int]


@dataclass(frozen=True, slots=True)
class CalledZone:
    """A zone around a town where one is fetched at the door."""

    number: str
    town: str
    radius_m: int
    opens_s: int
    closes_s: int
    rule: str


@dataclass(frozen=True, slots=True)
class TrafficPlan:
    """All of the invented traffic."""

    publisher: str
    hospital_town: str
    lines: tuple[PlannedLine, ...]
    town_lines: tuple[TownLine, ...]
    zones: tuple[CalledZone, ...]
    rules: Mapping[str, Mapping[str, Any]]


def load_plan() -> TrafficPlan:
    """Read the packaged plan."""
    text = (resources.files("skjuts.rehearsal.timetable") / "lines.toml").read_text(encoding="utf-8")
    plan = tomllib.loads(text)
    lines = [_line(row, BUS) for row in plan["line"]]
    trains = [_line({"access": "yes", **row}, REGIONAL_TRAIN) for row in plan["train"]]
    called = [_line({"access": "yes", **row}, CALLED_TAXI) for row in plan["called"]]
    return TrafficPlan(
        publisher=plan["feed"]["publisher"],
        hospital_town=plan["stations"]["hospital"],
        lines=(*lines, *trains, *called),
        town_lines=tuple(_town_line(row) for row in plan["town_line"]),
        zones=tuple(_zone(row) for row in plan["zone"]),
        rules=plan["rules"],
    )


def _line(row: Mapping[str, Any], route_type: int) -> PlannedLine:
    return PlannedLine(
        number=row["number"],
        via=tuple(row["via"]),
        route_type=route_type,
        access=GTFS_ACCESS[row["access"]],
        towards=_departures(row["towards"]),
        back=_departures(row["back"]),
        rule=row.get("rule", ""),
    )


def _departures(row: Mapping[str, list[str]]) -> Departures:
    return {DayKind(kind): tuple(map(parse_service_time, times)) for kind, times in row.items()}


def _town_line(row: Mapping[str, Any]) -> TownLine:
    return TownLine(
        number=row["number"],
        via=tuple((name, lat, lon) for name, lat, lon in row["via"]),
        first_s=parse_service_time(row["first"]),
        last_s=parse_service_time(row["last"]),
        every_min={DayKind(kind): minutes for kind, minutes in row["every_min"].items()},
    )


def _zone(row: Mapping[str, Any]) -> CalledZone:
    return CalledZone(
        number=row["number"],
        town=row["town"],
        radius_m=row["radius_m"],
        opens_s=parse_service_time(row["opens"]),
        closes_s=parse_service_time(row["closes"]),
        rule=row["rule"],
    )
