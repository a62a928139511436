"""Figures of a plan that its form states, read straight off its stops."""

from __future__ import annotations

import math
from itertools import pairwise

from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import Run, Solution, StopKind


def unrounded_distance(problem: Problem, run: Run) -> float:
    """The exact distance of a run, in the instance's own unit (foreign formats only)."""
    if problem.unrounded is None:
        fault = "only a problem read from a foreign format has unrounded distances"
        raise ValueError(fault)
    row = {place.id: index for index, place in enumerate(problem.places)}
    path = [row[stop.place] for stop in run.stops]
    return float(sum(problem.unrounded[a, b] for a, b in pairwise(path)))


def total_unrounded_distance(problem: Problem, solution: Solution) -> float:
    """The exact distance of all runs (foreign formats only)."""
    return math.fsum(unrounded_distance(problem, run) for run in solution.runs)


def list_served(solution: Solution) -> list[str]:
    """The ids of the requests that are picked up, in the order of the plan."""
    return [
        stop.request
        for run in solution.runs
        for stop in run.stops
        if stop.kind is StopKind.PICKUP and stop.request is not None
    ]
