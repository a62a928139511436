"""The price of a run: what is driven, and under which heading it is paid.

A kilometre with somebody aboard belongs to an order. Empty kilometres are approach (to the first pickup
and between orders) or return (from the last dropoff to where the vehicle ends). Time between orders is
not paid.
"""

from __future__ import annotations

from skjuts.core.planning.problem import Wait
from skjuts.core.tariffs.contract import KmBand, Tariff
from tests.spec.telling import between, car, day, price, rider, timetable

ALL_PARTS = Tariff(
    "avtal",
    start_ore=50_00,
    km_bands=(KmBand(0, 10_00),),
    per_minute_ore=4_00,
    waiting_per_minute_ore=3_00,
    approach_per_km_ore=5_00,
    return_per_km_ore=2_00,
)
CAR = car(tariff="avtal")


def test_run_when_one_rider_is_taken_then_every_kilometre_has_its_heading() -> None:
    """Anna rides from kilometre 10 to 20, with 3 minutes at her door and 2 at the hospital.

    Start 50 kr. With her aboard 10 km × 10 = 100 kr. Busy 3 + 10 + 2 = 15 min × 4 = 60 kr.
    Empty to her 10 km × 5 = 50 kr, empty home 20 km × 2 = 40 kr. Together 300 kr.
    """
    anna = rider("anna", "10-20", arrive_by="10:00", pickup_service_s=180, dropoff_service_s=120)
    run = day(anna, CAR, ALL_PARTS).run("+anna -anna")
    assert price(run) == {
        "start": 50_00,
        "distance": 100_00,
        "minutes": 60_00,
        "approach": 50_00,
        "return": 40_00,
    }
    assert run.cost.total_ore == 300_00


def test_run_when_two_share_then_the_order_is_paid_once() -> None:
    """Anna 10–20 and Bo 12–25 in one order: one start, 10–25 = 15 km × 10, 15 min × 4.

    Empty 10 km × 5 there and 25 km × 2 home: 50 + 150 + 60 + 50 + 50 = 360 kr.
    """
    run = day(rider("anna", "10-20"), rider("bo", "12-25"), CAR, ALL_PARTS).run("+anna +bo -anna -bo")
    assert price(run) == {
        "start": 50_00,
        "distance": 150_00,
        "minutes": 60_00,
        "approach": 50_00,
        "return": 50_00,
    }


def test_run_when_two_ride_one_after_the_other_then_the_way_between_is_approach() -> None:
    """Anna 10–20, then Bo 25–30: two starts, 10 + 5 km with riders, 15 min.

    Approach 10 km to Anna and 5 km from her to Bo = 15 × 5 = 75 kr; home 30 × 2 = 60 kr.
    """
    run = day(rider("anna", "10-20"), rider("bo", "25-30"), CAR, ALL_PARTS).run("+anna -anna +bo -bo")
    assert price(run) == {
        "start": 100_00,
        "distance": 150_00,
        "minutes": 60_00,
        "approach": 75_00,
        "return": 60_00,
    }


def test_waiting_when_somebody_is_aboard_then_is_paid() -> None:
    """Anna can go no later than 08:00 at kilometre 10, Bo no sooner than 08:30 at kilometre 12.

    With Anna aboard the car is at Bo's door 08:02 and stands 28 min × 3 kr = 84 kr. Driving 10–25 is
    15 min × 4 = 60 kr.
    """
    anna = rider("anna", "10-20", pickup_window=between("07:30", "08:00"))
    bo = rider("bo", "12-25", ready_at="08:30")
    run = day(anna, bo, CAR, ALL_PARTS).run("+anna +bo -anna -bo")
    assert timetable(run) == "07:50 start, 08:00 +anna, 08:30 +bo, 08:38 -anna, 08:43 -bo, 09:08 end"
    assert (price(run)["waiting"], price(run)["minutes"]) == (84_00, 60_00)


def test_waiting_when_the_car_is_empty_then_is_not_paid() -> None:
    """Between Anna (done 08:10) and Bo (ready 12:00) the car stands for hours, and no krona runs."""
    anna = rider("anna", "10-20", ready_at="08:00")
    bo = rider("bo", "20-30", ready_at="12:00")
    run = day(anna, bo, CAR, ALL_PARTS).run("+anna -anna +bo -bo")
    assert timetable(run) == "07:50 start, 08:00 +anna, 08:10 -anna, 12:00 +bo, 12:10 -bo, 12:40 end"
    assert "waiting" not in price(run)


def test_waiting_when_for_a_return_then_keeps_the_order_open() -> None:
    """Anna's visit takes half an hour and the car waits: one start, 10 + 10 km, 30 min × 3 = 90 kr.

    Busy is driving alone, 20 min × 4 = 80 kr; empty 10 km × 5 there and 10 km × 2 home.
    """
    out = rider("ut", "10-20", arrive_by="10:00")
    back = rider("hem", "20-10", wait=Wait("ut", 1_800))
    run = day(out, back, CAR, ALL_PARTS).run("+ut -ut +hem -hem")
    assert price(run) == {
        "start": 50_00,
        "distance": 200_00,
        "minutes": 80_00,
        "waiting": 90_00,
        "approach": 50_00,
        "return": 20_00,
    }


def test_minimum_when_two_share_then_is_asked_of_their_order_not_of_each() -> None:
    """Minimum 200 kr. Anna 10–20 and Bo 10–20 in one order: 50 + 100 = 150 kr, filled up by 50.

    Had they gone one by one, each order of 150 kr would have been filled up by 50.
    """
    floor = Tariff("avtal", start_ore=50_00, km_bands=(KmBand(0, 10_00),), minimum_ore=200_00)
    told = day(rider("anna", "10-20"), rider("bo", "10-20"), CAR, floor)
    assert told.run("+anna +bo -anna -bo").cost.minimum_ore == 50_00
    assert told.run("+anna -anna +bo -bo").cost.minimum_ore == 100_00


def test_ends_when_open_then_cost_neither_metres_nor_time() -> None:
    """Without a start place the car appears at Anna's door at 08:00; without an end it is gone at 08:10."""
    anna = rider("anna", "10-20", ready_at="08:00")
    run = day(anna, car(tariff="avtal", start_place=None, end_place=None), ALL_PARTS).run("+anna -anna")
    assert timetable(run) == "08:00 +anna, 08:10 -anna"
    assert price(run) == {"start": 50_00, "distance": 100_00, "minutes": 40_00}
