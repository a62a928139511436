"""Traffic within zones: a vehicle comes to the door when somebody has called (GTFS-Flex)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
"""A closed ring as (lat, lon) in WGS84 degrees, shape (corners, 2)."""


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """An area, or a group of stops, where one is fetched or left.

    `rings` are taken by even and odd crossings (holes included); `stops` are rows of the feed's
    stops. One of the two is empty.
    """

    id: str
    name: str
    rings: tuple[Ring, ...]
    stops: tuple[int, ...]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside the area."""
        inside = False
        for ring in self.rings:
            inside ^= _crosses_oddly(ring, lat, lon)
        return inside


@dataclass(frozen=True, slots=True, eq=False)
class ZoneService:
    """From anywhere in one zone to anywhere in another, between two times of the day.

    Being fetched and being left both happen between `opens_s` and `closes_s` of the service day.
    A ride takes `factor` times the car's own time plus `offset_s` (an estimate). `trip` is the
    row of the feed's trip that it belongs to; rules are rows of the booking rules, or -1.
    """

    trip: int
    origin: Zone
    target: Zone
    opens_s: int
    closes_s: int
    factor: float
    offset_s: int
    boarding_rule: int
    leaving_rule: int


def _crosses_oddly(ring: Ring, lat: float, lon: float) -> bool:
    y, x = ring[:, 0] - lat, ring[:, 1] - lon
    y_next, x_next = np.roll(y, -1), np.roll(x, -1)
    spans = (y > 0) != (y_next > 0)
    if not spans.any():
        return False
    share = y[spans] / (y[spans] - y_next[spans])
    crossings = int(np.count_nonzero(x[spans] + share * (x_next[spans] - x[spans]) > 0))
    return crossings % 2 == 1
