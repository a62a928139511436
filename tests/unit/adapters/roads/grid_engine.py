"""A made-up road engine on a chessboard of degrees, which counts what it is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skjuts.adapters.roads.engine import Snap
from skjuts.core.network.travel_times import NO_ROAD, Point, Profile

NOWHERE = Point(0.0, 0.0)
ISLAND = Point(1.0, 1.0)


class GridEngine:
    """Snaps to whole tenths of a degree; a hundred seconds and a kilometre for each tenth."""

    def __init__(self, build_id: str = "grid-1") -> None:
        self._build_id = build_id
        self.snapped: list[Point] = []
        self.driven: list[tuple[int, int]] = []

    @property
    def build_id(self) -> str:
        """Given by the test."""
        return self._build_id

    def snap(self, points: Sequence[Point], profile: Profile) -> list[Snap | None]:
        """Round; nothing at all is in reach of `NOWHERE`."""
        del profile
        self.snapped.extend(points)
        return [
            None if point == NOWHERE else Snap(Point(round(point.lat, 1), round(point.lon, 1)), 0)
            for point in points
        ]

    def drive(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile
    ) -> NDArray[np.int32]:
        """City-block distance; no road leads to `ISLAND`."""
        del profile
        self.driven.append((len(sources), len(targets)))
        legs = np.zeros((len(sources), len(targets), 2), dtype=np.int32)
        for row, a in enumerate(sources):
            for column, b in enumerate(targets):
                steps = round(10 * (abs(a.lat - b.lat) + abs(a.lon - b.lon)))
                reachable = (a == ISLAND) == (b == ISLAND)
                legs[row, column] = (steps * 100, steps * 1000) if reachable else (NO_ROAD, NO_ROAD)
        return legs
