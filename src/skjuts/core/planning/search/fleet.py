"""Fewer vehicles: empty one route and find its riders room in the others, where vehicles come before cost.

While no idle vehicle may be used, ruin and recreate goes on with some riders absent. Every rider counts the
iterations outside the plan, and a trial is accepted when fewer are absent or when those absent are easier to
place, by that count (Christiaens and Vanden Berghe 2020, section 5.3).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.anneal import Record, accept, copy_touched, draw_absent
from skjuts.core.planning.search.arrays import Data, Plan, Scratch
from skjuts.core.planning.search.candidates import BLINK
from skjuts.core.planning.search.kernel import kernel, wide
from skjuts.core.planning.search.recreate import recreate, sort_bank
from skjuts.core.planning.search.rng import next_share
from skjuts.core.planning.search.ruin import clear_route, evict, list_pickups, ruin

LEAST_DRAW = 1e-12
"""Keeps the logarithm of a random share finite."""


@kernel
def empty_route(data: Data, plan: Plan, scratch: Scratch, route: int) -> None:
    """Put a route's riders outside the plan, as many as nothing locks."""
    scratch.banked[0] = scratch.banked[1] = 0
    for k in range(list_pickups(data, plan, scratch, route)):
        evict(data, plan, scratch, scratch.sequence[k])
    clear_route(data, plan, scratch, route)


@kernel
def is_easier(
    trial: Plan, kept: Plan, scratch: Scratch, counts: NDArray[np.int64], drawn: int, heat: float
) -> bool:
    """Count those outside the trial once more, and tell whether it brings an empty route nearer."""
    listed = scratch.tick[1]
    before = after = wide(0)
    for k in range(listed):
        before += counts[scratch.absent[k]]
        if k < listed - drawn:
            after += counts[scratch.absent[k]]
    for k in range(scratch.banked[0]):
        after += counts[scratch.bank[k]]
        counts[scratch.bank[k]] += 1
    absent = listed - drawn + scratch.banked[0]
    if absent != listed:
        return absent < listed or after < before
    if after != before:
        return after < before
    chance = heat * np.log(max(next_share(scratch.random), LEAST_DRAW))
    return trial.totals[0] < kept.totals[0] - chance


@kernel
def eject(
    data: Data,
    trial: Plan,
    kept: Plan,
    scratch: Scratch,
    record: Record,
    counts: NDArray[np.int64],
    iterations: int,
    heat: float,
    size: float,
) -> int:
    """Iterate until nobody is absent, in the routes that drive already.

    Returns the number of iterations, at most `iterations`.
    """
    scratch.mode[1] = 1
    done = 0
    while done < iterations and scratch.tick[1] > 0:
        done += 1
        scratch.banked[1] = 0
        drawn = draw_absent(scratch)
        ruin(data, trial, scratch, size)
        sort_bank(data, scratch)
        recreate(data, trial, scratch, BLINK)
        if is_easier(trial, kept, scratch, counts, drawn, heat):
            accept(data, trial, kept, scratch, record, drawn)
        else:
            copy_touched(data, scratch, kept, trial)
    scratch.mode[1] = 0
    return done
