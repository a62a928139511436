"""The checker accepts every run that the reference schedules, at the price that it states."""

from __future__ import annotations

from hypothesis import assume, event, given, settings

from skjuts.core.planning.checker import check
from skjuts.core.planning.reference import price_plan, schedule_run
from skjuts.core.planning.solution import Reason, Run, Solution, Unserved
from tests.property.planning.strategies import Case, cases


@settings(max_examples=150, deadline=None)
@given(case=cases())
def test_checker_when_shown_a_run_of_the_reference_finds_nothing(case: Case) -> None:
    """Two readings of the rules, made apart, agree on schedule and price."""
    run = schedule_run(case.problem, case.vehicle, case.shift, case.visits)
    assume(isinstance(run, Run))
    assert isinstance(run, Run)
    served = {visit.request for visit in case.visits}
    left = tuple(Unserved(r.id, Reason.PRICE) for r in case.problem.requests if r.id not in served)
    plan = Solution((run,), left, price_plan(case.problem, [run]))
    event(f"{len(case.visits)} stops")
    assert check(case.problem, plan).violations == ()
