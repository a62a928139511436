"""Shifts: when a vehicle can be ordered, for how long, and what is already driven."""

from __future__ import annotations

import pytest

from skjuts.core.planning.problem import FixedKind, FixedStop
from skjuts.core.planning.reference import price_plan
from skjuts.core.planning.solution import Reason, Run
from skjuts.core.tariffs.contract import Tariff
from tests.spec.telling import at, between, car, day, rest, rider, riders_of, shift, timetable

PROMISED_HOURS = Tariff("garanti", guaranteed_s=4 * 3_600, guaranteed_per_hour_ore=400_00)
SPLIT = (shift("06:00", "10:00"), shift("14:00", "18:00"))


def test_shift_when_the_run_would_come_home_late_then_is_refused() -> None:
    """Anna is done 09:10, home is 20 min on: a shift to 09:30 will do, one to 09:29 will not."""
    anna = rider("anna", "10-20", ready_at="09:00")
    assert day(anna, car(shifts=(shift("06:00", "09:30"),))).run("+anna -anna")
    assert day(anna, car(shifts=(shift("06:00", "09:29"),))).refusal("+anna -anna") is Reason.SHIFT


def test_shift_when_the_end_is_open_then_the_last_service_is_what_must_fit() -> None:
    """Without a home to reach, Anna's dropoff 09:10 and two minutes of help end the run: 09:12."""
    anna = rider("anna", "10-20", ready_at="09:00", dropoff_service_s=120)
    open_end = car(end_place=None, shifts=(shift("06:00", "09:12"),))
    assert day(anna, open_end).run("+anna -anna")
    shorter = car(end_place=None, shifts=(shift("06:00", "09:11"),))
    assert day(anna, shorter).refusal("+anna -anna") is Reason.SHIFT


def test_shift_when_the_start_is_open_then_the_first_stop_starts_no_sooner() -> None:
    """Anna could go from 06:00, but the shift begins 07:00: that is when the car is at her door."""
    anna = rider("anna", "10-20", pickup_window=between("06:00", "08:00"))
    told = day(anna, car(start_place=None, shifts=(shift("07:00", "18:00"),)))
    assert timetable(told.run("+anna -anna")) == "07:00 +anna, 07:10 -anna, 07:30 end"


def test_shifts_when_two_then_each_is_a_run_from_home_and_back() -> None:
    """06–10 and 14–18: Anna in the morning, Bo in the afternoon, and the car is home between."""
    told = day(
        rider("anna", "10-20", ready_at="09:00"), rider("bo", "20-10", ready_at="15:00"), car(shifts=SPLIT)
    )
    morning, afternoon = told.run("+anna -anna", number=0), told.run("+bo -bo", number=1)
    assert timetable(morning) == "08:50 start, 09:00 +anna, 09:10 -anna, 09:30 end"
    assert timetable(afternoon) == "14:40 start, 15:00 +bo, 15:10 -bo, 15:20 end"
    assert [(run.shift, len(run.stops)) for run in told.plan().runs] == [(0, 4), (1, 4)]


def test_shifts_when_one_stands_idle_then_its_guarantee_is_paid() -> None:
    """Each shift is guaranteed 4 h × 400 = 1 600 kr: Anna's run is filled up, the other costs all of it."""
    told = day(rider("anna", "10-20", ready_at="09:00"), car(tariff="garanti", shifts=SPLIT), PROMISED_HOURS)
    cost = price_plan(told.problem, [told.run("+anna -anna")])
    assert (cost.runs_ore, cost.idle_guarantee_ore) == (1_600_00, 1_600_00)


def test_shift_when_driven_twice_then_the_checker_says_so() -> None:
    """Two runs in one shift are two cars on paper and one in the yard."""
    told = day(rider("anna", "10-20", ready_at="09:00"), rider("bo", "20-10", ready_at="15:00"))
    twice = told.faults(told.run("+anna -anna"), told.run("+bo -bo"))
    assert twice == [("once", "bil", 1)]


def test_duration_when_limited_then_the_run_leaves_later() -> None:
    """Bo is ready 12:00 at kilometre 10; the run ends 12:30 at home and may last two hours.

    So it leaves no sooner than 10:30, and Anna, who could have gone 08:00, is fetched 10:40.
    """
    told = day(
        rider("anna", "10-20", pickup_window=between("08:00", "12:00")),
        rider("bo", "10-20", ready_at="12:00"),
        car(shifts=(shift("06:00", "18:00", max_duration_s=7_200),)),
    )
    run = told.run("+anna -anna +bo -bo")
    assert timetable(run) == "10:30 start, 10:40 +anna, 10:50 -anna, 12:00 +bo, 12:10 -bo, 12:30 end"


def test_duration_when_the_day_is_spread_too_wide_then_is_refused() -> None:
    """Anna by 10:00 and Bo at 12:00: leaving 09:50 for her and home 12:30 makes 2 h 40 min, 40 too many."""
    riders = (
        rider("anna", "10-20", pickup_window=between("08:00", "10:00")),
        rider("bo", "10-20", ready_at="12:00"),
    )
    limited = day(*riders, car(shifts=(shift("06:00", "18:00", max_duration_s=7_200),)))
    whole = day(*riders).run("+anna -anna +bo -bo")
    late = day(rider("anna", "10-20", pickup_window=between("10:00", "10:00")), riders[1])
    latest = late.run("+anna -anna +bo -bo")
    assert limited.faults(latest) == [("duration", "bil", 40 * 60)]
    assert limited.faults(whole) == [("duration", "bil", 160 * 60)]
    limited.refusal("+anna -anna +bo -bo")


def test_duration_when_the_break_is_taken_at_home_then_does_not_count_it() -> None:
    """Anna's run lasts 08:50–09:30, 40 min, and may. The break at 11:00 comes after it."""
    limited = car(shifts=(shift("06:00", "18:00", rest("11:00", "13:00"), max_duration_s=2_400),))
    run = day(rider("anna", "10-20", ready_at="09:00"), limited).run("+anna -anna")
    assert timetable(run).endswith("09:30 end, 11:00 break k0")


FETCHED = FixedStop("anna", FixedKind.PICKUP, at("08:00"))
DROPPED = FixedStop("anna", FixedKind.DROPOFF, at("08:40"))
UNDER_WAY = car(shifts=(shift("06:00", "18:00", frozen=(FETCHED,)),))
DRIVEN = car(shifts=(shift("06:00", "18:00", frozen=(FETCHED, DROPPED)),))


def test_frozen_stop_when_driven_then_keeps_its_time_whatever_the_window_says() -> None:
    """Anna was to be fetched from 08:30 but sat in the car 08:00. What is done is done."""
    run = day(rider("anna", "10-20", ready_at="08:30"), UNDER_WAY).run("+anna -anna")
    assert timetable(run) == "07:50 start, 08:00 +anna, 08:10 -anna, 08:30 end"


def test_frozen_stop_when_the_car_would_rather_wait_then_does_not_move() -> None:
    """Bo joins 08:30 at kilometre 12. A free plan would fetch Anna 08:28, but she sits there since 08:00."""
    told = day(rider("anna", "10-20"), rider("bo", "12-25", ready_at="08:30"), UNDER_WAY)
    run = told.run("+anna +bo -anna -bo")
    assert timetable(run).startswith("07:50 start, 08:00 +anna, 08:30 +bo, 08:38 -anna")


def test_ride_limit_when_both_ends_are_frozen_then_is_not_asked_again() -> None:
    """Anna rode 40 min where 15 were allowed. With one end still to come, the limit holds."""
    anna = rider("anna", "10-20", max_ride_s=900)
    assert "08:40 -anna" in timetable(day(anna, DRIVEN).run("+anna -anna"))
    detour = rider("bo", "4-5")
    assert day(anna, detour, UNDER_WAY).refusal("+anna +bo -bo -anna")


def test_rider_when_fetched_then_is_dropped_by_the_same_run() -> None:
    """Another car stands at Anna's door for nothing, but she already sits in the first."""
    near = car("nära", start_place="k10", end_place="k20")
    told = day(rider("anna", "10-20"), UNDER_WAY, near)
    assert riders_of(told.plan()) == {"bil": "+anna -anna"}
    elsewhere = told.problem.vehicles[1]
    moved = day(rider("anna", "10-20"), elsewhere).run("+anna -anna")
    assert ("frozen", "bil", 1) in told.faults(moved)


def test_run_when_under_way_then_cannot_be_planned_without_its_beginning() -> None:
    """A sequence that skips the frozen stops is no plan at all."""
    with pytest.raises(ValueError, match="frozen beginning"):
        day(rider("anna", "10-20"), rider("bo", "12-25"), UNDER_WAY).run("+bo -bo")


def test_break_when_the_beginning_is_frozen_then_is_not_taken_among_it() -> None:
    """Anna is dropped 08:40; a break to begin 07:00–08:30 cannot be taken before her stops, nor after."""
    resting = shift("06:00", "18:00", rest("07:00", "08:30"), frozen=(FETCHED, DROPPED))
    assert day(rider("anna", "10-20"), car(shifts=(resting,))).refusal("+anna -anna") is Reason.BREAK
    later = shift("06:00", "18:00", rest("07:00", "09:00"), frozen=(FETCHED, DROPPED))
    run = day(rider("anna", "10-20"), car(shifts=(later,))).run("+anna -anna")
    assert isinstance(run, Run)
    assert timetable(run).endswith("08:40 -anna, 09:00 end, 09:00 break k0")
