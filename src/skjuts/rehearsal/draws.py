"""Seeded draws: one stream of chance per subject, so that one subject's draws never shift another's."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, subject: str) -> np.random.Generator:
    """The stream of chance of one subject under a seed."""
    return np.random.default_rng([seed, zlib.crc32(subject.encode())])


def apportion(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Divide `total` by weight into whole parts of at least `least`, largest remainders first."""
    exact = np.asarray(weights, dtype=np.float64)
    rest = max(0, total - least * len(exact))
    exact = exact / exact.sum() * rest
    parts = np.floor(exact).astype(np.int64)
    order = np.argsort(parts - exact, kind="stable")
    parts[order[: rest - int(parts.sum())]] += 1
    return [int(part) + least for part in parts]


def spread(rng: np.random.Generator, count: int, shares: Sequence[float]) -> NDArray[np.int64]:
    """Give `count` things one of the shares' indices each, in exact proportion, in random order."""
    parts = apportion(count, shares)
    return rng.permutation(np.repeat(np.arange(len(parts)), parts))


def flags(rng: np.random.Generator, count: int, share: float) -> NDArray[np.bool_]:
    """Mark a share of `count` things, in exact proportion, in random order."""
    return spread(rng, count, (1 - share, share)).astype(np.bool_)
