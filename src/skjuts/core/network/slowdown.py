"""Travel that takes longer at some hours, without anyone overtaking by leaving later.

The table gives, per zone and quarter of an hour, how many permille of its free-flow time a
journey takes. A journey uses up its free-flow time second by second at the speed of the
quarter it is in (Ichoua, Gendreau and Potvin 2003, European Journal of Operational Research
144), so leaving later never means arriving earlier, whatever the table says.

Work is counted in thousandths of a free-flow second. Compiled, and readable as plain Python.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.network.matrix import FREE_FLOW_PERMILLE, QUARTERS_PER_DAY

QUARTER_S = 900
LAST_QUARTER = QUARTERS_PER_DAY - 1


def tabulate_work(slowdown: NDArray[np.int32]) -> NDArray[np.int64]:
    """Turn a slowdown table (zones, 96) in permille into the work table the kernels read.

    The result has shape (zones, 2, 96): `[z, 0, q]` is the work done from midnight to the start
    of quarter q, `[z, 1, q]` the work done in each of its seconds.
    """
    speed = FREE_FLOW_PERMILLE * 1000 // slowdown.astype(np.int64)
    done = np.zeros_like(speed)
    done[:, 1:] = np.cumsum(speed[:, :-1] * QUARTER_S, axis=1)
    return np.stack([done, speed], axis=1)


@njit(cache=True, nogil=True)
def _quarter(time_s: int) -> int:
    return min(max(time_s // QUARTER_S, 0), LAST_QUARTER)


@njit(cache=True, nogil=True)
def work_until(work: NDArray[np.int64], zone: int, time_s: int) -> int:
    """Work done from midnight to `time_s` in a zone."""
    quarter = _quarter(time_s)
    return work[zone, 0, quarter] + work[zone, 1, quarter] * (time_s - quarter * QUARTER_S)


@njit(cache=True, nogil=True)
def arrive_s(work: NDArray[np.int64], zone: int, depart_s: int, free_s: int) -> int:
    """First second at which a journey of `free_s` free-flow seconds, begun at `depart_s`, is done."""
    goal = work_until(work, zone, depart_s) + free_s * 1000
    quarter = _quarter(depart_s)
    while quarter < LAST_QUARTER and work[zone, 0, quarter + 1] < goal:
        quarter += 1
    left = goal - work[zone, 0, quarter]
    speed = work[zone, 1, quarter]
    return quarter * QUARTER_S + -(-left // speed)


@njit(cache=True, nogil=True)
def depart_s(work: NDArray[np.int64], zone: int, by_s: int, free_s: int) -> int:
    """Latest second to leave so that the journey is done at `by_s`."""
    goal = work_until(work, zone, by_s) - free_s * 1000
    quarter = _quarter(by_s)
    while quarter > 0 and work[zone, 0, quarter] > goal:
        quarter -= 1
    left = goal - work[zone, 0, quarter]
    return quarter * QUARTER_S + left // work[zone, 1, quarter]
