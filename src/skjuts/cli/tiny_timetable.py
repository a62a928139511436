"""An invented village with two buses and a zone where one is fetched: the search uses all its parts on it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from skjuts.core.timetable.assembling import CallRow, FeedRows, StopRow, TripRow, assemble
from skjuts.core.timetable.feed import NONE, FeedStamp, Line, Services, Timetable
from skjuts.core.timetable.question import Spot, VisitQuestion
from skjuts.core.timetable.zones import Zone, ZoneService

_DAY = date(2027, 3, 1)
_HOUR = 3_600


def tiny_timetable() -> Timetable:
    """A village, a town, a hospital: there at eight, home at ten past four, and a zone about the village."""
    stamp = FeedStamp("tiny", "påhittad", "1", "", _DAY, _DAY, is_demonstration=True)
    stops = [StopRow(str(row), str(row), 63.0 + row / 10, 14.0) for row in range(3)]
    bus, called = Line("1", "1", "Bussen", 700), Line("2", "2", "Närtrafik", 1_501)
    trips = [
        TripRow("ut", 0, 0, [CallRow(0, 7 * _HOUR, 7 * _HOUR), CallRow(1, 8 * _HOUR, 8 * _HOUR)]),
        TripRow("in", 0, 0, [CallRow(1, 8 * _HOUR + 600, 8 * _HOUR + 600), CallRow(2, 9 * _HOUR, 9 * _HOUR)]),
        TripRow("hem", 0, 0, [CallRow(2, 16 * _HOUR, 16 * _HOUR), CallRow(0, 17 * _HOUR, 17 * _HOUR)]),
        TripRow("zon", 1, 0, []),
    ]
    services = Services(("daglig",), _DAY, np.ones((1, 1), dtype=np.bool_))
    return assemble(stamp, services, FeedRows(stops, [bus, called], trips, zone_services=[_zone_service()]))


def tiny_questions() -> list[VisitQuestion]:
    """A visit that the buses reach, one that ends too late, and one on a day without traffic."""
    home, visit = Spot("hem", 63.002, 14.0), Spot("besök", 63.202, 14.0)
    return [
        VisitQuestion(home, visit, _DAY, 10 * _HOUR, 15 * _HOUR),
        VisitQuestion(home, visit, _DAY, 10 * _HOUR, 17 * _HOUR),
        VisitQuestion(home, visit, _DAY + timedelta(days=1), 10 * _HOUR, 15 * _HOUR),
    ]


def _zone_service() -> ZoneService:
    ring = np.array([(62.9, 13.9), (62.9, 14.1), (63.15, 14.1), (63.15, 13.9), (62.9, 13.9)])
    zone = Zone("z", "byn", (ring,), ())
    return ZoneService(3, zone, zone, 6 * _HOUR, 20 * _HOUR, 1.2, 300, NONE, NONE)
