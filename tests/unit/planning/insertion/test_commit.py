"""From an offer to a ride in the plan: by the version it was computed on, its promise kept from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.kernel.errors import DuplicateId, RouteVersionChanged
from skjuts.core.planning.insertion import LivePlan, OfferedTime, PlanBroken
from skjuts.core.planning.problem import Objective, Window
from skjuts.core.planning.solution import Reason
from tests.unit.planning.insertion.live_line import (
    ALONE,
    ANNA,
    book,
    empty_plan,
    live_plan,
    offer_of,
    refusal_of,
    times_of,
)
from tests.universe.plans import DAY, on_a_line, plan_by_hand, ride, taxi

BO = ride("bo", 20, 25)
CIA = ride("cia", 22, 28)


def test_commit_when_nothing_has_changed_books_the_ride_as_offered() -> None:
    """Times, price and promise are those that the caller heard."""
    live = live_plan()
    offer, before_ore = offer_of(live, ride("bo", 5, 20)), live.cost_ore
    booked = live.commit(offer)
    assert booked.promised == offer.promised
    assert live.cost_ore == before_ore + offer.price_ore == live.solution().cost.total_ore
    assert times_of(live) == {"+bo": offer.pickup_s, "+anna": 33_600, "-bo": offer.dropoff_s, "-anna": 34_800}
    assert booked in live.problem().requests


def test_commit_when_the_run_has_changed_asks_for_a_new_quote() -> None:
    """Bo and Cia were offered the same run; Bo was first."""
    live = live_plan()
    bo, cia = offer_of(live, BO), offer_of(live, CIA)
    live.commit(bo)
    before = live.solution()
    with pytest.raises(RouteVersionChanged):
        live.commit(cia)
    assert (live.solution(), live.version("bil", 0)) == (before, 1)
    assert book(live, CIA).id == "cia"


def test_commit_when_another_run_has_changed_holds() -> None:
    """Offers on other cars are none of Bo's business."""
    live = empty_plan(taxi("väst", 0), taxi("öst", 60))
    west, east = offer_of(live, ride("bo", 2, 5)), offer_of(live, ride("cia", 58, 55))
    live.commit(east)
    assert live.commit(west).id == "bo"
    assert (live.version("väst", 0), live.version("öst", 0)) == (1, 1)


def test_commit_when_repeated_says_that_the_ride_is_booked() -> None:
    """A double click books one ride."""
    live = live_plan()
    offer = offer_of(live, BO)
    live.commit(offer)
    with pytest.raises(DuplicateId):
        live.commit(offer)


def test_commit_when_the_car_can_no_longer_leave_in_time_asks_for_a_new_quote() -> None:
    """The caller thought for too long; the idle run is the same, but the morning has passed."""
    live, morning = empty_plan(), OfferedTime(Window(6_000, 7_000), DAY)
    offer = offer_of(live, BO, morning)
    live.freeze(offer.pickup_s - 20 * 60)
    assert live.version("bil", 0) == offer.version
    live.freeze(offer.pickup_s - 20 * 60 + 1)
    with pytest.raises(RouteVersionChanged):
        live.commit(offer)
    assert live.problem().requests == ()


def test_commit_when_the_car_can_still_leave_in_time_books() -> None:
    """A minute of thought is no harm."""
    live, morning = empty_plan(), OfferedTime(Window(6_000, 7_000), DAY)
    offer = offer_of(live, BO, morning)
    live.freeze(offer.pickup_s - 20 * 60)
    live.commit(offer)
    assert times_of(live)["+bo"] == offer.pickup_s


def test_promise_when_given_is_kept_whatever_comes_later() -> None:
    """Dan's ride would make the car fetch Bo long after what Bo was told; another hour would not."""
    live = empty_plan()
    promised = book(live, BO, OfferedTime(Window(33_900, 33_900), DAY)).promised
    assert promised == Window(33_900, 33_900)
    far_away = ride("dan", 40, 60)
    at_once = OfferedTime(Window(33_000, 34_000), DAY)
    assert refusal_of(live, far_away, at_once).reason is Reason.WINDOW
    book(live, far_away, OfferedTime(Window(33_000, 60_000), DAY))
    assert times_of(live)["+bo"] == 33_900


def test_commit_when_the_spare_rows_are_used_up_makes_more() -> None:
    """A day with more calls than anybody thought: nobody planned is mixed up with anybody new."""
    live = live_plan(spare=1)
    for number in range(30):
        book(
            live, ride(f"ny{number}", 10, 30), OfferedTime(DAY, Window(40_000 + 3_000 * (number % 9), 86_400))
        )
    names = [request.id for request in live.problem().requests]
    assert sorted(names) == sorted(["anna", *(f"ny{number}" for number in range(30))])
    times = times_of(live)
    assert 34_200 <= times["-anna"] <= 36_000
    assert len(times) == 62
    assert live.cost_ore == live.solution().cost.total_ore


def test_offer_when_made_before_the_tables_grew_can_still_be_taken() -> None:
    """Somebody else's booking on another car moved every row."""
    live = live_plan((), {}, (taxi("väst", 0), taxi("öst", 60)), spare=1)
    offer = offer_of(live, ride("bo", 2, 5))
    for number in range(3):
        book(live, ride(f"ny{number}", 58, 55))
    live.commit(offer)
    assert times_of(live, "väst") == {"+bo": offer.pickup_s, "-bo": offer.dropoff_s}


def test_cost_when_fewest_vehicles_win_is_the_contracts_all_the_same() -> None:
    """What the search charges for a vehicle is nobody's bill."""
    problem = replace(on_a_line([ANNA], [taxi("bil")]), objective=Objective.VEHICLES_THEN_COST)
    live = LivePlan(problem, plan_by_hand(problem, ALONE))
    assert live.cost_ore == live.solution().cost.total_ore == 30_000


def test_plan_when_it_breaks_a_rule_is_not_taken_over() -> None:
    """A plan made for other wishes is refused as a whole, naming the run."""
    plan = plan_by_hand(on_a_line([ANNA], [taxi("bil")]), ALONE)
    stricter = on_a_line([replace(ANNA, max_ride_s=600)], [taxi("bil")])
    with pytest.raises(PlanBroken, match="bil"):
        LivePlan(stricter, plan)
