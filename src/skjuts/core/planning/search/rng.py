"""Random numbers that are the same on every machine (SplitMix64, Steele et al. 2014)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.kernel import kernel

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)


@kernel
def next_bits(state: NDArray[np.uint64]) -> np.uint64:
    """64 random bits; advances the state."""
    state[0] += _STEP
    z = state[0]
    z = (z ^ (z >> _S30)) * _MIX1
    z = (z ^ (z >> _S27)) * _MIX2
    return z ^ (z >> _S31)


@kernel
def next_share(state: NDArray[np.uint64]) -> float:
    """A number in [0, 1)."""
    return float(next_bits(state) >> _S11) * (1.0 / 9007199254740992.0)


@kernel
def next_below(state: NDArray[np.uint64], bound: int) -> int:
    """An integer in [0, bound)."""
    return int(next_share(state) * bound)
