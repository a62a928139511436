"""The invented stops: at towns' points, at the edges of the larger ones, and along the town lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from skjuts.core.kernel.geography import Point, distance_m
from skjuts.rehearsal.geography import list_localities
from skjuts.rehearsal.roads import DemoRoads

EDGE_M: Final = 700
"""From a larger town's middle to its stop along each road out."""
LARGE_TOWN: Final = 500
TOWN_STEP_M: Final = 450
KNOWN_ACCESS_TOWN: Final = 1_000
"""Inhabitants from which a town's stops are said to take a wheelchair; of the others nobody has said."""
TRAIN_OFFSET_DEGREES: Final = 0.002


@dataclass(frozen=True, slots=True)
class DemoStop:
    """A stop as stops.txt has it; `access` is GTFS's number."""

    id: str
    name: str
    lat: float
    lon: float
    access: int
    location_type: int = 0
    parent: str = ""


@dataclass(slots=True)
class StopRegister:
    """Stops by id, made when a line first needs them."""

    roads: DemoRoads
    stops: dict[str, DemoStop] = field(default_factory=dict)

    def at_town(self, town: str) -> DemoStop:
        """The stop in the middle of a town."""
        point = self.roads.towns[town]
        return self._add(f"{town}, centrum", point.lat, point.lon, _access(town))

    def on_the_way_out(self, town: str, towards: str) -> DemoStop | None:
        """The stop at a larger town's edge on the road to another; None for a small one."""
        if _population(town) < LARGE_TOWN:
            return None
        here, there = self.roads.towns[town], self.roads.towns[towards]
        share = EDGE_M / distance_m(Point(here.lat, here.lon), Point(there.lat, there.lon))
        lat, lon = here.lat + share * (there.lat - here.lat), here.lon + share * (there.lon - here.lon)
        return self._add(f"{town}, infart mot {towards}", lat, lon, _access(town))

    def at_station(self, town: str) -> DemoStop:
        """A platform of the town's railway station, which has a station above it."""
        point = self.roads.towns[town]
        lat, lon = point.lat - TRAIN_OFFSET_DEGREES, point.lon + TRAIN_OFFSET_DEGREES
        name = f"{town}, stationen"
        station = DemoStop(_slug(name), name, lat, lon, 1, location_type=1)
        self.stops.setdefault(station.id, station)
        platform = DemoStop(f"{station.id}-spar-1", f"{name} spår 1", lat, lon, 0, parent=station.id)
        return self.stops.setdefault(platform.id, platform)

    def in_hospital_town(self, name: str, lat: float, lon: float) -> DemoStop:
        """A stop of the town lines."""
        return self._add(f"Östersund, {name}", lat, lon, 1)

    def _add(self, name: str, lat: float, lon: float, access: int) -> DemoStop:
        return self.stops.setdefault(
            _slug(name), DemoStop(_slug(name), name, round(lat, 6), round(lon, 6), access)
        )


def _access(town: str) -> int:
    return 1 if _population(town) >= KNOWN_ACCESS_TOWN else 0


def _population(town: str) -> int:
    return _populations().get(town, 0)


@cache
def _populations() -> Mapping[str, int]:
    region = [place for place in list_localities() if place.municipality.startswith(("22", "23"))]
    return {place.name: place.population for place in reversed(region)}


@cache
def _slug(name: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöé", "aaoe"))
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
