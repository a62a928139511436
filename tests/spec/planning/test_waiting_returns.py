"""Out, wait and back: the vehicle stays with the rider during the visit.

The return is the run's very next stop, at the place of the outbound dropoff, no sooner than the visit is
over. The order stays open and nobody else is aboard. Both rides are served, or neither.
"""

from __future__ import annotations

from skjuts.core.planning.problem import PoolingRules, Request, Wait
from skjuts.core.planning.solution import Reason
from tests.spec.telling import between, car, day, reasons_of, rest, rider, riders_of, shift, timetable

OUT = rider("ut", "10-20", arrive_by="10:00", dropoff_service_s=300)
WHOLE = "+ut -ut +hem -hem"


def back(**details: object) -> Request:
    """The way home after a visit of half an hour."""
    return rider("hem", "20-10", wait=Wait("ut", 1_800), **details)


def test_return_when_the_visit_is_over_then_starts_at_once() -> None:
    """In at 09:30, five minutes of help to 09:35, half an hour's visit to 10:05, home 10:15."""
    run = day(OUT, back()).run(WHOLE)
    assert timetable(run) == "09:10 start, 09:20 +ut, 09:30 -ut, 10:05 +hem, 10:15 -hem, 10:25 end"


def test_return_when_ready_later_than_the_visit_takes_then_the_way_out_moves_up_too() -> None:
    """Home no sooner than 10:30. The visit may then begin 09:55 + 5 min, still within the appointment."""
    run = day(OUT, back(pickup_window=between("10:30", "12:00"))).run(WHOLE)
    assert timetable(run) == "09:35 start, 09:45 +ut, 09:55 -ut, 10:30 +hem, 10:40 -hem, 10:50 end"


def test_visit_when_it_takes_longer_than_the_return_can_wait_then_is_refused() -> None:
    """The visit ends 10:05 at the earliest, and home is asked for by 10:04."""
    assert day(OUT, back(pickup_window=between("09:00", "10:05"))).run(WHOLE)
    assert day(OUT, back(pickup_window=between("09:00", "10:04"))).refusal(WHOLE) is Reason.WINDOW


def test_wait_when_somebody_is_fetched_meanwhile_then_is_refused() -> None:
    """The car does not leave the rider: no errand for Bo between the way out and the way home."""
    assert day(OUT, back(), rider("bo", "20-21")).refusal("+ut -ut +bo -bo +hem -hem") is Reason.WAIT


def test_wait_when_somebody_is_still_aboard_then_is_refused() -> None:
    """Nobody has to sit through another's visit: Bo is to be dropped before it, or taken after."""
    told = day(OUT, back(), rider("bo", "10-25"))
    assert told.refusal("+ut +bo -ut +hem -hem -bo") is Reason.WAIT
    assert told.run("+bo -bo +ut -ut +hem -hem")


def test_company_when_it_leaves_before_the_visit_then_shares_the_way_out() -> None:
    """Out and home are ordinary rides: Bo rides along out, Cia rides along home."""
    told = day(OUT, back(), rider("bo", "12-18"), rider("cia", "18-12"))
    assert told.run("+ut +bo -bo -ut +hem +cia -cia -hem")


def test_return_when_taken_by_itself_then_is_refused_and_so_is_the_way_out() -> None:
    """Neither half of an out–wait–return may be served without the other."""
    assert day(OUT, back()).refusal("+ut -ut") is Reason.WAIT
    assert day(OUT, back()).refusal("+hem -hem") is Reason.WAIT
    half = day(OUT).run("+ut -ut")
    assert ("wait", "hem", 1) in day(OUT, back()).faults(half)


def test_return_when_it_cannot_be_driven_then_the_way_out_is_left_out_too() -> None:
    """The shift ends 10:20, home is reached 10:25. Out alone could be driven, but the planner leaves both."""
    short = car(shifts=(shift("06:00", "10:20"),))
    plan = day(OUT, back(), short).plan()
    assert riders_of(plan) == {}
    assert reasons_of(plan).keys() == {"ut", "hem"}
    assert day(OUT, short).plan().unserved == ()


def test_wait_when_dearer_than_leaving_both_out_then_nobody_is_served() -> None:
    """Start 50, 20 km × 10 and approach 50 make 300 kr. The two may go unserved for 2 × 149 kr: they do."""
    cheap = PoolingRules(unserved_ore={3: 149_00})
    assert reasons_of(day(OUT, back(), rules=cheap).plan()) == {"ut": "price", "hem": "price"}
    dear = PoolingRules(unserved_ore={3: 151_00})
    assert riders_of(day(OUT, back(), rules=dear).plan()) == {"bil": WHOLE}


def test_wait_when_a_break_is_due_then_is_not_the_break() -> None:
    """A break to begin 09:40–10:10. The car waits 09:35–10:05, but the rider may come any moment."""
    resting = car(shifts=(shift("06:00", "18:00", rest("09:40", "10:10")),))
    assert day(OUT, back(), resting).refusal(WHOLE) is Reason.BREAK
