"""Why one rider rides as planned, or not at all."""

from __future__ import annotations

import pytest

from skjuts.core.planning.explain import Change, CoRider, Explainer
from skjuts.core.planning.problem import FixedKind, FixedStop, Load, Problem, Shift
from skjuts.core.planning.solution import Reason
from tests.universe.plans import on_a_line, plan_by_hand, ride, taxi, waiting_return

TOGETHER = ("+anna", "+bo", "-anna", "-bo")


def explain_alone_left_out(problem: Problem, reason: Reason) -> Explainer:
    """A plan in which nobody drives and Anna is left out."""
    return Explainer(problem, plan_by_hand(problem, {}, {"anna": reason}))


def test_added_price_is_the_run_with_the_rider_less_the_run_without() -> None:
    """'Why is she in this car' is answered by what her seat costs: ten kronor for Anna, nothing for Bo."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil")])
    explainer = Explainer(problem, plan_by_hand(problem, {"bil": TOGETHER}))
    assert explainer.explain_rider("anna").added_ore == 1_000
    assert explainer.explain_rider("bo").added_ore == 0


def test_price_alone_is_the_cheapest_vehicle_that_may_carry_the_rider() -> None:
    """A cheaper car without room is no alternative for a wheelchair."""
    chair = ride("anna", 10, 30, load=Load(wheelchairs=1))
    near, far = taxi("nära", 10), taxi("buss", 0, layouts=(Load(seats=2, wheelchairs=1),))
    problem = on_a_line([chair], [near, far])
    alone = (
        Explainer(problem, plan_by_hand(problem, {"buss": ("+anna", "-anna")})).explain_rider("anna").alone
    )
    assert alone is not None
    assert (alone.vehicle, alone.price_ore) == ("buss", 30_000)


def test_detour_is_the_ride_less_the_direct_journey() -> None:
    """Anna is driven back five kilometres to fetch Bo: ten minutes longer than direct."""
    problem = on_a_line([ride("anna", 10, 20), ride("bo", 5, 30)], [taxi("bil")])
    told = Explainer(problem, plan_by_hand(problem, {"bil": TOGETHER})).explain_rider("anna")
    assert (told.ride.ride_s, told.ride.direct_s, told.ride.detour_s) == (1_200, 600, 600)


def test_co_riders_are_those_aboard_at_the_same_time() -> None:
    """Who shares the car, and for how long, is what a rider asks about."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 12, 30)], [taxi("bil")])
    explainer = Explainer(problem, plan_by_hand(problem, {"bil": TOGETHER}))
    bo = explainer.rides["bo"]
    assert explainer.rides["anna"].co_riders == (CoRider("bo", bo.pickup_s, bo.dropoff_s),)


def test_best_other_place_is_found_in_another_run_that_passes() -> None:
    """The runner-up shows that the choice was a choice: Bo's car passes Anna's door."""
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 10, 30)], [taxi("bil"), taxi("annan")])
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna"), "annan": ("+bo", "-bo")})
    elsewhere = Explainer(problem, plan).explain_rider("anna").elsewhere
    assert elsewhere is not None
    assert (elsewhere.vehicle, elsewhere.price_ore, elsewhere.runs_asked) == ("annan", 0, 1)


def test_no_other_place_is_named_when_the_other_car_is_full() -> None:
    """An alternative that breaks a rule would be a lie."""
    small = taxi("liten", layouts=(Load(seats=1),))
    problem = on_a_line([ride("anna", 10, 30), ride("bo", 10, 30)], [taxi("bil"), small])
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna"), "liten": ("+bo", "-bo")})
    assert Explainer(problem, plan).explain_rider("anna").elsewhere is None


def test_linked_rides_are_priced_together() -> None:
    """A return that the car waits for cannot be taken out on its own."""
    out = ride("ut", 5, 20)
    problem = on_a_line([out, waiting_return("hem", out, 2_700)], [taxi("bil")])
    plan = plan_by_hand(problem, {"bil": ("+ut", "-ut", "+hem", "-hem")})
    told = Explainer(problem, plan).explain_rider("hem")
    assert told.linked == ("ut", "hem")
    assert told.added_ore == plan.runs[0].cost.total_ore
    assert told.alone is not None
    assert told.alone.price_ore == plan.runs[0].cost.total_ore


def test_rider_in_a_fixed_beginning_has_no_added_price() -> None:
    """What is already driven cannot be weighed against anything."""
    frozen = (FixedStop("anna", FixedKind.PICKUP, 34_800),)
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil", shifts=(Shift(0, 86_400, frozen=frozen),))])
    told = Explainer(problem, plan_by_hand(problem, {"bil": ("+anna", "-anna")})).explain_rider("anna")
    assert told.added_ore is None


@pytest.mark.parametrize(("reason", "change"), [(Reason.WINDOW, Change.WINDOW), (Reason.SHIFT, Change.SHIFT)])
def test_nearest_miss_is_the_least_step_of_what_the_reason_points_at(reason: Reason, change: Change) -> None:
    """The car is 20 minutes short: half an hour would do, a quarter would not."""
    late_shift = taxi("bil", shifts=(Shift(28_800, 86_400),))
    problem = on_a_line([ride("anna", 30, 40, by_s=30_000)], [late_shift])
    miss = explain_alone_left_out(problem, reason).explain_unserved("anna").nearest_miss
    assert miss is not None
    assert (miss.change, miss.amount_s, miss.vehicle) == (change, 1_800, "bil")


def test_nearest_miss_of_a_rider_who_fits_as_it_is_says_that_the_price_decided() -> None:
    """A planner must see when a longer search or a higher priority is all it takes."""
    problem = on_a_line([ride("anna", 10, 30)], [taxi("bil")])
    miss = explain_alone_left_out(problem, Reason.PRICE).explain_unserved("anna").nearest_miss
    assert miss is not None
    assert (miss.change, miss.price_ore) == (Change.NOTHING, 30_000)


def test_nearest_miss_of_a_rider_alone_is_to_share_the_car_that_passes() -> None:
    """The decision to ride alone has a price, and here it is the whole ride."""
    riders = [ride("anna", 10, 30), ride("bo", 10, 30, ride_alone=True)]
    problem = on_a_line(riders, [taxi("bil")])
    plan = plan_by_hand(problem, {"bil": ("+anna", "-anna")}, {"bo": Reason.RIDE_ALONE})
    miss = Explainer(problem, plan).explain_unserved("bo").nearest_miss
    assert miss is not None
    assert (miss.change, miss.vehicle, miss.price_ore) == (Change.RIDE_ALONE, "bil", 0)


def test_missing_qualification_is_named() -> None:
    """'Order a car with a stretcher' helps; 'not possible' does not."""
    problem = on_a_line([ride("anna", 10, 30, needs=frozenset({"bår"}))], [taxi("bil")])
    told = explain_alone_left_out(problem, Reason.QUALIFICATION).explain_unserved("anna")
    assert (told.lacking, told.vehicles_able) == (("bår",), 0)
    assert told.nearest_miss is not None
    assert told.nearest_miss.change is Change.QUALIFICATION


def test_rider_that_no_vehicle_holds_has_no_nearest_miss() -> None:
    """No change of times makes a car larger."""
    problem = on_a_line([ride("anna", 10, 30, load=Load(wheelchairs=2))], [taxi("bil")])
    told = explain_alone_left_out(problem, Reason.CAPACITY).explain_unserved("anna")
    assert told.vehicles_able == 0
    assert told.nearest_miss is None


def test_unserved_linked_rides_may_be_saved_by_not_waiting() -> None:
    """The car has time for the way out but not to wait: two cars would do."""
    out = ride("ut", 5, 20)
    short = taxi("bil", shifts=(Shift(0, 38_000),))
    problem = on_a_line([out, waiting_return("hem", out, 7_200)], [short])
    plan = plan_by_hand(problem, {}, {"ut": Reason.WAIT, "hem": Reason.WAIT})
    miss = Explainer(problem, plan).explain_unserved("ut").nearest_miss
    assert miss is not None
    assert miss.change is Change.WAIT
