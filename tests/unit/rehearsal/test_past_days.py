"""Invented past days: the same each time, and known by a desk no earlier than a desk would."""

from __future__ import annotations

import pytest

from skjuts.core.planning.problem import ReferenceSide
from skjuts.core.ports.past_days import BookedDay
from skjuts.rehearsal.past_days import RIDES, invent_past_day, list_invented_days


@pytest.fixture(scope="module")
def day() -> BookedDay:
    """A Wednesday."""
    return invent_past_day("dag-03")


def test_days_when_listed_are_four_weeks_with_names_of_their_own() -> None:
    """Twenty weekdays, none called as another."""
    listed = list_invented_days()
    assert len({one.id for one in listed}) == len({one.title for one in listed}) == 20
    assert listed[2].title == "Påhittad onsdag, vecka 1"
    assert listed[5].title == "Påhittad måndag, vecka 2"


def test_day_when_invented_again_is_the_same(day: BookedDay) -> None:
    """Figures of last month can be computed again."""
    again = invent_past_day("dag-03")
    assert again.problem.requests == day.problem.requests
    assert (again.booked_s, again.returns, again.areas) == (day.booked_s, day.returns, day.areas)
    assert len(day.problem.requests) == RIDES


def test_bookings_when_told_come_late_only_where_they_can(day: BookedDay) -> None:
    """Whoever calls when ready, and some of the others; never dialysis, school or a vehicle that waits."""
    by_id = {one.id: one for one in day.problem.requests}
    called = {one.id for one in day.problem.requests if one.reference is ReferenceSide.WILL_CALL}
    assert called < day.booked_s.keys()
    for name, at in day.booked_s.items():
        assert 0 <= at <= by_id[name].pickup_window.earliest_s
        assert by_id[name].wait is None
    same_day = day.booked_s.keys() - called
    assert not {by_id[name].category for name in same_day} & {"dialysis", "school"}


def test_returns_and_areas_when_told_belong_to_the_day(day: BookedDay) -> None:
    """Every place lies somewhere, and every return has its way out."""
    assert day.areas.keys() == {one.id for one in day.problem.places}
    assert {"Östersund", "Härjedalen"} <= set(day.areas.values())
    ids = {one.id for one in day.problem.requests}
    assert day.returns
    assert set(day.returns) | set(day.returns.values()) <= ids
