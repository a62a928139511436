"""The questions: to a visit and home again, and the departures of a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from skjuts.core.kernel.service_time import HOUR_S
from skjuts.core.timetable.doors import OUT_OF_REACH_M, Bound, Doors, limits_of, open_doors
from skjuts.core.timetable.journey import METHOD, Journey, VisitAnswer, WayAnswer
from skjuts.core.timetable.obstacles import explain
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, Traveller, VisitQuestion
from skjuts.core.timetable.ways import Way, find_best, list_best
from skjuts.core.timetable.zone_rides import ZoneRides, list_zone_rides

LAST_ARRIVAL_S: Final = 36 * HOUR_S
"""Listed departures arrive by noon of the day after."""


def ask_visit(feed: OpenFeed, question: VisitQuestion) -> VisitAnswer:
    """Answer both ways of a visit (or the one that is asked about), with all that a replay needs."""
    doors = open_doors(feed, question.day, question.home, question.visit)
    outward = homeward = None
    if question.visit_start_s is not None:
        bound = Bound(question.leave_home_after_s, question.visit_start_s - question.arrive_margin_s)
        outward = _answer(_way(doors, question, bound, is_latest=True), question)
    if question.visit_end_s is not None:
        bound = Bound(question.visit_end_s + question.leave_margin_s, question.home_by_s)
        homeward = _answer(_way(_turned(doors), question, bound, is_latest=False), question)
    return VisitAnswer(
        question=question,
        stamp=feed.timetable.stamp,
        method=METHOD,
        walks_from=doors.walks_from,
        outward=outward,
        homeward=homeward,
    )


def list_departures(
    feed: OpenFeed, ends: tuple[Spot, Spot], day: date, window: Bound, traveller: Traveller
) -> tuple[Journey, ...]:
    """Journeys that leave within a window and that no other beats, for showing alternatives.

    `window` bounds when one leaves the first door; arrival is bounded by noon of the day after.
    Walking all the way and being driven all the way within a zone are not listed: they can begin
    at any second.
    """
    doors = open_doors(feed, day, *ends)
    rides = replace(doors.zone_rides, whole=doors.zone_rides.whole.none())
    bounded = replace(doors, between_m=OUT_OF_REACH_M, zone_rides=rides)
    way = Way(bounded, limits_of(traveller, None), Bound(window.earliest_s, LAST_ARRIVAL_S), is_latest=False)
    return list_best(way, window.latest_s)


def _way(doors: Doors, question: VisitQuestion, bound: Bound, *, is_latest: bool) -> Way:
    return Way(doors, limits_of(question.traveller, question.booked_at_s), bound, is_latest)


def _answer(way: Way, question: VisitQuestion) -> WayAnswer:
    journey = find_best(way) if way.doors.day.is_covered else None
    if journey is None:
        return explain(way, question)
    return WayAnswer(is_possible=True, journey=journey, obstacles=())


def _turned(doors: Doors) -> Doors:
    """The same doors the other way; walks are taken as long as before."""
    rides: ZoneRides = list_zone_rides(doors.feed, doors.day, doors.target, doors.origin)
    return replace(
        doors,
        origin=doors.target,
        target=doors.origin,
        origin_m=doors.target_m,
        target_m=doors.origin_m,
        zone_rides=rides,
    )
