"""Loading ahead: what the first hint needs is there before somebody asks."""

from __future__ import annotations

import datetime as dt

from skjuts.config.warming import begin_warming, load_rules
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.timetables import timetables
from skjuts.core.timetable.opening import OpenFeed


class Shelf:
    """Counts who asks; perhaps it cannot be read."""

    def __init__(self, *, is_faulty: bool = False) -> None:
        self.asked, self.is_faulty = 0, is_faulty

    def find_feed(self, day: dt.date) -> OpenFeed | None:
        """No feed."""
        del day
        self.asked += 1
        if self.is_faulty:
            raise BadConfiguration("Tidtabellen saknas.")
        return None


def test_timetable_when_a_process_begins_then_it_is_read_before_anybody_asks() -> None:
    """The first hint of the day is as quick as the second."""
    shelf = Shelf()
    with timetables.holding(shelf):
        thread = begin_warming()
        thread.join(timeout=120)
    assert not thread.is_alive()
    assert shelf.asked == 1


def test_timetable_when_it_cannot_be_read_then_the_process_goes_on() -> None:
    """Whoever asks for it is told; those who do not are served."""
    shelf = Shelf(is_faulty=True)
    with timetables.holding(shelf):
        load_rules()
    assert shelf.asked == 1
