"""The real ground under an invented day: localities, municipalities, lakes and places of care.

The files and their origin are described in `data/README.md`. Points are (lat, lon) in WGS84
degrees, float64 arrays of shape (points, 2).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

METRES_PER_DEGREE = 111_200.0
"""Of latitude; of longitude at the equator."""

Points = NDArray[np.float64]
Ring = NDArray[np.float64]
"""A closed outline, shape (corners, 2), (lon, lat)."""


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


class Outline(NamedTuple):
    """An area on the map: its rings, and the corners of the box around them, (lon, lat)."""

    rings: tuple[Ring, ...]
    low: tuple[float, float]
    high: tuple[float, float]


class Municipality(NamedTuple):
    """A municipality by its code, and its outline (simplified to some hundred metres)."""

    code: str
    name: str
    outline: Outline


def county(municipality: str) -> str:
    """The county of a municipality code; '' for a place abroad."""
    return municipality[:2]


@cache
def list_localities() -> tuple[Locality, ...]:
    """Every locality of the country, by municipality and then by falling population."""
    return tuple(
        Locality(
            row["municipality_code"], row["name"], float(row["lat"]), float(row["lon"]), int(row["population"])
        )
        for row in _rows("localities.csv")
    )


@cache
def list_care_places() -> tuple[CarePlace, ...]:
    """The places of care that a list names, in the order of the file."""
    return tuple(
        CarePlace(
            row["id"], row["name"], row["kind"], row["municipality_code"], float(row["lat"]), float(row["lon"])
        )
        for row in _rows("care_places.csv")
    )


@cache
def list_municipalities() -> dict[str, Municipality]:
    """Every municipality by code."""
    municipalities = json.loads(_text("municipalities.json"))
    return {
        code: Municipality(code, municipality["name"], _outline(municipality["rings"]))
        for code, municipality in municipalities.items()
    }


@cache
def list_lakes() -> tuple[Outline, ...]:
    """The larger lakes: shore first, then islands."""
    return tuple(_outline(lake) for lake in json.loads(_text("lakes.json")))


def is_inside(points: Points, outline: Outline) -> NDArray[np.bool_]:
    """Whether each point lies inside an outline, islands and holes taken by even and odd crossings."""
    inside = np.zeros(len(points), dtype=np.bool_)
    lat, lon = points[:, 0], points[:, 1]
    (west, south), (east, north) = outline.low, outline.high
    near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
    if len(near):
        for ring in outline.rings:
            inside[near] ^= _crossings_are_odd(lat[near], lon[near], ring)
    return inside


def is_in_lake(points: Points) -> NDArray[np.bool_]:
    """Whether each point lies in one of the larger lakes."""
    wet = np.zeros(len(points), dtype=np.bool_)
    for lake in list_lakes():
        wet |= is_inside(points, lake)
    return wet


def offset(points: Points, metres: NDArray[np.float64], bearing: NDArray[np.float64]) -> Points:
    """Move each point by metres in a direction (radians from north), on a locally flat Earth."""
    north = metres * np.cos(bearing) / METRES_PER_DEGREE
    east = metres * np.sin(bearing) / (METRES_PER_DEGREE * np.cos(np.radians(points[:, 0])))
    return points + np.column_stack([north, east])


def _crossings_are_odd(
    lat: NDArray[np.float64], lon: NDArray[np.float64], ring: Ring
) -> NDArray[np.bool_]:
    (lon_a, lat_a), (lon_b, lat_b) = ring[:-1].T, ring[1:].T
    rises = np.where(lat_a == lat_b, np.inf, lat_b - lat_a)
    spans = (lat_a > lat[:, None]) != (lat_b > lat[:, None])
    meets = (lon_b - lon_a) * (lat[:, None] - lat_a) / rises + lon_a
    crossings: NDArray[np.int64] = (spans & (lon[:, None] < meets)).sum(axis=1)
    return crossings % 2 == 1


def _outline(rings: Sequence[Sequence[tuple[float, float]]]) -> Outline:
    arrays = tuple(np.array(ring) for ring in rings)
    corners = np.concatenate(arrays)
    low, high = corners.min(axis=0), corners.max(axis=0)
    return Outline(arrays, (float(low[0]), float(low[1])), (float(high[0]), float(high[1])))


def _text(name: str) -> str:
    return (resources.files("skjuts.rehearsal") / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))
