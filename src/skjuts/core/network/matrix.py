"""Travel times and distances between all places of a problem, as one array."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

QUARTERS_PER_DAY = 96
FREE_FLOW_PERMILLE = 1000


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Free-flow travel between places, by their order in the problem.

    `legs[a, b]` is (seconds, metres) as int32, shape (places, places, 2). `slowdown` is the
    time-of-day table, shape (zones, 96): permille of the free-flow time while leaving a place
    of that zone in each quarter of an hour, at least 1000; None means free flow all day.
    `source` says where the figures come from; an estimate is marked wherever it is shown.
    """

    legs: NDArray[np.int32]
    source: str
    is_estimate: bool
    slowdown: NDArray[np.int32] | None = None
