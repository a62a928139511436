"""Rides in rounds, over convoys: how early one can be there, with one ride more for each round.

Compiled, and readable as plain Python. The search is RAPTOR (Delling, Pajor and Werneck 2015,
"Round-Based Public Transit Routing"): a round drives each convoy once from the first stop where the
round before got anybody earlier, and every stop that is gained is walked from once. A connection scan
walks from a stop each time that somebody gets there a little earlier with another number of rides, and
looks at every connection of the day; where only times are asked for, rounds give them several times
as fast. Latest departures are the same search against time: see `Schedule`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from skjuts.core.timetable.kernels import NEVER, Footpaths, Limits, Times, change_seconds
from skjuts.core.timetable.rides_left import ABOARD, STANDING


class Schedule(NamedTuple):
    """The day's convoys: trips with the same stops and rules, none of which overtakes another.

    Convoy `g` drives the hops `first[g] : first[g + 1]`, each from one stop to the next. Its times
    stand from `begins[g]`, hop by hop and in each the `trips[g]` trips in order. `hop_from[s]` up to
    `hop_from[s + 1]` are where in `hop` those from stop `s` are told, and `convoy[h]` is hop `h`'s.
    A search against time has the hops and trips the other way round, and times below zero.
    """

    first: NDArray[np.int64]
    trips: NDArray[np.int64]
    begins: NDArray[np.int64]
    access: NDArray[np.uint8]
    from_stop: NDArray[np.int32]
    to_stop: NDArray[np.int32]
    board_by: Times
    leave_by: Times
    departure_s: Times
    arrival_s: Times
    hop_from: NDArray[np.int64]
    hop: NDArray[np.int32]
    convoy: NDArray[np.int32]


class Field(NamedTuple):
    """Where one rides and walks: `access` is each stop's, `paths` lead in the direction of the search."""

    schedule: Schedule
    paths: Footpaths
    access: NDArray[np.uint8]


class Rounds(NamedTuple):
    """What the rounds fill in, all of it earliest seconds, `NEVER` where nothing is gained.

    `at[k, s]`: ready to board at stop `s` after `k` rides, where that is earlier than after fewer.
    `end_at[k]`: at the far door. `ready_s[s]`: the best of `at` that anything is compared with.
    `far_s[s]` are the walks to the far door; arriving at `s` after `useful_s[s]` is of no use, nor
    with fewer rides left than `rides_left` (see `count_rides_left`).
    """

    at: Times
    end_at: Times
    ready_s: Times
    far_s: Times
    useful_s: Times
    rides_left: NDArray[np.int8]


class Gains(NamedTuple):
    """The earliest arrival at each stop, the round that gave it, and (only one) the latest second of use."""

    arrived_s: Times
    round: NDArray[np.int32]
    latest_s: Times


@njit(cache=True, nogil=True)
def _walk_on(labels: Rounds, field: Field, limits: Limits, k: int, where: tuple[int, int]) -> None:
    """From leaving a vehicle to being ready for the next, at the stops around."""
    stop, arrival_s = where
    paths, after = field.paths, labels.at[k]
    for p in range(paths.first[stop], paths.first[stop + 1]):
        if paths.metres[p] > limits.walk_m:
            break
        to = paths.stop[p]
        ready_s = arrival_s + change_seconds(paths.metres[p], paths.least_s[p], limits)
        is_of_use = k + labels.rides_left[STANDING, to] <= limits.rides
        if ready_s < labels.ready_s[to] and is_of_use:
            labels.ready_s[to] = ready_s
            after[to] = ready_s


@njit(cache=True, nogil=True)
def _first_caught(departure_s: Times, base: int, trips: int, ready_s: int) -> int:
    """The first of a hop's trips that does not leave before one is ready; the last one is known not to."""
    low, high = 0, trips - 1
    while low < high:
        middle = (low + high) // 2
        if departure_s[base + middle] >= ready_s:
            high = middle
        else:
            low = middle + 1
    return low


@njit(cache=True, nogil=True)
def _is_open(by_s: int, access: int, limits: Limits) -> bool:
    return by_s >= limits.booked_at_s and access >= limits.access_floor


@njit(cache=True, nogil=True)
def _drive(labels: Rounds, field: Field, limits: Limits, gains: Gains, ride: tuple[int, int], k: int) -> None:
    """Ride round `k` along a convoy from its hop `ride[1]` on, with the first trip that can be caught."""
    g, begin = ride
    plan, before = field.schedule, labels.at[k - 1]
    latest_s, trips = gains.latest_s[0], plan.trips[g]
    aboard, base = trips, plan.begins[g] + (begin - plan.first[g]) * trips
    for hop in range(begin, plan.first[g + 1]):
        origin, stop = plan.from_stop[hop], plan.to_stop[hop]
        ready_s = before[origin]
        can_catch = ready_s <= latest_s and aboard > 0 and ready_s <= plan.departure_s[base + aboard - 1]
        if can_catch and _is_open(plan.board_by[hop], field.access[origin], limits):
            aboard = _first_caught(plan.departure_s, base, aboard, ready_s)
        if aboard < trips:
            arrival_s = plan.arrival_s[base + aboard]
            is_better = arrival_s <= latest_s and arrival_s < gains.arrived_s[stop]
            is_better = is_better and arrival_s <= labels.useful_s[stop]
            is_of_use = is_better and k + labels.rides_left[ABOARD, stop] <= limits.rides
            if is_of_use and _is_open(plan.leave_by[hop], field.access[stop], limits):
                gains.arrived_s[stop], gains.round[stop] = arrival_s, k
                latest_s = _end_at(labels, k, arrival_s + labels.far_s[stop], latest_s)
        base += trips
    gains.latest_s[0] = latest_s


@njit(cache=True, nogil=True)
def _end_at(labels: Rounds, k: int, end_s: int, latest_s: int) -> int:
    """Note an end in time. Returns the latest second that is still of use: nobody asks for later ends."""
    if end_s > latest_s:
        return latest_s
    labels.end_at[k] = min(labels.end_at[k], end_s)
    return end_s


@njit(cache=True, nogil=True)
def _find_begins(plan: Schedule, ready_s: Times, latest_s: int, begins: NDArray[np.int32]) -> bool:
    """Where on each convoy somebody was gained by the round before; tells whether there is any."""
    is_any = False
    for stop in range(len(ready_s)):
        if ready_s[stop] <= latest_s:
            is_any = True
            for i in range(plan.hop_from[stop], plan.hop_from[stop + 1]):
                hop = plan.hop[i]
                begins[plan.convoy[hop]] = min(begins[plan.convoy[hop]], hop)
    return is_any


@njit(cache=True, nogil=True)
def _ride_round(
    labels: Rounds, field: Field, limits: Limits, gains: Gains, begins: NDArray[np.int32], k: int
) -> None:
    """Drive the convoys from where they begin, then walk from what they gained."""
    plan, none = field.schedule, len(field.schedule.hop)
    for g in range(len(plan.trips)):
        if begins[g] < none and plan.access[g] >= limits.access_floor:
            _drive(labels, field, limits, gains, (g, begins[g]), k)
    begins[:] = none
    if k == limits.rides:
        return
    for stop in range(len(gains.round)):
        if gains.round[stop] == k and gains.arrived_s[stop] <= gains.latest_s[0]:
            _walk_on(labels, field, limits, k, (stop, gains.arrived_s[stop]))


@njit(cache=True, nogil=True)
def ride_in_rounds(
    labels: Rounds, field: Field, limits: Limits, fetched: tuple[NDArray[np.int32], Times], latest_s: int
) -> None:
    """Fill in `labels`, whose round 0 tells where one is ready at first.

    `fetched` are the stops where a first ride that no trip makes leaves one, and when. Nothing is
    looked for after `latest_s`, nor after the earliest arrival with fewer rides.
    """
    stops, convoys = labels.at.shape[1], len(field.schedule.trips)
    arrived_s = np.full(stops, NEVER, dtype=np.int32)
    last_s = np.full(1, min(latest_s, labels.end_at.min()), dtype=np.int32)
    gains = Gains(arrived_s, np.zeros(stops, dtype=np.int32), last_s)
    begins = np.full(convoys, len(field.schedule.hop), dtype=np.int32)
    if limits.rides > 1:
        for i in range(len(fetched[0])):
            _walk_on(labels, field, limits, 1, (fetched[0][i], fetched[1][i]))
    for k in range(1, limits.rides + 1):
        is_any = _find_begins(field.schedule, labels.at[k - 1], gains.latest_s[0], begins)
        if k > 1 and not is_any:
            break
        _ride_round(labels, field, limits, gains, begins, k)
