"""Breaks: taken once each, in order, in the first gap where the day still works.

A gap is a moment with nobody aboard and no order open: at home before leaving, where the vehicle stands
between two orders, or at home after the run. A break begins as soon as the vehicle has stopped there and
the break's time has come.
"""

from __future__ import annotations

from skjuts.core.planning.solution import Reason
from tests.spec.telling import between, car, day, rest, rider, shift, timetable

MORNING = rider("anna", "10-20", ready_at="09:00")
AFTERNOON = rider("bo", "20-10", ready_at="14:00")
BOTH = "+anna -anna +bo -bo"
LUNCH = car(shifts=(shift("06:00", "18:00", rest("11:00", "13:00")),))


def test_break_when_the_run_begins_later_then_is_taken_at_home_first() -> None:
    """Bo is ready 14:00. The first gap is before leaving: 11:00–11:30 at home."""
    run = day(AFTERNOON, LUNCH).run("+bo -bo")
    assert timetable(run) == "11:00 break k0, 13:40 start, 14:00 +bo, 14:10 -bo, 14:20 end"


def test_break_when_the_first_gap_would_make_somebody_late_then_waits_for_the_next() -> None:
    """Resting at home from 11:00 would fail Anna at 09:00. The next gap is where she was dropped."""
    run = day(MORNING, AFTERNOON, LUNCH).run(BOTH)
    assert timetable(run) == (
        "08:50 start, 09:00 +anna, 09:10 -anna, 11:00 break k20, 14:00 +bo, 14:10 -bo, 14:20 end"
    )


def test_break_when_the_run_is_over_before_it_then_is_taken_at_home() -> None:
    """Anna is done 09:10 and the car home 09:30. It rests there 11:00, after the run."""
    run = day(MORNING, LUNCH).run("+anna -anna")
    assert timetable(run) == "08:50 start, 09:00 +anna, 09:10 -anna, 09:30 end, 11:00 break k0"


def test_break_when_the_vehicle_stops_after_it_has_opened_then_begins_at_once() -> None:
    """Anna goes 11:20–11:30, so resting at home from 11:00 would fail her. She is done 11:30.

    The break begins that very minute, though nothing more happens until 14:00.
    """
    before_noon = rider("anna", "10-20", pickup_window=between("11:20", "11:30"))
    run = day(before_noon, AFTERNOON, LUNCH).run(BOTH)
    assert "11:20 +anna, 11:30 -anna, 11:30 break k20, 14:00 +bo" in timetable(run)


def test_break_when_the_vehicle_stops_after_it_has_closed_then_is_refused() -> None:
    """Break to begin 11:00–11:30, and one order from 10:55 to 11:35."""
    told = rider("anna", "0-40", pickup_window=between("10:55", "10:55"))
    resting = car(shifts=(shift("06:00", "18:00", rest("11:00", "11:30")),))
    assert day(told, resting).refusal("+anna -anna") is Reason.BREAK


def test_break_when_it_delays_an_order_within_its_window_then_is_still_the_first_gap() -> None:
    """Anna may go 10:30–11:40. Resting at home 11:00–11:30 she is fetched 11:40: the window allows it.

    Going first and resting afterwards would be kinder to her, but the first gap that works decides.
    """
    patient = rider("anna", "10-20", pickup_window=between("10:30", "11:40"))
    run = day(patient, LUNCH).run("+anna -anna")
    assert timetable(run) == "11:00 break k0, 11:30 start, 11:40 +anna, 11:50 -anna, 12:10 end"


def test_breaks_when_two_then_are_taken_in_order() -> None:
    """Coffee 09:00–10:00 for a quarter, lunch 11:00–13:00 for half an hour, Bo at 14:00: both at home."""
    twice = car(shifts=(shift("06:00", "18:00", rest("09:00", "10:00", 15), rest("11:00", "13:00")),))
    run = day(AFTERNOON, twice).run("+bo -bo")
    assert timetable(run).startswith("09:00 break k0, 11:00 break k0, 13:40 start")


def test_breaks_when_two_fit_the_same_gap_then_follow_each_other() -> None:
    """Both may begin from 11:00: the first takes 11:00–11:15, the second begins 11:15."""
    twice = car(shifts=(shift("06:00", "18:00", rest("11:00", "13:00", 15), rest("11:00", "13:00")),))
    run = day(MORNING, AFTERNOON, twice).run(BOTH)
    assert "09:10 -anna, 11:00 break k20, 11:15 break k20, 14:00 +bo" in timetable(run)


def test_break_when_somebody_is_aboard_then_is_refused() -> None:
    """Anna from 10:55, Bo from 11:45 until 12:45: the car is never empty while a break may begin."""
    anna = rider("anna", "0-60", pickup_window=between("10:55", "10:55"))
    bo = rider("bo", "50-10", pickup_window=between("11:45", "11:45"))
    resting = car(shifts=(shift("06:00", "18:00", rest("11:00", "12:30")),))
    assert day(anna, bo, resting).refusal("+anna +bo -anna -bo") is Reason.BREAK


def test_break_when_it_would_outlast_the_shift_then_is_refused() -> None:
    """Home 09:30, shift to 11:29: a break of half an hour from 11:00 would end a minute too late."""
    told = day(MORNING, car(shifts=(shift("06:00", "11:29", rest("11:00", "13:00")),)))
    assert told.refusal("+anna -anna") is Reason.BREAK
    assert day(MORNING, car(shifts=(shift("06:00", "11:30", rest("11:00", "13:00")),))).run("+anna -anna")


def test_break_when_left_out_then_the_checker_says_so() -> None:
    """A plan without the break is one break short."""
    without = day(MORNING).run("+anna -anna")
    assert day(MORNING, LUNCH).faults(without) == [("break", "bil", 1)]


def test_break_when_the_ends_are_open_then_is_taken_at_the_first_or_last_stop() -> None:
    """A car without a home rests at Bo's door before him, or at the hospital after Anna."""
    homeless = car(start_place=None, end_place=None, shifts=LUNCH.shifts)
    assert timetable(day(AFTERNOON, homeless).run("+bo -bo")).startswith("11:00 break k20, 14:00 +bo")
    assert timetable(day(MORNING, homeless).run("+anna -anna")).endswith("09:10 -anna, 11:00 break k20")
