"""The compiled kernels say what the slow evaluator says, about any sequence in any problem."""

from __future__ import annotations

from hypothesis import event, given, settings

from skjuts.core.planning.reference import price_plan, schedule_run
from skjuts.core.planning.solution import Run
from tests.property.planning.kernels import judge_sequence
from tests.property.planning.strategies import Case, cases


def whole_price(case: Case, run: Run) -> int:
    """The run's price with what its riders' lateness and moves cost."""
    plan = price_plan(case.problem, [run])
    return plan.runs_ore + plan.lateness_ore + plan.changes_ore


def note_features(case: Case) -> None:
    """Count what the drivable cases contain (shown by --hypothesis-show-statistics)."""
    shift = case.vehicle.shifts[case.shift]
    event("feasible, stops", str(len(case.visits)))
    for feature, is_there in (
        ("frozen", shift.frozen),
        ("breaks", shift.breaks),
        ("duration", shift.max_duration_s),
        ("slow hours", case.problem.travel.slowdown is not None),
        ("linked", any(request.wait is not None for request in case.problem.requests)),
        ("alone", any(request.ride_alone for request in case.problem.requests)),
    ):
        if is_there:
            event(f"feasible with {feature}")


@settings(max_examples=300, deadline=None)
@given(case=cases())
def test_kernels_when_given_any_sequence_agree_with_the_reference(case: Case) -> None:
    """The search optimises what the rules mean, not something near it."""
    run = schedule_run(case.problem, case.vehicle, case.shift, case.visits)
    judged = judge_sequence(case.problem, case.vehicle, case.shift, case.visits)
    event("feasible" if isinstance(run, Run) else f"infeasible: {run.reason}")
    if not isinstance(run, Run):
        assert judged is None
        return
    note_features(case)
    assert judged is not None
    assert judged.starts == tuple(stop.start for stop in run.stops if stop.request is not None)
    assert judged.total_ore == whole_price(case, run)
