"""The real ground under an invented day: localities, municipalities, lakes and places of care.

The files and their origin are described in `data/README.md`; outlines are those of the bundled
map (`skjuts.web.report.data`).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.geography import to_sweref99_tm
from skjuts.web.municipalities import list_municipalities as list_municipalities  # noqa: PLC0414 - asked for here too
from skjuts.web.report.basemap import load_basemap

METRES_PER_DEGREE = 111_200.0
"""Of latitude; of longitude at the equator."""

Points = NDArray[np.float64]
"""Places as (lat, lon) in WGS84 degrees, shape (points, 2)."""
Plane = NDArray[np.float64]
"""The same as (easting, northing) in SWEREF 99 TM metres."""


class Locality(NamedTuple):
    """A locality or a postal place; `population` is 0 where nobody has counted."""

    municipality: str
    name: str
    lat: float
    lon: float
    population: int


class CarePlace(NamedTuple):
    """A place where care is given, at its locality's point: always shown as approximate."""

    id: str
    name: str
    kind: str
    municipality: str
    lat: float
    lon: float


class Area(NamedTuple):
    """An area of the map: its rings in the plane, and the corners of the box around them."""

    rings: tuple[Plane, ...]
    low: tuple[float, float]
    high: tuple[float, float]


def county(municipality: str) -> str:
    """The county of a municipality code; '' for a place abroad."""
    return municipality[:2]


@cache
def list_localities() -> tuple[Locality, ...]:
    """Every locality of the country, by municipality and then by falling population."""
    return tuple(
        Locality(row["municipality_code"], row["name"], *_point(row), int(row["population"]))
        for row in _rows("localities.csv")
    )


@cache
def list_care_places() -> tuple[CarePlace, ...]:
    """The places of care that a list names, in the order of the file."""
    return tuple(
        CarePlace(row["id"], row["name"], row["kind"], row["municipality_code"], *_point(row))
        for row in _rows("care_places.csv")
    )


@cache
def list_areas() -> dict[str, Area]:
    """The area of every municipality by its code, generalised to some hundred metres."""
    rings = {municipality.name: municipality.rings for municipality in load_basemap().municipalities}
    return {code: _area(rings[name]) for code, name in list_municipalities().items()}


@cache
def list_lakes() -> tuple[Area, ...]:
    """The larger lakes and their islands, ring by ring."""
    return tuple(_area((ring,)) for ring in load_basemap().lakes)


def to_plane(points: Points) -> Plane:
    """Project points to the plane that the outlines lie in."""
    northing, easting = to_sweref99_tm(points[:, 0], points[:, 1])
    return np.column_stack([easting, northing])


def is_inside(points: Plane, area: Area) -> NDArray[np.bool_]:
    """Whether each point lies inside an area, holes taken by even and odd crossings."""
    inside = np.zeros(len(points), dtype=np.bool_)
    near = np.flatnonzero(((points >= area.low) & (points <= area.high)).all(axis=1))
    if len(near):
        for ring in area.rings:
            inside[near] ^= _crossings_are_odd(points[near], ring)
    return inside


def is_in_lake(points: Plane) -> NDArray[np.bool_]:
    """Whether each point lies in one of the larger lakes (an island is a ring within a ring)."""
    wet = np.zeros(len(points), dtype=np.bool_)
    for lake in list_lakes():
        wet ^= is_inside(points, lake)
    return wet


def offset(points: Points, metres: NDArray[np.float64], bearing: NDArray[np.float64]) -> Points:
    """Move each point by metres in a direction (radians from north), on a locally flat Earth."""
    north = metres * np.cos(bearing) / METRES_PER_DEGREE
    east = metres * np.sin(bearing) / (METRES_PER_DEGREE * np.cos(np.radians(points[:, 0])))
    return points + np.column_stack([north, east])


def _crossings_are_odd(points: Plane, ring: Plane) -> NDArray[np.bool_]:
    x, y = points[:, :1], points[:, 1:]
    closed = np.concatenate([ring, ring[:1]])
    (x_a, y_a), (x_b, y_b) = closed[:-1].T, closed[1:].T
    rises = np.where(y_a == y_b, np.inf, y_b - y_a)
    meets = (x_b - x_a) * (y - y_a) / rises + x_a
    crossings: NDArray[np.int64] = (((y_a > y) != (y_b > y)) & (x < meets)).sum(axis=1)
    return crossings % 2 == 1


def _area(rings: Sequence[Plane]) -> Area:
    corners = np.concatenate(rings)
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    return Area(tuple(rings), (float(west), float(south)), (float(east), float(north)))


def _point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])


def _text(name: str) -> str:
    return (resources.files("skjuts.rehearsal") / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))
