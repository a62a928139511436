"""The bundled outlines: land, lakes and municipalities (data/README.md says whose they are)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.geography import to_sweref99_tm

type Outline = NDArray[np.float64]
"""A ring of points in SWEREF 99 TM, shape (points, 2): easting, northing in metres."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality's name and rings, the largest first."""

    name: str
    rings: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """All outlines, projected."""

    land: tuple[Outline, ...]
    lakes: tuple[Outline, ...]
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of the plane that a map shows, metres (foreign instances: their own units)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south

    def touches(self, ring: Outline) -> bool:
        """Whether the ring's box and the extent overlap."""
        (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
        return bool(west < self.east and east > self.west and south < self.north and north > self.south)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.west < x < self.east and self.south < y < self.north


@cache
def load_basemap() -> Basemap:
    """Read and project the packaged outlines, once."""
    text = files("skjuts.web.report").joinpath("data/basemap.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    steps = raw["steps_per_degree"]
    return Basemap(
        land=tuple(_project(raw["land"], steps)),
        lakes=tuple(_project(raw["lakes"], steps)),
        municipalities=tuple(
            Municipality(m["name"], tuple(sorted(_project(m["rings"], steps), key=len, reverse=True)))
            for m in raw["municipalities"]
        ),
    )


def _project(rings: Iterable[list[int]], steps: int) -> Iterator[Outline]:
    for ring in rings:
        points = np.array(ring, dtype=np.float64).reshape(-1, 2) / steps
        northing, easting = to_sweref99_tm(points[:, 1], points[:, 0])
        yield np.column_stack([easting, northing])
