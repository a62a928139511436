"""The JSON form carries every problem without loss."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from skjuts.core.planning.formats import write_problem
from skjuts.core.planning.formats.inline_travel import travel_in_form
from skjuts.core.planning.formats.problem_reading import decode_problem
from skjuts.core.planning.problem import Problem
from tests.property.planning.strategies import problems


@given(problem=problems())
def test_a_problem_when_written_and_read_again_is_the_same(problem: Problem) -> None:
    """Whatever the planner can be given can be filed and planned again tomorrow."""
    again = decode_problem(write_problem(problem), travel_in_form)
    assert (again.name, again.places, again.requests) == (problem.name, problem.places, problem.requests)
    assert (again.vehicles, again.tariffs) == (problem.vehicles, problem.tariffs)
    assert (again.rules, again.objective) == (problem.rules, problem.objective)
    assert np.array_equal(again.travel.legs, problem.travel.legs)
    assert (again.travel.source, again.travel.is_estimate) == (
        problem.travel.source,
        problem.travel.is_estimate,
    )
    assert _table(again) == _table(problem)


def _table(problem: Problem) -> list[list[int]] | None:
    slowdown = problem.travel.slowdown
    return None if slowdown is None else slowdown.tolist()
