"""Great-circle distances between many points at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_M = 6_371_009.0
"""Mean radius of the WGS84 ellipsoid (IUGG R1)."""


def unit_vectors(points: Iterable[tuple[float, float]]) -> NDArray[np.float64]:
    """Turn (lat, lon) in WGS84 degrees into points on the unit sphere, shape (points, 3)."""
    degrees = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    lat, lon = np.radians(degrees).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def crow_m(sources: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres along the surface between unit vectors, shape (sources, targets).

    The chord is summed from differences, not from a dot product: neighbours a metre apart keep
    their metre.
    """
    chord_squared = np.zeros((len(sources), len(targets)))
    for axis in range(3):
        difference = np.subtract.outer(sources[:, axis], targets[:, axis])
        chord_squared += np.square(difference, out=difference)
    half_chord = np.sqrt(chord_squared, out=chord_squared)
    half_chord *= 0.5
    np.minimum(half_chord, 1.0, out=half_chord)
    angle = np.arcsin(half_chord, out=half_chord)
    angle *= 2 * EARTH_RADIUS_M
    return angle
