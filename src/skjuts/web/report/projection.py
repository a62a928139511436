"""From places to points of a drawing: SWEREF 99 TM scaled to the map's own units, y downwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.geography import to_sweref99_tm
from skjuts.core.planning.problem import Problem
from skjuts.web.report.basemap import Extent

WIDTH = 1000.0
MARGIN = 0.06
LEAST_ASPECT, MOST_ASPECT = 0.7, 1.5
"""Width over height that the map may have."""

type Plane = NDArray[np.float64]


def project_places(problem: Problem) -> Plane:
    """Every place as (x, y) in metres, y upwards; a foreign instance is taken as it is."""
    lat, lon = (np.array([getattr(place, side) for place in problem.places]) for side in ("lat", "lon"))
    if problem.unrounded is not None:
        return np.column_stack([lon, lat]).astype(np.float64)
    northing, easting = to_sweref99_tm(lat, lon)
    return np.column_stack([easting, northing])


def frame_places(plane: Plane, rows: Collection[int]) -> Extent:
    """An extent around these places, with a margin and a shape that suits a page."""
    points = plane[sorted(rows)] if rows else plane
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    width, height = east - west, north - south
    least = max(width, height, 1.0) * 0.05
    width, height = max(width, least) * (1 + 2 * MARGIN), max(height, least) * (1 + 2 * MARGIN)
    width, height = max(width, height * LEAST_ASPECT), max(height, width / MOST_ASPECT)
    x, y = (west + east) / 2, (south + north) / 2
    return Extent(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An extent drawn `WIDTH` units wide."""

    extent: Extent

    @property
    def units_per_metre(self) -> float:
        """The scale."""
        return WIDTH / self.extent.width

    @property
    def height(self) -> float:
        """The drawing's height in units."""
        return round(self.extent.height * self.units_per_metre, 1)

    def points(self, metres: Plane) -> Plane:
        """Points of the plane as points of the drawing."""
        scale = self.units_per_metre
        x, y = (metres[:, 0] - self.extent.west) * scale, (self.extent.north - metres[:, 1]) * scale
        return np.column_stack([x, y])

    def ring(self, metres: Plane) -> str:
        """A closed path."""
        return f"M{write_points(self.points(metres).round(1).tolist())}Z"


def write_points(points: Sequence[Sequence[float]]) -> str:
    """Points as path coordinates."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)
