"""Somebody cancels: what that saves, and who can no longer be taken out."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import NotFound
from skjuts.core.planning.insertion import LivePlan, RideBegun
from skjuts.core.planning.problem import Request
from skjuts.core.planning.solution import Reason
from tests.unit.planning.insertion.live_line import ANNA, book, live_plan, offer_of, times_of
from tests.universe.plans import on_a_line, plan_by_hand, ride, taxi, waiting_return

BO = ride("bo", 20, 25)


def test_release_when_a_rider_cancels_saves_what_the_ride_cost() -> None:
    """The car drives five kilometres less with somebody aboard, and five more without."""
    live = live_plan()
    offer = offer_of(live, ride("bo", 5, 20))
    live.commit(offer)
    assert live.release("bo") == offer.price_ore
    assert times_of(live) == {"+anna": 33_000, "-anna": 34_200}
    assert (live.version("bil", 0), live.problem().requests) == (2, (ANNA,))


def test_release_when_the_run_becomes_empty_leaves_an_idle_car() -> None:
    """Nothing is driven and nothing is paid."""
    live = live_plan()
    assert live.release("anna") == 30_000
    assert (live.cost_ore, live.solution().runs) == (0, ())


def test_release_when_the_rider_was_left_out_saves_the_price_of_that() -> None:
    """Nobody is missed who no longer wants to go."""
    problem = on_a_line([ANNA, BO], [taxi("bil")])
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna")}, {"bo": Reason.PRICE})
    live = LivePlan(problem, plan)
    assert live.cost_ore == 30_000 + 300_000
    assert live.release("bo") == 300_000
    assert live.solution().unserved == ()


def test_release_when_the_ride_waits_for_its_return_takes_both_out() -> None:
    """Nobody waits for a rider who never came."""
    out = ride("ut", 10, 20, by_s=30_000)
    home = waiting_return("hem", out, 600)
    for name in ("ut", "hem"):
        live = live_plan([ANNA, out, home], {"bil": ("+ut", "-ut", "+hem", "-hem", "+anna", "-anna")})
        live.release(name)
        assert [request.id for request in live.problem().requests] == ["anna"]
        assert set(times_of(live)) == {"+anna", "-anna"}


def test_release_when_the_car_is_on_its_way_is_refused() -> None:
    """It leaves for Anna ten minutes before it fetches her."""
    live = live_plan()
    live.freeze(32_400 - 1)
    assert live.version("bil", 0) == 0
    live.freeze(32_400)
    with pytest.raises(RideBegun):
        live.release("anna")
    assert set(times_of(live)) == {"+anna", "-anna"}


def test_release_when_nobody_has_that_id_says_so() -> None:
    """A typing error takes nobody out."""
    with pytest.raises(NotFound):
        live_plan().release("annna")


def test_release_when_the_rider_calls_again_can_be_booked_anew() -> None:
    """The id is free again, and so is its row in the tables."""
    live = live_plan(spare=1)
    for _ in range(5):
        booked: Request = book(live, BO)
        live.release("bo")
    assert book(live, BO) == booked
