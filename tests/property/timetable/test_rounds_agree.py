"""What makes the search fast against what is slow and obvious: the same times, and the same journeys."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.core.timetable.doors import Bound, Doors, limits_of, open_doors
from skjuts.core.timetable.kernels import LONG_AGO, NEVER, Limits
from skjuts.core.timetable.opening import OpenDay
from skjuts.core.timetable.reach import Departure, find_arrivals, find_departure
from skjuts.core.timetable.rounds import Schedule
from skjuts.core.timetable.scanning import scan_from
from skjuts.core.timetable.tracing import trace
from tests.property.timetable.oracle import NEVER as NOT_REACHED
from tests.property.timetable.oracle import Asked, latest_departure, list_arrivals
from tests.property.timetable.small_feeds import questions
from tests.property.timetable.test_search_agrees import open_asked

HOUR_S = 3600
DAY_END_S = 24 * HOUR_S
hours = st.integers(4, 20).map(lambda hour: hour * HOUR_S)


def doors_of(asked: Asked) -> Doors:
    """The two doors of a small feed."""
    return open_doors(open_asked(asked), asked.day, asked.origin, asked.target)


def asked_limits(asked: Asked) -> Limits:
    """What its traveller keeps to."""
    return limits_of(asked.traveller, asked.booked_at_s)


@settings(max_examples=300, deadline=None)
@given(asked=questions, leave_s=hours)
def test_rounds_when_driven_then_every_number_of_rides_is_as_early_as_the_oracles(
    asked: Asked, leave_s: int
) -> None:
    """A convoy's trip not looked at, or a stop skipped as too far, must never have been the better one."""
    arrivals, limits = list_arrivals(asked, leave_s), asked_limits(asked)
    for rides in range(1, limits.rides + 1):
        found = find_arrivals(doors_of(asked), limits._replace(rides=rides), Bound(leave_s, DAY_END_S))
        best_s = min(arrivals[: rides + 1])
        expected = best_s if best_s <= DAY_END_S else NEVER
        assert found.arrive_s == expected
        assert expected == NEVER or arrivals[found.rides] == best_s


@settings(max_examples=150, deadline=None)
@given(asked=questions, by_s=hours)
def test_rounds_when_driven_against_time_then_as_late_and_with_as_few_rides_as_the_oracle(
    asked: Asked, by_s: int
) -> None:
    """The same rounds with all times turned: a sign forgotten somewhere shows here."""
    found = find_departure(doors_of(asked), asked_limits(asked), Bound(4 * HOUR_S, by_s))
    expected = latest_departure(asked, 4 * HOUR_S, by_s)
    assert (found.leave_s, found.rides) == ((LONG_AGO, 0) if expected is None else expected[:2])


@settings(max_examples=300, deadline=None)
@given(asked=questions, by_s=hours)
def test_journeys_when_scanned_for_then_those_of_a_scan_that_skips_nothing(asked: Asked, by_s: int) -> None:
    """An appeal meets the same legs as the decision did, however much the scan may skip by now."""
    doors, limits = doors_of(asked), asked_limits(asked)
    late = find_departure(doors, limits, Bound(4 * HOUR_S, by_s))
    if late.leave_s != LONG_AGO:
        journey = trace(doors, scan_from(doors, limits, late, by_s))
        assert journey == trace(doors, scan_from(doors, limits, without_hints(late), by_s))


def without_hints(late: Departure) -> Departure:
    """The same departure, with nothing said of when arriving at a stop is too late."""
    return Departure(late.leave_s, late.rides, np.full_like(late.by_s, NEVER))


@settings(max_examples=150, deadline=None)
@given(asked=questions)
def test_far_apart_when_told_then_no_journey_at_any_hour(asked: Asked) -> None:
    """Nothing is searched then: a bus that was there after all would never be found."""
    doors, limits = doors_of(asked), asked_limits(asked)
    if doors.is_far_apart(limits) and not asked.rows.zone_services:
        assert min(list_arrivals(asked, 0)) == NOT_REACHED


@settings(max_examples=150, deadline=None)
@given(asked=questions)
def test_convoys_when_lined_up_then_the_days_connections_and_none_overtakes(asked: Asked) -> None:
    """A trip left out is a bus that nobody is offered; one that overtakes is a bus that is missed."""
    day = open_asked(asked).on(asked.day)
    for plan, sign in ((day.onward, 1), (day.against, -1)):
        assert Counter(list_hops(plan, sign)) == Counter(list_connections(day))
        for hop in range(len(plan.hop)):
            begin, trips = begin_of(plan, hop), plan.trips[plan.convoy[hop]]
            for times in (plan.departure_s, plan.arrival_s):
                assert (np.diff(times[begin : begin + trips]) >= 0).all()


def begin_of(plan: Schedule, hop: int) -> int:
    """Where the times of a hop begin."""
    convoy = plan.convoy[hop]
    return int(plan.begins[convoy] + (hop - plan.first[convoy]) * plan.trips[convoy])


def list_hops(plan: Schedule, sign: int) -> list[tuple[int, int, int, int]]:
    """(from stop, departure, to stop, arrival) of all that can be ridden, told with time."""
    found = []
    for hop in range(len(plan.hop)):
        begin = begin_of(plan, hop)
        for at in range(begin, begin + int(plan.trips[plan.convoy[hop]])):
            ends = (
                (int(plan.from_stop[hop]), int(plan.departure_s[at])),
                (int(plan.to_stop[hop]), int(plan.arrival_s[at])),
            )
            (origin, leave_s), (stop, arrive_s) = ends[::sign]
            if abs(leave_s) != NEVER:
                found.append((origin, sign * leave_s, stop, sign * arrive_s))
    return found


def list_connections(day: OpenDay) -> list[tuple[int, int, int, int]]:
    """The same of the connections that are scanned."""
    net = day.net
    columns = net.from_stop, net.departure_s, net.to_stop, net.arrival_s
    return list(zip(*(column.tolist() for column in columns), strict=True))
