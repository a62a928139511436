"""Why not: each limit is lifted alone, and where that gives a journey it was the obstacle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from skjuts.core.timetable.doors import Bound
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.journey import Hindrance, Obstacle, WayAnswer
from skjuts.core.timetable.kernels import LONG_AGO, Limits
from skjuts.core.timetable.objections import list_objections
from skjuts.core.timetable.question import LONGEST_WALK_M, MOST_CHANGES, VisitQuestion
from skjuts.core.timetable.reach import find_departure
from skjuts.core.timetable.surroundings import far_from_stops, without_service
from skjuts.core.timetable.telling import tell_day
from skjuts.core.timetable.ways import Way, find_best

WALK_STEPS: Final = (1.5, 3.0)
"""How many times the limit on a walk is tried before the longest walk of all."""
LEAST_LIFTED_M: Final = 500
"""What a limit of next to nothing is lifted from."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A limit taken away from a way."""

    way: Way
    is_access_unknown: bool = False


def explain(way: Way, question: VisitQuestion) -> WayAnswer:
    """What stands in the way of a way without a journey, with near misses; at least one obstacle."""
    if not way.doors.day.is_covered:
        return WayAnswer(None, None, (_outside(way),))
    around = [*without_service(way), *far_from_stops(way)]
    alone, is_unknown = _lifted_alone(way, question)
    together = [] if alone else _lifted_together(way, question)
    obstacles = _one_of_each([*alone, *together, *around])
    return WayAnswer(None if is_unknown else False, None, tuple(obstacles) or (_nothing(),))


def _lifted_alone(way: Way, question: VisitQuestion) -> tuple[list[Obstacle], bool]:
    """The obstacles that stand alone, and whether all hangs on access that nobody has told."""
    obstacles: list[Obstacle] = []
    is_unknown = False
    for kind in _kinds_of_lift(way, question):
        for lift in kind:
            journey = find_best(lift.way)
            if journey is not None:
                obstacles += list_objections(way, question, journey)
                is_unknown |= lift.is_access_unknown
                break
    return obstacles, is_unknown


def _lifted_together(way: Way, question: VisitQuestion) -> list[Obstacle]:
    """Limits lifted one after another, and kept lifted, until there is a journey."""
    if find_departure(way.doors, _without_limits(way), _hours(question)).leave_s == LONG_AGO:
        return []
    for lifted in _lift_more_and_more(way, question):
        journey = find_best(lifted)
        if journey is not None:
            return list_objections(way, question, journey)
    return []


def _kinds_of_lift(way: Way, question: VisitQuestion) -> Iterator[Iterable[Lift]]:
    """Each limit that holds, as ways to try in turn until one gives a journey."""
    limits = way.limits
    yield [Lift(_without_hours(way, question))]
    if limits.walk_m < LONGEST_WALK_M and _can_walk_farther(way):
        yield [Lift(_with(way, walk_m=metres)) for metres in _longer_walks(limits.walk_m)]
    if limits.rides <= MOST_CHANGES:
        yield [Lift(_with(way, rides=MOST_CHANGES + 1))]
    if limits.access_floor == Access.YES:
        unknown = Lift(_with(way, access_floor=int(Access.UNKNOWN)), is_access_unknown=True)
        yield [unknown, Lift(_with(way, access_floor=int(Access.NO)))]
    if limits.booked_at_s > LONG_AGO:
        yield [Lift(_with(way, booked_at_s=LONG_AGO))]


def _can_walk_farther(way: Way) -> bool:
    """Whether the longest walk alone would give a journey: one scan instead of one for each step."""
    longest = way.limits._replace(walk_m=LONGEST_WALK_M)
    return find_departure(way.doors, longest, way.bound).leave_s != LONG_AGO


def _without_limits(way: Way) -> Limits:
    return way.limits._replace(
        rides=MOST_CHANGES + 1, walk_m=LONGEST_WALK_M, access_floor=int(Access.NO), booked_at_s=LONG_AGO
    )


def _lift_more_and_more(way: Way, question: VisitQuestion) -> Iterator[Way]:
    lifted = _with(way, booked_at_s=LONG_AGO, access_floor=int(Access.NO))
    yield lifted
    lifted = _with(lifted, rides=MOST_CHANGES + 1)
    yield lifted
    yield _without_hours(lifted, question)
    for metres in _longer_walks(way.limits.walk_m):
        walked = _with(lifted, walk_m=metres)
        yield walked
        yield _without_hours(walked, question)


def _longer_walks(limit_m: int) -> list[int]:
    base_m = max(limit_m, LEAST_LIFTED_M)
    return [*(int(base_m * times) for times in WALK_STEPS if base_m * times < LONGEST_WALK_M), LONGEST_WALK_M]


def _without_hours(way: Way, question: VisitQuestion) -> Way:
    """The way there as early as it can end, or the way home as late as it can begin."""
    return replace(way, bound=_hours(question), is_latest=not way.is_latest)


def _hours(question: VisitQuestion) -> Bound:
    return Bound(question.leave_home_after_s, question.home_by_s)


def _with(way: Way, **changed: int) -> Way:
    return replace(way, limits=way.limits._replace(**changed))


def _one_of_each(obstacles: list[Obstacle]) -> list[Obstacle]:
    kept: dict[Hindrance, Obstacle] = {}
    for obstacle in obstacles:
        kept.setdefault(obstacle.hindrance, obstacle)
    return list(kept.values())


def _outside(way: Way) -> Obstacle:
    stamp, day = way.doors.feed.timetable.stamp, way.doors.day.day
    sentence = (
        f"Tidtabellen säger inget om {tell_day(day)}: den gäller från {tell_day(stamp.first_day)} "
        f"till {tell_day(stamp.last_day)}."
    )
    return Obstacle(Hindrance.OUTSIDE_FEED, None, None, None, sentence)


def _nothing() -> Obstacle:
    return Obstacle(
        Hindrance.NO_CONNECTION,
        None,
        None,
        None,
        "Det finns ingen resväg med kollektivtrafik den dagen, hur gränserna än sätts.",
    )
