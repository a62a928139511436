"""Loading ahead: what the first page and the first hint need is there before somebody asks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import engines

from skjuts.config.warming import warm_up
from skjuts.core.kernel.errors import BadConfiguration
from skjuts.core.ports.timetables import timetables
from skjuts.core.timetable.opening import OpenFeed
from skjuts.web.jinja_environment import environment


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
        warm_up()
    assert shelf.asked == 1


def test_templates_when_a_process_begins_then_all_are_read() -> None:
    """No page waits for its templates to be compiled."""
    ours = engines["jinja2"].env
    ours.cache.clear()
    with timetables.holding(Shelf()):
        warm_up()
    assert len(ours.cache) == len(ours.list_templates(extensions=["html"]))


def test_templates_when_another_process_opens_then_nothing_is_compiled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Compiling takes seconds; the second process finds what the first one made."""
    first = engines["jinja2"].env
    first.get_template("web/layout.html")
    second = environment(loader=first.loader)
    monkeypatch.setattr(second, "compile", pytest.fail)
    assert second.get_template("web/layout.html").name == "web/layout.html"


def test_timetable_when_it_cannot_be_read_then_the_process_goes_on() -> None:
    """Whoever asks for it is told; those who do not are served."""
    shelf = Shelf(is_faulty=True)
    with timetables.holding(shelf):
        warm_up()
    assert shelf.asked == 1
