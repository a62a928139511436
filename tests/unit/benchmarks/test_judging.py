"""A peer's plan is a result only when every rule is kept."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.instances import generate_like
from benchmarks.peers.even_problem import PeerRoute
from benchmarks.peers.judging import judge_routes
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import Visit
from skjuts.core.planning.solution import StopKind
from tests.universe.plans import on_a_line, ride, taxi

ON_ANNA, OFF_ANNA = Visit("anna", StopKind.PICKUP), Visit("anna", StopKind.DROPOFF)
ON_BO, OFF_BO = Visit("bo", StopKind.PICKUP), Visit("bo", StopKind.DROPOFF)


def line(max_ride_s: int | None = None) -> Problem:
    """Anna from kilometre 10 to 20 and Bo from 12 back to 8; a kilometre is a minute."""
    anna = replace(ride("anna", 10, 20), max_ride_s=max_ride_s)
    return on_a_line([anna, ride("bo", 12, 8)], [taxi("bil")])


def test_plan_that_keeps_the_rules_is_a_result() -> None:
    """The value counts, and is the price of the best schedule."""
    judged = judge_routes(line(), [PeerRoute("bil", 0, (ON_ANNA, ON_BO, OFF_BO, OFF_ANNA))])
    assert judged.is_valid
    assert judged.value > 0


def test_route_past_a_ride_limit_is_broken_and_its_rider_counted() -> None:
    """Bo's detour makes Anna ride past her limit under any schedule."""
    detour = PeerRoute("bil", 0, (ON_ANNA, ON_BO, OFF_BO, OFF_ANNA))
    assert judge_routes(line(max_ride_s=18 * 60), [detour]).is_valid
    judged = judge_routes(line(max_ride_s=18 * 60 - 1), [detour])
    assert (judged.is_valid, judged.broken_routes, judged.broken_riders) == (False, 1, 1)


def test_rider_left_out_of_a_day_is_a_price_and_no_broken_rule() -> None:
    """In a region's day leaving out costs, and the plan is still a plan."""
    judged = judge_routes(line(), [PeerRoute("bil", 0, (ON_ANNA, OFF_ANNA))])
    assert (judged.is_valid, judged.unserved) == (True, 1)


def test_rider_left_out_of_a_foreign_instance_breaks_its_rules() -> None:
    """There everybody is served, or the distance means nothing."""
    judged = judge_routes(generate_like("a2-16"), [])
    assert (judged.is_valid, judged.unserved) == (False, 16)
