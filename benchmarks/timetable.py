"""Both directions of one visit on a large invented county: time per question, and per newly opened day.

Towns lie in a grid; every line runs from some town towards one of four large ones, all day and both ways,
until the feed has 300 000 stop times that all run every weekday. Homes lie at random near stops, visits in
large towns or (every third) anywhere, so that some questions are easy, some need changes and some have no
answer, with all that it takes to say why. Questions are timed by processor time, as verdicts are.
"""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import numpy as np

from benchmarks.rows import Row, Session
from skjuts.core.timetable.asking import ask_visit
from skjuts.core.timetable.assembling import CallRow, FeedRows, StopRow, TripRow, assemble
from skjuts.core.timetable.feed import Access, FeedStamp, Line, Services, Timetable
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, Traveller, VisitQuestion

SEED = 11
TARGET_P95_MS = 20.0
STOP_TIMES, QUICK_STOP_TIMES = 300_000, 60_000
FIRST_DAY, DAYS = date(2026, 3, 2), 28
TOWNS_A_SIDE, STOPS_PER_TOWN = 12, 14
TOWN_DEGREES, STOP_DEGREES = 0.12, 0.006
CALLS_PER_TRIP = 25
LARGE_TOWNS = (3 * 12 + 3, 3 * 12 + 8, 8 * 12 + 3, 8 * 12 + 8)


def measure_timetable(session: Session) -> list[Row]:
    """Questions on an open day, questions without an answer apart, and opening a day."""
    wanted = QUICK_STOP_TIMES if session.is_quick else STOP_TIMES
    session.say(f"Timetable: {wanted} stop times")
    timetable = make_timetable(wanted)
    began = time.perf_counter()
    feed = OpenFeed(timetable)
    opened_s = time.perf_counter() - began
    days_ms = _time_days(feed)
    questions = draw_questions(timetable, 200 if session.is_quick else 1000)
    for question in questions[:3]:
        ask_visit(feed, question)
    answered_ms, unanswered_ms, clock_ms = _time_questions(feed, questions)
    every_ms = answered_ms + unanswered_ms
    title = f"{len(timetable.stop_times)} stop times"
    return [
        Row(f"{title}, both directions of one trip: p95", _percentile(every_ms, 95), "ms", TARGET_P95_MS),
        Row(f"{title}, both directions of one trip: p50", _percentile(every_ms, 50), "ms"),
        Row(f"{title}, both directions of one trip, on the wall clock: p95", _percentile(clock_ms, 95), "ms"),
        Row(f"{title}, with journeys both ways: p95", _percentile(answered_ms, 95), "ms"),
        Row(f"{title}, told why not: p95", _percentile(unanswered_ms, 95), "ms"),
        Row(f"{title}: questions with journeys both ways", _share(answered_ms, every_ms), "%"),
        Row(f"{title}, opening a day: p50", _percentile(days_ms, 50), "ms"),
        Row(f"{title}, opening the feed", round(opened_s, 2), "s"),
    ]


def make_timetable(stop_times: int) -> Timetable:
    """An invented county, the same for the same size."""
    draw = random.Random(SEED)
    stops = [_stop(draw, town, number) for town in range(TOWNS_A_SIDE**2) for number in range(STOPS_PER_TOWN)]
    trips: list[TripRow] = []
    lines: list[Line] = []
    while len(trips) * CALLS_PER_TRIP < stop_times:
        way = _way(draw)
        lines.append(Line(str(len(lines)), str(len(lines)), "", 700))
        for stops_of_way in (way, way[::-1]):
            trips += _departures(draw, len(lines) - 1, stops_of_way)
    last = FIRST_DAY + timedelta(days=DAYS - 1)
    stamp = FeedStamp("mätlän", "påhittat", "1", "0" * 64, FIRST_DAY, last, is_demonstration=True)
    runs = np.array([[day % 7 < 5 for day in range(DAYS)]])
    rows = FeedRows(stops, lines, trips[: -(-stop_times // CALLS_PER_TRIP)])
    return assemble(stamp, Services(("vardag",), FIRST_DAY, runs), rows)


def _stop(draw: random.Random, town: int, number: int) -> StopRow:
    row, column = divmod(town, TOWNS_A_SIDE)
    lat = 62.0 + row * TOWN_DEGREES + draw.uniform(-1, 1) * STOP_DEGREES * 2
    lon = 14.0 + column * TOWN_DEGREES * 2 + draw.uniform(-1, 1) * STOP_DEGREES * 4
    return StopRow(f"{town}-{number}", f"Stopp {town}-{number}", lat, lon, Access.YES)


def _way(draw: random.Random) -> list[int]:
    """Some stops in each town on the way to a large one."""
    row, column = draw.randrange(TOWNS_A_SIDE), draw.randrange(TOWNS_A_SIDE)
    goal = divmod(draw.choice(LARGE_TOWNS), TOWNS_A_SIDE)
    way: list[int] = []
    while len(way) < CALLS_PER_TRIP:
        town = row * TOWNS_A_SIDE + column
        left = CALLS_PER_TRIP - len(way)
        calls = left if (row, column) == goal else 5
        numbers = draw.sample(range(STOPS_PER_TOWN), min(calls, left, STOPS_PER_TOWN))
        way += [town * STOPS_PER_TOWN + number for number in numbers]
        if row != goal[0] and (column == goal[1] or draw.random() < 0.5):
            row += 1 if goal[0] > row else -1
        elif column != goal[1]:
            column += 1 if goal[1] > column else -1
    return way


def _departures(draw: random.Random, line: int, way: list[int]) -> list[TripRow]:
    every_min = draw.choice([30, 60, 60, 120, 240])
    trips = []
    for start_min in range(5 * 60 + draw.randrange(60), 22 * 60, every_min):
        at_s, calls = start_min * 60, []
        for stop in way:
            calls.append(CallRow(stop, at_s, at_s))
            at_s += draw.choice([60, 120, 180, 480])
        trips.append(TripRow(f"{line}-{start_min}-{way[0]}", line, 0, calls, access=Access.YES))
    return trips


def draw_questions(timetable: Timetable, count: int) -> list[VisitQuestion]:
    """Homes and visits near stops, at hours of care, on one weekday."""
    draw = random.Random(SEED + 1)
    return [_question(draw, timetable) for _ in range(count)]


def _question(draw: random.Random, timetable: Timetable) -> VisitQuestion:
    start_s = draw.randrange(8 * 60, 16 * 60, 15) * 60
    return VisitQuestion(
        home=_near_stop(draw, timetable, "hemmet", range(len(timetable.stops))),
        visit=_near_stop(draw, timetable, "besöket", _visit_stops(draw, timetable)),
        day=FIRST_DAY + timedelta(days=1),
        visit_start_s=start_s,
        visit_end_s=start_s + draw.choice([30, 60, 120]) * 60,
        traveller=Traveller(walk_limit_m=draw.choice([300, 500, 1000])),
    )


def _visit_stops(draw: random.Random, timetable: Timetable) -> range:
    if draw.random() < 1 / 3:
        return range(len(timetable.stops))
    first = draw.choice(LARGE_TOWNS) * STOPS_PER_TOWN
    return range(first, first + STOPS_PER_TOWN)


def _near_stop(draw: random.Random, timetable: Timetable, name: str, stops: range) -> Spot:
    stop = draw.choice(stops)
    lat, lon = float(timetable.stops.lat[stop]), float(timetable.stops.lon[stop])
    return Spot(name, lat + draw.uniform(-1, 1) * 0.002, lon + draw.uniform(-1, 1) * 0.004)


def _time_questions(
    feed: OpenFeed, questions: list[VisitQuestion]
) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of processor time with journeys both ways and without, and of the wall clock for all."""
    answered_ms: list[float] = []
    unanswered_ms: list[float] = []
    clock_ms: list[float] = []
    for question in questions:
        began, clock = time.process_time(), time.perf_counter()
        answer = ask_visit(feed, question)
        clock_ms.append((time.perf_counter() - clock) * 1000)
        spent_ms = (time.process_time() - began) * 1000
        (answered_ms if answer.is_possible else unanswered_ms).append(spent_ms)
    return answered_ms, unanswered_ms, clock_ms


def _time_days(feed: OpenFeed) -> list[float]:
    times_ms = []
    for number in range(10):
        began = time.perf_counter()
        feed.on(FIRST_DAY + timedelta(days=7 + number))
        times_ms.append((time.perf_counter() - began) * 1000)
    feed.on(FIRST_DAY + timedelta(days=1))
    return times_ms


def _percentile(values: list[float], percent: float) -> float | None:
    return round(float(np.percentile(values, percent)), 2) if values else None


def _share(part: list[float], whole: list[float]) -> float:
    return round(100 * len(part) / len(whole), 1)
