"""Travel times without any road: the great circle with a detour and a speed for each distance band.

Always an estimate, and marked as one. It serves when no roads are installed, as the marked
fallback when a road engine is gone, and for days with more places than a road matrix can hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.errors import ProfileMissing
from skjuts.core.network.great_circle import crow_m, unit_vectors
from skjuts.core.network.travel_times import Legs, Point, Profile, Provenance

BLOCK_PAIRS = 1 << 21
"""Pairs worked on at a time: no temporary grows beyond 16 MB, whatever the number of places."""
FARTHEST_M = 20_100_000
"""Beyond half the Earth's girth."""


class DistanceBand(NamedTuple):
    """How roads behave over the part of a journey that lies beyond `from_m` of great circle.

    `detour` is metres of road per metre of great circle, `speed_kmh` the speed on that road.
    """

    from_m: int
    detour: float
    speed_kmh: float


CAR_BANDS = (
    DistanceBand(0, 1.40, 30.0),
    DistanceBand(1_000, 1.28, 95.0),
    DistanceBand(30_000, 1.60, 84.0),
    DistanceBand(100_000, 1.39, 89.0),
)
"""The first band is assumed (streets). The others are fitted by `calibration.fit_bands` to the
demonstration roads of Jämtland Härjedalen, whose own lengths and speeds are estimates good to
about ten per cent: half of the journeys between its towns come out within a fifth of the road's time."""

FOOT_BANDS = (DistanceBand(0, 1.30, 4.5),)
"""Assumed: a walk along streets and paths at an unhurried pace."""

BANDS_BY_PROFILE: Mapping[Profile, tuple[DistanceBand, ...]] = MappingProxyType(
    {Profile.CAR: CAR_BANDS, Profile.FOOT: FOOT_BANDS}
)

PROVENANCE = Provenance(
    source="fågelvägen med påslag för omväg (uppskattning)", build_id="", is_estimate=True
)


class StraightLine:
    """The provider that needs nothing but the points."""

    def __init__(self, bands: Mapping[Profile, tuple[DistanceBand, ...]] = BANDS_BY_PROFILE) -> None:
        self._curves = {profile: _Curve(profile_bands) for profile, profile_bands in bands.items()}

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """Estimate every pair; see `TravelTimes.legs`."""
        curve = self._curves.get(profile)
        if curve is None:
            raise ProfileMissing(profile)
        starts, ends = unit_vectors(sources), unit_vectors(targets)
        array = np.empty((len(sources), len(targets), 2), dtype=np.int32)
        rows = max(1, BLOCK_PAIRS // max(1, len(targets)))
        for first in range(0, len(sources), rows):
            curve.fill(array[first : first + rows], crow_m(starts[first : first + rows], ends))
        return Legs(array, PROVENANCE)


class _Curve:
    """Road metres and seconds as functions of the great circle: straight between the bands' edges."""

    def __init__(self, bands: Sequence[DistanceBand]) -> None:
        edges = [band.from_m for band in bands] + [FARTHEST_M]
        widths = [end - start for start, end in pairwise(edges)]
        metres = [width * band.detour for width, band in zip(widths, bands, strict=True)]
        seconds = [road_m / band.speed_kmh * 3.6 for road_m, band in zip(metres, bands, strict=True)]
        self._edges = np.array(edges, dtype=np.float64)
        self._seconds = np.concatenate([[0.0], np.cumsum(seconds)])
        self._metres = np.concatenate([[0.0], np.cumsum(metres)])

    def fill(self, rows: NDArray[np.int32], crow: NDArray[np.float64]) -> None:
        for layer, heights in enumerate((self._seconds, self._metres)):
            estimate = np.interp(crow, self._edges, heights)
            rows[:, :, layer] = np.rint(estimate, out=estimate)
