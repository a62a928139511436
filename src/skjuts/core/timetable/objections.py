"""What a journey breaks of the limits that a way was asked with: the obstacles, with the near miss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skjuts.core.kernel.service_time import format_service_time
from skjuts.core.timetable.booking import DEADLINE_UNKNOWN, NOTHING_TO_BOOK
from skjuts.core.timetable.feed import Access
from skjuts.core.timetable.journey import Hindrance, Journey, Obstacle, RideLeg
from skjuts.core.timetable.kernels import LONG_AGO
from skjuts.core.timetable.question import VisitQuestion
from skjuts.core.timetable.telling import tell_booking, tell_changes, tell_line, tell_metres
from skjuts.core.timetable.ways import Way


def list_objections(way: Way, question: VisitQuestion, journey: Journey) -> list[Obstacle]:
    """Every limit of the way that the journey goes past."""
    return [
        *_too_late(way, question, journey),
        *_too_early(way, question, journey),
        *_walk_too_long(way, journey),
        *_too_many_changes(way, journey),
        *_inaccessible(way, journey),
        *_must_be_booked(way, question.day, journey),
    ]


def _too_late(way: Way, question: VisitQuestion, journey: Journey) -> Iterator[Obstacle]:
    by_s = way.bound.latest_s
    if journey.arrive_s <= by_s:
        return
    visit = (
        ""
        if question.visit_start_s is None
        else f" till besöket {format_service_time(question.visit_start_s)}"
    )
    sentence = (
        f"Första möjliga resan är framme {format_service_time(journey.arrive_s)}{_aboard(journey)}, "
        f"men man ska vara framme {format_service_time(by_s)}{visit}."
    )
    yield Obstacle(Hindrance.TOO_LATE, by_s, journey.arrive_s, journey, sentence)


def _too_early(way: Way, question: VisitQuestion, journey: Journey) -> Iterator[Obstacle]:
    after_s = way.bound.earliest_s
    if journey.depart_s >= after_s:
        return
    visit = (
        ""
        if question.visit_end_s is None
        else f"besöket slutar {format_service_time(question.visit_end_s)} och "
    )
    sentence = (
        f"Sista möjliga resan hem börjar {format_service_time(journey.depart_s)}{_aboard(journey)}, "
        f"men {visit}man kan gå därifrån {format_service_time(after_s)}."
    )
    yield Obstacle(Hindrance.TOO_EARLY, after_s, journey.depart_s, journey, sentence)


def _aboard(journey: Journey) -> str:
    if not journey.rides:
        return ""
    ride = journey.rides[0]
    return f" ({tell_line(ride)} från {ride.from_halt.name} går {format_service_time(ride.depart_s)})"


def _walk_too_long(way: Way, journey: Journey) -> Iterator[Obstacle]:
    limit_m = way.limits.walk_m
    walk = max(journey.walks, key=lambda one: one.metres, default=None)
    if walk is None or walk.metres <= limit_m:
        return
    about = "ungefär " if walk.is_estimate else ""
    sentence = (
        f"Gångvägen från {walk.from_name} till {walk.to_name} är {about}{tell_metres(walk.metres)}; "
        f"gränsen är {tell_metres(limit_m)}."
    )
    yield Obstacle(Hindrance.WALK_TOO_LONG, limit_m, walk.metres, journey, sentence)


def _too_many_changes(way: Way, journey: Journey) -> Iterator[Obstacle]:
    most = way.limits.rides - 1
    if journey.changes <= most:
        return
    sentence = f"Resan kräver {tell_changes(journey.changes)}; högst {most} godtas."
    yield Obstacle(Hindrance.TOO_MANY_CHANGES, most, journey.changes, journey, sentence)


def _inaccessible(way: Way, journey: Journey) -> Iterator[Obstacle]:
    if way.limits.access_floor != Access.YES or journey.access is Access.YES:
        return
    ride = min(journey.rides, key=lambda one: one.access)
    which = f"{tell_line(ride)} från {ride.from_halt.name} till {ride.to_halt.name}"
    if journey.access is Access.NO:
        hindrance, sentence = Hindrance.INACCESSIBLE, f"Det går inte att åka {which} med rullstol."
    else:
        hindrance, sentence = Hindrance.ACCESS_UNKNOWN, f"Det är okänt om {which} går att åka med rullstol."
    yield Obstacle(hindrance, None, None, journey, sentence)


def _must_be_booked(way: Way, day: date, journey: Journey) -> Iterator[Obstacle]:
    asked_s = way.limits.booked_at_s
    rides = [ride for ride in journey.rides if _book_by_s(ride) < asked_s]
    if not rides:
        return
    ride = min(rides, key=_book_by_s)
    if ride.booking is None:
        return
    told = f"{tell_line(ride)} från {ride.from_halt.name} {tell_booking(ride.booking, day)}"
    sentence = f"{told[0].upper()}{told[1:]}."
    limit_s = asked_s if LONG_AGO < asked_s < NOTHING_TO_BOOK else None
    yield Obstacle(Hindrance.MUST_BE_BOOKED, limit_s, ride.booking.latest_s, journey, sentence)


def _book_by_s(ride: RideLeg) -> int:
    if ride.booking is None:
        return NOTHING_TO_BOOK
    return DEADLINE_UNKNOWN if ride.booking.latest_s is None else ride.booking.latest_s
