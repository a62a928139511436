"""Where units stand best: the maximum expected covering location problem (Daskin 1983) by HiGHS.

The n-th unit within reach of a node adds w·q^(n−1)·(1−q). The steps fall, so each is a variable between 0
and 1 of its own, taken in order by itself, and only the units at stations need be whole.
"""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray

from skjuts.core.triage.preparedness.call_coverage import Calls
from skjuts.core.triage.preparedness.errors import BadPreparedness

SMALLEST_STEP = 1e-9
"""Steps of coverage below this are left out: they decide nothing and make the program large."""


def place_units(calls: Calls, count: int, most_at_station: NDArray[np.int64]) -> NDArray[np.int64]:
    """Units at each station so that as much as possible is covered with `count` of them.

    `most_at_station` (stations,) is what each station holds. Raises `BadPreparedness` when they do
    not hold so many.
    """
    if most_at_station.shape != (calls.stations,) or count < 0 or most_at_station.sum() < count:
        raise BadPreparedness("Stationerna rymmer inte så många enheter.", field="most_at_station")
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 1e-9)
    inf = highspy.kHighsInf
    for station, most in enumerate(most_at_station.tolist()):
        solver.addVar(0.0, float(most))
        solver.changeColIntegrality(station, highspy.HighsVarType.kInteger)
    everywhere = np.arange(calls.stations, dtype=np.int32)
    solver.addRow(count, count, len(everywhere), everywhere, np.ones(len(everywhere)))
    for node in range(len(calls.per_hour)):
        steps = _add_steps(solver, calls, node, count)
        near = np.flatnonzero(calls.reach[node]).astype(np.int32)
        columns = np.concatenate([near, steps])
        weights = np.concatenate([np.ones(len(near)), -np.ones(len(steps))])
        solver.addRow(0.0, inf, len(columns), columns, weights)
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    solver.run()
    return np.round(np.array(solver.getSolution().col_value)[: calls.stations]).astype(np.int64)


def _add_steps(solver: highspy.Highs, calls: Calls, node: int, count: int) -> NDArray[np.int32]:
    """What the first, second, third unit in reach of a node adds."""
    weight = float(calls.per_hour[node] / calls.per_hour.sum())
    steps = []
    for number in range(count):
        worth = weight * (1 - calls.busy_share) * calls.busy_share**number
        if worth < SMALLEST_STEP:
            break
        steps.append(solver.getNumCol())
        solver.addVar(0.0, 1.0)
        solver.changeColCost(steps[-1], worth)
    return np.array(steps, np.int32)
