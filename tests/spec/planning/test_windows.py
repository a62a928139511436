"""Windows: when a stop may start, and from which side the rider's time is meant.

Somebody with an appointment says when to arrive. Somebody going home says when they are ready. The
vehicle's comfort comes after: it may be late at the chosen side within a tolerance, for a price.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from skjuts.core.planning.problem import PoolingRules, ReferenceSide, Request, Shift, Window
from skjuts.core.planning.problem.limits import due_s, hard_dropoff_window, hard_pickup_window
from skjuts.core.planning.reference import price_plan
from skjuts.core.planning.solution import Reason
from tests.spec.telling import at, between, car, day, rider, shift, timetable

LATE_COSTS = PoolingRules(lateness_per_minute_ore=20_00, unserved_ore={3: 1_000_00})


def test_arrival_when_asked_for_then_the_car_comes_no_sooner_than_needed() -> None:
    """Anna is to be at kilometre 20 between 09:30 and 10:00: she is there 09:30, so she is fetched 09:20."""
    run = day(rider("anna", "10-20", arrive_by="10:00")).run("+anna -anna")
    assert timetable(run) == "09:10 start, 09:20 +anna, 09:30 -anna, 09:50 end"


def test_readiness_when_told_then_the_car_stands_there_on_the_minute() -> None:
    """Anna is ready 14:00: the car leaves home 13:50 to be at her door then."""
    run = day(rider("anna", "10-20", ready_at="14:00")).run("+anna -anna")
    assert timetable(run) == "13:50 start, 14:00 +anna, 14:10 -anna, 14:30 end"


def test_window_when_met_on_its_last_second_then_is_kept() -> None:
    """From 09:40 the car needs 10 + 10 min to be at the hospital 10:00 sharp; a second later is refused."""
    anna = rider("anna", "10-20", arrive_by="10:00")
    assert "10:00 -anna" in timetable(day(anna, car(shifts=(shift("09:40", "18:00"),))).run("+anna -anna"))
    late = car(shifts=(Shift(at("09:40") + 1, at("18:00")),))
    assert day(anna, late).refusal("+anna -anna") is Reason.WINDOW


@pytest.mark.parametrize(
    ("side", "pickup", "dropoff", "due"),
    [
        (ReferenceSide.ARRIVE_BY, "08:00–09:00", "09:30–10:10", "10:00"),
        (ReferenceSide.READY_AT, "08:00–09:10", "09:30–10:00", "09:00"),
        (ReferenceSide.WILL_CALL, "08:00–09:10", "09:30–10:00", "09:00"),
    ],
)
def test_tolerance_when_given_then_prolongs_the_side_that_the_rider_chose(
    side: ReferenceSide, pickup: str, dropoff: str, due: str
) -> None:
    """Pickup 08:00–09:00, dropoff 09:30–10:00 and ten minutes of tolerance.

    The end of the chosen side's window moves ten minutes; what comes after the old end (`due`) is late.
    """
    anna = rider("anna", "10-20", pickup_window=between("08:00", "09:00"), arrive_by="10:00")
    anna = replace(anna, reference=side, late_tolerance_s=600)
    assert hard_pickup_window(anna) == between(*pickup.split("–"))
    assert hard_dropoff_window(anna) == between(*dropoff.split("–"))
    assert due_s(anna) == at(due)


def test_promise_when_given_then_no_tolerance_stretches_it() -> None:
    """Ready 11:00, up to an hour and a quarter of patience, but promised 11:20–11:35: that is what holds."""
    anna = rider("anna", "10-20", ready_at="11:00", late_tolerance_s=900, promised=between("11:20", "11:35"))
    assert hard_pickup_window(anna) == between("11:20", "11:35")
    assert "11:20 +anna" in timetable(day(anna).run("+anna -anna"))


def test_promise_when_wider_than_the_window_then_the_window_holds() -> None:
    """A promise never lets anybody be fetched before they are ready: 11:00–11:30 out of 10:45–11:30."""
    anna = rider("anna", "10-20", ready_at="11:00", promised=between("10:45", "11:30"))
    assert hard_pickup_window(anna) == Window(at("11:00"), at("11:30"))


def test_lateness_when_within_the_tolerance_then_costs_by_the_second() -> None:
    """On duty 09:43, the car is at the hospital 10:03: 3 min after the appointment × 20 kr = 60 kr."""
    anna = rider("anna", "10-20", arrive_by="10:00", late_tolerance_s=600)
    told = day(anna, car(shifts=(shift("09:43", "18:00"),)), rules=LATE_COSTS)
    assert price_plan(told.problem, [told.run("+anna -anna")]).lateness_ore == 60_00


def test_lateness_when_two_are_late_then_each_is_rounded_alone() -> None:
    """10 s at 7 kr a minute is 116.67 öre, so 117 each and 234 together, not 233."""
    rules = PoolingRules(lateness_per_minute_ore=7_00, unserved_ore={3: 1_000_00})
    both = [rider(name, "10-20", arrive_by="10:00", late_tolerance_s=600) for name in ("anna", "bo")]
    told = day(*both, car(shifts=(Shift(at("09:40") + 10, at("18:00")),)), rules=rules)
    assert price_plan(told.problem, [told.run("+anna +bo -anna -bo")]).lateness_ore == 234


def test_pickup_when_lateness_is_free_then_moves_up_to_the_next_stop() -> None:
    """Anna is ready 09:00 with half an hour of tolerance after 10:00, Bo is ready 09:30 two km on.

    The car would wait at Bo's door. Anna may rather wait at home, so she is fetched 09:28.
    """
    run = day(_anna_from_nine(), rider("bo", "12-25", ready_at="09:30")).run("+anna +bo -anna -bo")
    assert timetable(run) == "09:18 start, 09:28 +anna, 09:30 +bo, 09:38 -anna, 09:43 -bo, 10:08 end"


def test_pickup_when_lateness_has_a_price_then_is_not_made_late_to_save_waiting() -> None:
    """The same day with 20 kr a minute: past 09:10 Anna would be late, so she is fetched 09:10, not 09:28."""
    run = day(_anna_from_nine(), rider("bo", "12-25", ready_at="09:30"), rules=LATE_COSTS).run(
        "+anna +bo -anna -bo"
    )
    assert timetable(run) == "09:00 start, 09:10 +anna, 09:30 +bo, 09:38 -anna, 09:43 -bo, 10:08 end"


def test_pickup_when_already_late_then_is_not_made_later() -> None:
    """On duty 09:05 the car is at Anna's door 09:15, five minutes late: there it stays, and not 09:28.

    5 min × 20 kr = 100 kr.
    """
    told = day(
        _anna_from_nine(),
        rider("bo", "12-25", ready_at="09:30"),
        car(shifts=(shift("09:05", "18:00"),)),
        rules=LATE_COSTS,
    )
    run = told.run("+anna +bo -anna -bo")
    assert timetable(run).startswith("09:05 start, 09:15 +anna, 09:30 +bo")
    assert price_plan(told.problem, [run]).lateness_ore == 100_00


def _anna_from_nine() -> Request:
    """Ready 09:00, due 09:10, and to be fetched by 09:40 at the latest."""
    return rider(
        "anna",
        "10-20",
        pickup_window=between("09:00", "09:10"),
        reference=ReferenceSide.READY_AT,
        late_tolerance_s=1_800,
    )


def test_driving_when_no_rider_waits_then_starts_as_late_as_the_next_stop_allows() -> None:
    """An empty car stands until it must go: done 08:10 at kilometre 20, it leaves 11:50 for noon at 30."""
    told = day(rider("anna", "10-20", ready_at="08:00"), rider("bo", "30-40", ready_at="12:00"))
    anna_out, bo_in = told.run("+anna -anna +bo -bo").stops[2:4]
    assert (anna_out.start, anna_out.depart) == (at("08:10"), at("11:50"))
    assert (bo_in.arrive, bo_in.start) == (at("12:00"), at("12:00"))
