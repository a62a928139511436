"""A travel matrix for exactly these places, without holes, and a time-of-day row for each zone."""

from __future__ import annotations

from skjuts.core.network.matrix import require_slowdown, require_whole
from skjuts.core.planning.problem import Problem


def require_travel(problem: Problem) -> None:
    """Raise `MatrixHole` for a wrong size or a missing leg; check zones and the slowdown table."""
    require_whole(problem.travel.legs, problem.places)
    if problem.travel.slowdown is not None:
        require_slowdown(problem.travel.slowdown, problem.places)
