"""A run told step by step: everything else is counted from these steps."""

from __future__ import annotations

from skjuts.core.planning.explain import Activity, Lookup, Walk
from skjuts.core.planning.explain.walk import walk_run
from skjuts.core.planning.problem import Break, Problem, Shift
from tests.universe.plans import on_a_line, plan_by_hand, ride, taxi, waiting_return


def walk_of(problem: Problem, *marks: str) -> Walk:
    """The first vehicle's walk along these stops."""
    plan = plan_by_hand(problem, {problem.vehicles[0].id: marks})
    return walk_run(Lookup(problem), plan.runs[0])


def test_walk_of_two_pooled_riders_counts_who_is_aboard_on_each_leg() -> None:
    """Every figure of pooling hangs on who is aboard where."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil")])
    walk = walk_of(problem, "+anna", "+bo", "-anna", "-bo")
    legs = [(s.activity, s.metres, s.aboard) for s in walk.steps if s.metres]
    assert legs == [
        (Activity.EMPTY, 10_000, ()),
        (Activity.LOADED, 2_000, ("anna",)),
        (Activity.LOADED, 18_000, ("anna", "bo")),
        (Activity.EMPTY, 30_000, ()),
    ]
    assert walk.orders == 1
    assert walk.duration_s == 3_600


def test_walk_of_a_linked_return_keeps_the_order_open_while_waiting() -> None:
    """Waiting for a patient is paid: it must not look like idle time or a second order."""
    out = ride("ut", 5, 20, dropoff_service_s=60)
    problem = on_a_line([out, waiting_return("hem", out, 2_700)], [taxi("bil")])
    walk = walk_of(problem, "+ut", "-ut", "+hem", "-hem")
    waits = [s for s in walk.steps if s.activity is Activity.WAITING]
    assert [(s.end_s - s.start_s, s.aboard) for s in waits] == [(2_700, ())]
    assert walk.orders == 1


def test_walk_of_two_riders_one_after_the_other_is_two_orders() -> None:
    """A carrier is paid by the order: counting them wrong would make pooling look better."""
    riders = [ride("anna", 10, 20), ride("bo", 20, 30, by_s=43_200)]
    walk = walk_of(on_a_line(riders, [taxi("bil")]), "+anna", "-anna", "+bo", "-bo")
    assert walk.orders == 2
    assert walk.seconds(Activity.WAITING) == 0


def test_walk_with_a_break_gives_the_break_its_own_length_and_the_rest_to_idling() -> None:
    """A rest that swallowed the idle time after it would look like a long rest."""
    riders = [ride("anna", 10, 20), ride("bo", 20, 30, by_s=50_400)]
    shift = Shift(28_800, 86_400, (Break(37_000, 40_000, 1_800),))
    walk = walk_of(on_a_line(riders, [taxi("bil", shifts=(shift,))]), "+anna", "-anna", "+bo", "-bo")
    assert walk.seconds(Activity.BREAK) == 1_800
    assert walk.seconds(Activity.IDLE) > 3_600
    assert all(s.end_s >= s.start_s for s in walk.steps)


def test_walk_with_a_break_before_leaving_starts_its_vehicle_time_when_leaving() -> None:
    """Breaks at the ends are not vehicle time."""
    shift = Shift(28_800, 86_400, (Break(28_800, 28_800, 1_800),))
    problem = on_a_line([ride("anna", 10, 20)], [taxi("bil", shifts=(shift,))])
    walk = walk_of(problem, "+anna", "-anna")
    assert walk.duration_s == 40 * 60


def test_walk_steps_follow_on_each_other_without_holes() -> None:
    """The timeline draws the steps: a hole would be time that nobody accounts for."""
    riders = [ride("anna", 10, 30, pickup_service_s=120), ride("bo", 12, 30, dropoff_service_s=60)]
    walk = walk_of(on_a_line(riders, [taxi("bil")]), "+anna", "+bo", "-anna", "-bo")
    ends = [step.end_s for step in walk.steps[:-1]]
    assert ends == [step.start_s for step in walk.steps[1:]]
