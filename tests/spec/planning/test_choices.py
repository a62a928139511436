"""The planner's choices: what it weighs, in öre.

The plan with the least price wins: the runs, the guarantee of every idle shift, lateness, changes to what
drivers have seen, and a price for everyone left out.
"""

from __future__ import annotations

import pytest

from skjuts.core.planning.problem import PoolingRules, Vehicle
from skjuts.core.planning.reference import price_plan
from skjuts.core.tariffs.contract import KmBand, Tariff
from tests.spec.telling import between, car, day, reasons_of, rider, riders_of, shift

TAXI_ONLY = {3: 900_00}
"""Leaving anybody out costs 900 kr, far more than any ride told here."""


def test_riders_when_the_way_is_common_then_share_a_car() -> None:
    """Anna 10–20 and Bo 12–25 by ten o'clock.

    Shared: start 50, 15 km × 10 and 10 km of approach × 5 = 250 kr. One by one, two starts and 10 + 13 km
    with riders alone are 330 kr.
    """
    plan = day(rider("anna", "10-20", arrive_by="10:00"), rider("bo", "12-25", arrive_by="10:00")).plan()
    assert riders_of(plan) == {"bil": "+anna +bo -anna -bo"}
    assert plan.cost.total_ore == 250_00


def test_riders_when_sharing_would_keep_one_too_long_then_ride_apart() -> None:
    """The same two when neither may sit longer than the direct ride, and Bo's door takes five minutes.

    Two orders in one car: 2 × 50, 23 km × 10, approach 10 + 8 km × 5 = 420 kr.
    """
    anna = rider("anna", "10-20", max_ride_s=600)
    bo = rider("bo", "12-25", max_ride_s=780, pickup_service_s=300)
    plan = day(anna, bo).plan()
    assert riders_of(plan) == {"bil": "+anna -anna +bo -bo"}
    assert plan.cost.total_ore == 420_00


def _near_and_far() -> tuple[Vehicle, Vehicle]:
    """One car 6 km from Anna and one at her door: 30 kr of approach lie between them."""
    return car("borta", start_place="k4"), car("nära", start_place="k10")


@pytest.mark.parametrize(("change_kronor", "chosen"), [(20, "nära"), (40, "borta")])
def test_published_car_when_another_is_cheaper_then_change_must_pay_for_itself(
    change_kronor: int, chosen: str
) -> None:
    """Drivers have seen Anna with the far car. The near one saves 6 km × 5 = 30 kr.

    A change costing 20 kr is made; one costing 40 kr is not.
    """
    rules = PoolingRules(change_ore=change_kronor * 100, unserved_ore=TAXI_ONLY)
    anna = rider("anna", "10-20", published_vehicle="borta")
    assert riders_of(day(anna, *_near_and_far(), rules=rules).plan()) == {chosen: "+anna -anna"}


def test_published_car_when_left_then_the_change_stands_in_the_price() -> None:
    """Start 50, 10 km × 10 and no approach = 150 kr for the run, and 20 kr for the change."""
    rules = PoolingRules(change_ore=20_00, unserved_ore=TAXI_ONLY)
    told = day(rider("anna", "10-20", published_vehicle="borta"), *_near_and_far(), rules=rules)
    cost = told.plan().cost
    assert (cost.runs_ore, cost.changes_ore) == (150_00, 20_00)


@pytest.mark.parametrize(("priority", "is_served"), [(1, True), (2, True), (3, False)])
def test_rider_when_dearer_than_leaving_out_then_priority_decides(priority: int, is_served: bool) -> None:  # noqa: FBT001 - a column of the table
    """Anna's ride is 50 + 10 × 10 + 10 × 5 = 200 kr. Leaving out costs 900, 201 or 199 kr by priority."""
    rules = PoolingRules(unserved_ore={1: 900_00, 2: 201_00, 3: 199_00})
    plan = day(rider("anna", "10-20", priority=priority), rules=rules).plan()
    assert reasons_of(plan) == ({} if is_served else {"anna": "price"})
    assert plan.cost.total_ore == (200_00 if is_served else 199_00)


def test_rider_when_given_a_price_of_their_own_then_the_table_is_not_asked() -> None:
    """Priority 1 would cost 900 kr, but this request says 7: left out."""
    rules = PoolingRules(unserved_ore={1: 900_00})
    plan = day(rider("anna", "10-20", priority=1, unserved_ore=7_00), rules=rules).plan()
    assert (plan.cost.unserved_ore, plan.cost.runs_ore) == (7_00, 0)


def test_riders_when_there_is_room_for_one_then_the_more_urgent_goes() -> None:
    """Anna and Bo must both go alone at nine, one from each end of the road, and there is one car."""
    rules = PoolingRules(unserved_ore={1: 900_00, 3: 500_00})
    at_nine = between("09:00", "09:00")
    anna = rider("anna", "10-20", pickup_window=at_nine, ride_alone=True, priority=3)
    bo = rider("bo", "30-20", pickup_window=at_nine, ride_alone=True, priority=1)
    plan = day(anna, bo, rules=rules).plan()
    assert riders_of(plan) == {"bil": "+bo -bo"}
    assert reasons_of(plan).keys() == {"anna"}


def test_guaranteed_car_when_paid_anyway_then_drives_first() -> None:
    """The guaranteed car gets 800 kr driven or not, and Anna's 200 kr are within them: 800 kr in all.

    The taxi at her door would take 150 kr, beside the 800 for the car that stands still.
    """
    promised = Tariff("garanti", 50_00, (KmBand(0, 10_00),), 0, 0, 5_00, 0, 0, 2 * 3_600, 400_00)
    taxi_at_the_door = car("taxi", start_place="k10")
    plan = day(rider("anna", "10-20"), car("fast", tariff="garanti"), taxi_at_the_door, promised).plan()
    assert riders_of(plan) == {"fast": "+anna -anna"}
    assert plan.cost.total_ore == 800_00


@pytest.mark.parametrize(("late_kronor", "chosen"), [(9, "sen"), (11, "tidig")])
def test_lateness_when_cheaper_than_another_car_then_is_chosen(late_kronor: int, chosen: str) -> None:
    """Anna's appointment is 10:00. The car at her door begins 09:55 and is five minutes late.

    The other is in time and comes from 10 km off, for 10 × 5 = 50 kr. At 9 kr a minute being late costs 45,
    at 11 kr it costs 55.
    """
    rules = PoolingRules(lateness_per_minute_ore=late_kronor * 100, unserved_ore=TAXI_ONLY)
    anna = rider("anna", "10-20", arrive_by="10:00", late_tolerance_s=600)
    late = car("sen", start_place="k10", shifts=(shift("09:55", "18:00"),))
    early = car("tidig", start_place="k20")
    assert riders_of(day(anna, late, early, rules=rules).plan()) == {chosen: "+anna -anna"}


def test_qualification_when_only_the_far_car_has_it_then_the_far_car_goes() -> None:
    """The near car would be 30 kr cheaper, but a rule is not for sale."""
    far, near = _near_and_far()
    able = car(far.id, start_place=far.start_place, qualifications=frozenset({"bår"}))
    plan = day(rider("anna", "10-20", needs=frozenset({"bår"})), able, near).plan()
    assert riders_of(plan) == {"borta": "+anna -anna"}


@pytest.mark.parametrize(
    ("need", "escorts", "reason"), [("bår", 0, "qualification"), ("", 4, "capacity"), ("", 0, "price")]
)
def test_rider_when_no_car_can_then_the_reason_is_told(need: str, escorts: int, reason: str) -> None:
    """One car with four seats, no stretcher, and 200 kr for a ride that may stay undone for 199."""
    rules = PoolingRules(unserved_ore={3: 199_00})
    anna = rider("anna", "10-20", needs=frozenset(filter(None, [need])), escorts=escorts)
    assert reasons_of(day(anna, rules=rules).plan()) == {"anna": reason}


@pytest.mark.parametrize("hour", ["05:00", "17:30", "19:00"])
def test_rider_when_nobody_is_on_duty_then_the_reason_is_the_shift(hour: str) -> None:
    """The only shift is 06:00–18:00, and Anna goes from kilometre 10 to 40 within an hour of being ready.

    Ready 05:00 she must go by six, when the car is still at home. Ready 17:30 she is there 18:00, and the car
    home 18:40. At 19:00 nobody drives.
    """
    anna = rider("anna", "10-40", ready_at=hour)
    assert reasons_of(day(anna).plan()) == {"anna": "shift"}


def test_rider_when_the_only_car_is_taken_then_the_reason_is_the_window() -> None:
    """Anna and Bo ride alone at nine sharp, 20 km apart: one of the two cannot."""
    at_nine = between("09:00", "09:00")
    anna = rider("anna", "10-20", pickup_window=at_nine, ride_alone=True, priority=1)
    bo = rider("bo", "30-20", pickup_window=at_nine, ride_alone=True)
    assert reasons_of(day(anna, bo).plan()) == {"bo": "window"}


def test_plan_when_everything_costs_then_is_the_sum_of_its_parts() -> None:
    """Anna's run 200 kr; 3 min late × 20 = 60; taken from another car 25.

    That car stands idle for an hour's guarantee, 400; Bo is left out for 300. Together 985 kr.
    """
    rules = PoolingRules(lateness_per_minute_ore=20_00, change_ore=25_00, unserved_ore={3: 300_00})
    told = day(
        rider("anna", "10-20", arrive_by="10:00", late_tolerance_s=600, published_vehicle="fast"),
        rider("bo", "30-40"),
        car(shifts=(shift("09:43", "18:00"),)),
        car("fast", tariff="garanti"),
        Tariff("garanti", guaranteed_s=3_600, guaranteed_per_hour_ore=400_00),
        rules=rules,
    )
    cost = price_plan(told.problem, [told.run("+anna -anna", "bil")])
    assert cost.runs_ore == 50_00 + 100_00 + 50_00
    assert cost.total_ore == 985_00
