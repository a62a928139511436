"""Fits the bands of the straight-line estimate to known road legs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.straight_line import DistanceBand


def fit_bands(
    crow_m: NDArray[np.float64],
    legs: NDArray[np.int32],
    edges_m: Sequence[int],
    assumed: Sequence[DistanceBand] = (),
) -> tuple[DistanceBand, ...]:
    """Fit a detour and a speed for each band that starts at one of `edges_m`.

    `crow_m` has shape (pairs,), `legs` (seconds, metres) shape (pairs, 2). `assumed` are the bands
    below the first edge, taken as they are (roads between towns say nothing about streets).
    Relative errors are squared, so that short and long journeys weigh the same; no detour comes
    out below 1. Bands without a journey are an error of the caller.
    """
    share = _metres_in_bands(crow_m, [band.from_m for band in assumed] + list(edges_m))
    known, free = share[:, : len(assumed)], share[:, len(assumed) :]
    known_m = known @ np.array([band.detour for band in assumed])
    known_s = known @ np.array([band.detour / band.speed_kmh * 3.6 for band in assumed])
    extra = _least_relative(free, legs[:, 1] - known_m - free.sum(axis=1), legs[:, 1])
    seconds_per_m = _least_relative(free, legs[:, 0] - known_s, legs[:, 0])
    detours = 1.0 + extra
    fitted = zip(edges_m, detours.tolist(), (detours / seconds_per_m * 3.6).tolist(), strict=True)
    return (*assumed, *(DistanceBand(*band) for band in fitted))


def _metres_in_bands(crow_m: NDArray[np.float64], edges: list[int]) -> NDArray[np.float64]:
    """How many metres of each great circle lie in each band, shape (pairs, bands)."""
    starts = np.array(edges, dtype=np.float64)
    widths = np.append(np.diff(starts), np.inf)
    return np.clip(crow_m[:, None] - starts, 0.0, widths)


def _least_relative(
    share: NDArray[np.float64], goal: NDArray[np.float64], size: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Least squares of the relative error, with factors that would fall below zero left out."""
    factors = np.zeros(share.shape[1])
    used = np.ones(share.shape[1], dtype=bool)
    while used.any():
        fitted = np.linalg.lstsq((share / size[:, None])[:, used], goal / size)[0]
        factors[:] = 0.0
        factors[used] = fitted
        if (fitted >= 0).all():
            break
        used[factors < 0] = False
    return np.maximum(factors, 0.0)
