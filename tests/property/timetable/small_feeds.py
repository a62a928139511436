"""Small feeds in which every rule of core/timetable turns up, over days that include a change of clocks.

Each is drawn from one seed: a uniform draw makes far more journeys possible than a search for the
smallest example does, and a feed in which nothing runs tests little.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from skjuts.core.network.travel_times import Legs, Point, Profile, Provenance
from skjuts.core.timetable.assembling import CallRow, ChangeRow, FeedRows, StopRow, TripRow
from skjuts.core.timetable.booking import BookingRule, Notice
from skjuts.core.timetable.feed import Access, FeedStamp, Line, Services
from skjuts.core.timetable.question import Spot, Traveller
from skjuts.core.timetable.zones import Zone, ZoneService
from tests.property.timetable.oracle import DRIVE_S_PER_M, GRID_DEGREES, Asked, grid_m

FIRST_DAY = date(2026, 3, 27)
DAYS = 4
"""Friday to Monday; the clocks change on the Sunday."""
MINUTE_S = 60
FIRST_MINUTE, LAST_MINUTE = 5 * 60, 22 * 60


ORIGIN = (63.0, 14.0)
CLUSTERS, BLOCKS_APART = 5, 40
ACCESS = [Access.YES] * 6 + [Access.UNKNOWN, Access.NO]
KINDS = [0] * 10 + [1, 2, 2, 3]


class GridTravel:
    """Walks along a grid of streets, and cars that need a tenth of a second for each metre of it."""

    def legs(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: Profile = Profile.CAR
    ) -> Legs:
        """As the Protocol asks."""
        table = [[grid_m(source, target) for target in targets] for source in sources]
        metres = np.array(table, dtype=np.int32).reshape(len(sources), len(targets))
        seconds = metres if profile is Profile.FOOT else np.rint(metres * DRIVE_S_PER_M)
        array = np.stack([seconds, metres], axis=2).astype(np.int32)
        return Legs(array, Provenance("rutnät", "", is_estimate=False))


def stamp() -> FeedStamp:
    """Where the small feeds say that they come from."""
    last = FIRST_DAY + timedelta(days=DAYS - 1)
    return FeedStamp("prov", "Påhittade bussar", "1", "0" * 64, FIRST_DAY, last)


def shifted(position: tuple[float, float], north: int, east: int) -> tuple[float, float]:
    """So many blocks away."""
    return position[0] + north * GRID_DEGREES, position[1] + east * GRID_DEGREES


def draw_position(draw: random.Random) -> tuple[float, float]:
    """Somewhere in a few clusters: near stops can be walked between, the clusters lie too far apart."""
    cluster = draw.randrange(CLUSTERS) * BLOCKS_APART
    return shifted(ORIGIN, cluster + draw.randint(0, 3), draw.randint(0, 2))


def draw_rule(draw: random.Random, services: int) -> BookingRule:
    """A booking rule of any kind."""
    return BookingRule(
        id="regel",
        notice=draw.choice(list(Notice)),
        least_notice_s=draw.randint(1, 300) * MINUTE_S,
        days_before=draw.randint(1, 2),
        latest_s=draw.randint(8, 20) * 3600,
        counted_service=draw.choice([None, *range(services)]),
    )


def draw_trip(draw: random.Random, stops: int, services: int, rules: int) -> TripRow:
    """Some calls in order of time."""
    minute = draw.choice([draw.randint(FIRST_MINUTE, LAST_MINUTE)] * 9 + [draw.randint(24 * 60, 29 * 60)])
    calls = []
    for _ in range(draw.randint(2, 4)):
        arrival = minute + draw.choice([0, 3, 10, 25, 40])
        minute = arrival + draw.choice([0, 0, 1, 5])
        kinds = draw.choice(KINDS), draw.choice(KINDS)
        rule = draw.randint(-1, rules - 1), draw.randint(-1, rules - 1)
        calls.append(CallRow(draw.randrange(stops), arrival * MINUTE_S, minute * MINUTE_S, *kinds, *rule))
    return TripRow(
        "tur", draw.choice([0, 0, 0, 1]), draw.randrange(services), calls, access=draw.choice(ACCESS)
    )


def draw_zone(draw: random.Random, stops: int) -> Zone:
    """A group of stops or a rectangle."""
    if draw.random() < 0.3:
        named = draw.sample(range(stops), k=min(stops, draw.randint(1, 3)))
        return Zone("hållplatser", "", (), tuple(sorted(named)))
    south, west = draw_position(draw)
    south, west = shifted((south, west), -1, -1)
    north, east = shifted((south, west), draw.choice([4, 6, 45, 90]), draw.randint(4, 7))
    corners = [(south, west), (south, east), (north, east), (north, west), (south, west)]
    return Zone("område", "", (np.array(corners) - GRID_DEGREES / 2,), ())


def draw_zone_service(draw: random.Random, stops: int, trips: int, rules: int) -> ZoneService:
    """From one zone to another within some hours."""
    opens = draw.randint(5, 20) * 3600
    return ZoneService(
        trip=draw.randrange(trips),
        origin=draw_zone(draw, stops),
        target=draw_zone(draw, stops),
        opens_s=opens,
        closes_s=opens + draw.randint(1, 8) * 3600,
        factor=draw.choice([1.0, 1.5]),
        offset_s=draw.randint(0, 20) * MINUTE_S,
        boarding_rule=draw.randint(-1, rules - 1),
        leaving_rule=draw.randint(-1, rules - 1),
    )


def draw_traveller(draw: random.Random) -> Traveller:
    """Somebody with limits of their own."""
    return Traveller(
        walk_limit_m=draw.choice([240, 480, 480, 480, 1000, 1000, 5000]),
        pace_mm_s=draw.choice([700, 1000, 1300]),
        min_change_s=draw.choice([1, 60, 180]),
        most_changes=draw.randint(0, 3),
        needs_accessible=draw.random() < 0.2,
        may_book=draw.random() < 0.8,
    )


def draw_rows(draw: random.Random, services: int) -> FeedRows:
    """A whole feed."""
    stops, trips = draw.randint(4, 9), draw.randint(10, 45)
    rules = [draw_rule(draw, services) for _ in range(draw.randint(0, 2))]
    pairs = {(draw.randrange(stops), draw.randrange(stops)) for _ in range(draw.randint(0, 3))}
    zoned = draw.choice([0, 0, 3, 9])
    return FeedRows(
        stops=[
            StopRow(f"s{number}", f"Stopp {number}", *draw_position(draw), draw.choice(ACCESS))
            for number in range(stops)
        ],
        lines=[Line("1", "1", "", 700), Line("2", "2", "", draw.choice([700, 1501]))],
        trips=[draw_trip(draw, stops, services, len(rules)) for _ in range(trips)],
        changes=[ChangeRow(*pair, draw.choice([-1, 0, 60, 600])) for pair in sorted(pairs)],
        booking_rules=rules,
        zone_services=[draw_zone_service(draw, stops, trips, len(rules)) for _ in range(zoned)],
    )


def near_a_stop(draw: random.Random, stops: Sequence[StopRow], *, is_target: bool) -> tuple[float, float]:
    """A door that some stop is not far from."""
    stop = draw.choice(stops[len(stops) // 2 :] if is_target else stops[: len(stops) // 2])
    return shifted((stop.lat, stop.lon), draw.randint(0, 2), draw.randint(0, 1))


def make_asked(seed: int) -> Asked:
    """A feed, a day and a traveller between two doors, all from one seed."""
    draw = random.Random(seed)
    services = draw.randint(1, 2)
    rows = draw_rows(draw, services)
    runs = np.array([[draw.random() < 0.8 for _ in range(DAYS)] for _ in range(services)])
    return Asked(
        rows=rows,
        services=Services(tuple(f"v{number}" for number in range(services)), FIRST_DAY, runs),
        day=FIRST_DAY + timedelta(days=draw.randrange(DAYS)),
        origin=Spot("hemmet", *near_a_stop(draw, rows.stops, is_target=False)),
        target=Spot("besöket", *near_a_stop(draw, rows.stops, is_target=True)),
        traveller=draw_traveller(draw),
        booked_at_s=draw.choice([None, None, -20 * 3600, 6 * 3600]),
    )


seeds = st.integers(0, 2**48)
questions = seeds.map(make_asked)
