"""Convoys: trips that call at the same stops under the same rules, none of which overtakes another.

Who can catch a trip of a convoy is never earlier anywhere by waiting for the next, so a search by rounds
looks at one trip of each. Trips are put together once for a feed; a day takes those that run.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.timetable.booking import Notice
from skjuts.core.timetable.deadlines import Deadlines
from skjuts.core.timetable.feed import NONE, StopService, Timetable
from skjuts.core.timetable.kernels import LONG_AGO, NEVER, Times
from skjuts.core.timetable.rides_left import Ways, make_ways
from skjuts.core.timetable.rounds import Schedule


class Convoys(NamedTuple):
    """Trips convoy by convoy, each in order of driving, and the number of the convoy of each."""

    trip: NDArray[np.int64]
    convoy: NDArray[np.int64]


class ServiceDay(NamedTuple):
    """A service day around the one asked about: which services run, and its deadlines.

    It begins `shift_s` later than the day asked about.
    """

    is_active: NDArray[np.bool_]
    deadlines: Deadlines
    shift_s: int


class _Calls(NamedTuple):
    """What the kernels below need of a timetable."""

    first: NDArray[np.int64]
    arrival_s: Times
    departure_s: Times


def make_convoys(timetable: Timetable) -> Convoys:
    """Put a feed's trips together; a trip of fewer than two calls is driven by nobody."""
    first = timetable.trips.first
    styles = _number_styles(timetable)
    driven = np.flatnonzero(np.diff(first) > 1)
    order = driven[np.lexsort((timetable.stop_times.departure_s[first[driven]], styles[driven]))]
    convoy = split_convoys(_calls_of(timetable), styles, order)
    by_convoy = np.argsort(convoy, kind="stable")
    return Convoys(order[by_convoy], convoy[by_convoy])


def line_up(
    timetable: Timetable, convoys: Convoys, days: list[ServiceDay], window: tuple[int, int]
) -> Schedule:
    """The convoys of some service days, with the connections that leave within `window` (its end not)."""
    parts = [_line_up_one(timetable, convoys, day, window) for day in days]
    sizes = [(len(part["from_stop"]), len(part["departure_s"])) for part in parts]
    hops_before, times_before = np.cumsum([(0, 0), *sizes], axis=0).T.tolist()
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    columns["first"] = _joined([part["first"] for part in parts], hops_before)
    columns["begins"] = _joined([part["begins"] for part in parts], times_before)
    return _schedule(columns, len(timetable.stops))


def against_time(plan: Schedule) -> Schedule:
    """The same convoys driven backwards, so that the latest departures become the earliest arrivals."""
    hops, times = len(plan.from_stop), len(plan.departure_s)
    turned: dict[str, NDArray[Any]] = {
        "first": hops - plan.first[::-1],
        "trips": plan.trips[::-1],
        "begins": times - plan.begins[::-1],
        "access": plan.access[::-1],
        "from_stop": plan.to_stop[::-1],
        "to_stop": plan.from_stop[::-1],
        "board_by": plan.leave_by[::-1],
        "leave_by": plan.board_by[::-1],
        "departure_s": -plan.arrival_s[::-1],
        "arrival_s": -plan.departure_s[::-1],
    }
    return _schedule(turned, len(plan.hop_from) - 1)


def list_ways(plan: Schedule) -> Ways:
    """The different ways of the convoys, in the direction of the schedule."""
    driven = set()
    for begin, end in pairwise(plan.first.tolist()):
        driven.add(plan.from_stop[begin:end].tobytes() + plan.to_stop[end - 1 : end].tobytes())
    return make_ways(len(plan.hop_from) - 1, driven)


def _schedule(columns: dict[str, NDArray[Any]], stops: int) -> Schedule:
    """The columns with what finds the hops from a stop."""
    from_stop, first = columns["from_stop"], columns["first"]
    convoy = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    return Schedule(
        **{name: np.ascontiguousarray(column) for name, column in columns.items()},
        hop_from=_sums(np.bincount(from_stop, minlength=stops)),
        hop=np.argsort(from_stop, kind="stable").astype(np.int32),
        convoy=convoy,
    )


def _line_up_one(
    timetable: Timetable, convoys: Convoys, day: ServiceDay, window: tuple[int, int]
) -> dict[str, NDArray[Any]]:
    calls, stop = _calls_of(timetable), timetable.stop_times.stop
    chosen = _running(timetable, convoys, day, window)
    trip, convoy = convoys.trip[chosen], convoys.convoy[chosen]
    leads = np.flatnonzero(np.diff(convoy, prepend=-1))
    leader = trip[leads]
    trips = np.diff(leads, append=len(trip))
    hops = np.diff(calls.first)[leader] - 1
    first, begins = _sums(hops), _sums(hops * trips)
    row = np.repeat(calls.first[leader] - first[:-1], hops) + np.arange(first[-1])
    departure_s, arrival_s = fill_times(calls, trip, (trips, hops, begins), day.shift_s, window)
    return {
        "first": first,
        "trips": trips.astype(np.int64),
        "begins": begins,
        "access": timetable.trips.access[leader],
        "from_stop": stop[row],
        "to_stop": stop[row + 1],
        "board_by": day.deadlines.of_boarding(row),
        "leave_by": day.deadlines.of_leaving(row + 1),
        "departure_s": departure_s,
        "arrival_s": arrival_s,
    }


def _running(
    timetable: Timetable, convoys: Convoys, day: ServiceDay, window: tuple[int, int]
) -> NDArray[np.bool_]:
    """Which of the convoys' trips run on a service day with some connection within the window."""
    first, departure_s = timetable.trips.first, timetable.stop_times.departure_s
    begins_s = departure_s[first[convoys.trip]] + day.shift_s
    last_s = departure_s[first[convoys.trip + 1] - 2] + day.shift_s
    is_active = day.is_active[timetable.trips.service[convoys.trip]]
    running: NDArray[np.bool_] = is_active & (last_s >= window[0]) & (begins_s < window[1])
    return running


def _number_styles(timetable: Timetable) -> NDArray[np.int64]:
    """A number for each trip: the same for those with the same stops, rules and access.

    A trip that must be booked so and so long before its own time is one of a kind.
    """
    times, trips = timetable.stop_times, timetable.trips
    rules = times.boarding_rule, times.leaving_rule
    calls = np.column_stack([times.stop, times.boarding, times.leaving, *rules]).astype(np.int32)
    first, access, alone = trips.first.tolist(), trips.access.tolist(), _is_one_of_a_kind(timetable).tolist()
    numbers: dict[tuple[bytes, int, int], int] = {}
    styles = (
        (calls[first[trip] : first[trip + 1]].tobytes(), access[trip], trip if alone[trip] else NONE)
        for trip in range(len(trips))
    )
    return np.array([numbers.setdefault(style, len(numbers)) for style in styles], dtype=np.int64)


def _is_one_of_a_kind(timetable: Timetable) -> NDArray[np.bool_]:
    times = timetable.stop_times
    follows_time = [rule.notice is not Notice.EARLIER_DAY for rule in timetable.booking_rules]
    by_rule = np.array([*follows_time, False], dtype=np.bool_)  # the last one stands for no rule
    is_alone = (times.boarding == StopService.BOOKED) & by_rule[times.boarding_rule]
    is_alone |= (times.leaving == StopService.BOOKED) & by_rule[times.leaving_rule]
    before = _sums(is_alone)
    return np.diff(before[timetable.trips.first]) > 0


def _calls_of(timetable: Timetable) -> _Calls:
    times = timetable.stop_times
    return _Calls(timetable.trips.first, times.arrival_s, times.departure_s)


def _sums(numbers: NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.int64]:
    """What has gone before each, and all of it."""
    sums = np.zeros(len(numbers) + 1, dtype=np.int64)
    np.cumsum(numbers, out=sums[1:])
    return sums


def _joined(offsets: list[NDArray[np.int64]], before: list[int]) -> NDArray[np.int64]:
    """Offsets of parts that now stand one after another."""
    moved = [one[:-1] + gone for one, gone in zip(offsets, before, strict=False)]
    return np.concatenate([*moved, np.array([before[-1]], dtype=np.int64)])


@njit(cache=True, nogil=True)
def _is_behind(calls: _Calls, one: int, other: int) -> bool:
    """Whether a trip is nowhere ahead of another with the same stops."""
    begin, ahead = calls.first[one], calls.first[other]
    for call in range(calls.first[one + 1] - begin):
        if calls.departure_s[begin + call] < calls.departure_s[ahead + call]:
            return False
        if calls.arrival_s[begin + call] < calls.arrival_s[ahead + call]:
            return False
    return True


@njit(cache=True, nogil=True)
def split_convoys(calls: _Calls, styles: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """A convoy for each trip of `order`, which goes style by style: the first that it can stand last in."""
    convoy = np.empty(len(order), dtype=np.int64)
    last = np.empty(len(order), dtype=np.int64)
    made, of_style = 0, 0
    for i in range(len(order)):
        trip = order[i]
        if i > 0 and styles[trip] != styles[order[i - 1]]:
            of_style = made
        found = of_style
        while found < made and not _is_behind(calls, trip, last[found]):
            found += 1
        convoy[i], last[found] = found, trip
        made = max(made, found + 1)
    return convoy


@njit(cache=True, nogil=True)
def fill_times(
    calls: _Calls,
    trip: NDArray[np.int64],
    shape: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    shift_s: int,
    window: tuple[int, int],
) -> tuple[Times, Times]:
    """Departures and arrivals, convoy by convoy and hop by hop; outside the window nobody can ride."""
    trips, hops, begins = shape
    departure_s = np.empty(begins[-1], dtype=np.int32)
    arrival_s = np.empty(begins[-1], dtype=np.int32)
    leader = 0
    for g in range(len(trips)):
        for place in range(trips[g]):
            row = calls.first[trip[leader + place]]
            for hop in range(hops[g]):
                at = begins[g] + hop * trips[g] + place
                departure_s[at] = calls.departure_s[row + hop] + shift_s
                arrival_s[at] = calls.arrival_s[row + hop + 1] + shift_s
                if departure_s[at] < window[0]:
                    departure_s[at] = arrival_s[at] = LONG_AGO
                elif departure_s[at] >= window[1]:
                    departure_s[at] = arrival_s[at] = NEVER
        leader += trips[g]
    return departure_s, arrival_s
