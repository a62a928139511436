"""What is searched before the first question, so that nobody waits for compilation."""

from __future__ import annotations

from skjuts.cli.tiny_timetable import tiny_questions, tiny_timetable
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.convoys import fill_times, split_convoys
from skjuts.core.timetable.kernels import reach_from, scan_forward
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.rides_left import count_rides_left
from skjuts.core.timetable.rounds import ride_in_rounds

CALLED = (split_convoys, fill_times, count_rides_left, ride_in_rounds, reach_from, scan_forward)
"""The kernels that Python calls; what these call is compiled into them."""


def test_tiny_questions_when_asked_then_use_every_compiled_part() -> None:
    """A yes, a no with its near miss, and a day outside the timetable. A part left out is slow later."""
    feed = OpenFeed(tiny_timetable())
    assert [ask_visit(feed, one).is_possible for one in tiny_questions()] == [True, False, None]
    assert [kernel for kernel in CALLED if not kernel.signatures] == []
