"""What is searched before the first question, so that nobody waits for compilation."""

from __future__ import annotations

from skjuts.cli.tiny_timetable import tiny_questions, tiny_timetable
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.kernels import (
    count_rides,
    reach_back_from,
    reach_from,
    scan_backward,
    scan_forward,
)
from skjuts.core.timetable.opening import OpenFeed

CALLED = (scan_forward, scan_backward, reach_from, reach_back_from, count_rides)
"""The kernels that Python calls; what these call is compiled into them."""


def test_tiny_questions_when_asked_then_use_every_compiled_part() -> None:
    """A yes, a no with its near miss, and a day outside the timetable. A part left out is slow later."""
    feed = OpenFeed(tiny_timetable())
    assert [ask_visit(feed, one).is_possible for one in tiny_questions()] == [True, False, None]
    assert [kernel for kernel in CALLED if not kernel.signatures] == []
