"""Time of day: queues make a journey longer, but nobody arrives earlier by leaving later.

The table says, for each zone and quarter of an hour, how many permille of its free time a journey takes. A
journey uses its free time up second by second, at the speed of the quarter it is in. The zone is that of
the place it leaves.
"""

from __future__ import annotations

import pytest

from skjuts.core.network.slowdown import arrive_s, depart_s, tabulate_work
from skjuts.core.network.slowdown_table import Peak, tabulate_slowdown
from skjuts.core.tariffs.contract import Tariff
from tests.spec.telling import at, between, car, day, price, rider, timetable

HALF_SPEED = Peak(at("08:00"), at("08:15"), 2_000)
OPEN_ROAD, TOWN = 0, 1
WHOLE = "+anna -anna"
WORK = tabulate_work(tabulate_slowdown([[], [HALF_SPEED]]))
TRIPS = [
    ("07:45", 10, "07:55"),
    ("07:50", 10, "08:00"),
    ("07:55", 10, "08:10"),
    ("08:00", 5, "08:10"),
    ("08:00", 10, "08:17:30"),
    ("08:10", 10, "08:22:30"),
    ("08:15", 10, "08:25"),
]


@pytest.mark.parametrize(("leave", "free_min", "arrive"), TRIPS)
def test_journey_when_it_meets_the_peak_then_only_that_part_is_slow(
    leave: str, free_min: int, arrive: str
) -> None:
    """At 08:00–08:15 everything takes twice as long.

    Leaving 07:55 for ten minutes: five are driven by 08:00, the other five take ten. Leaving 08:00: the
    whole quarter gives 7.5 minutes, and 2.5 remain. Leaving 08:10: 2.5 in the quarter, 7.5 after it.
    """
    assert arrive_s(WORK, TOWN, at(leave), free_min * 60) == at(arrive)


@pytest.mark.parametrize(("leave", "free_min", "arrive"), TRIPS)
def test_departure_when_asked_backwards_then_is_the_same_journey(
    leave: str, free_min: int, arrive: str
) -> None:
    """The latest time to leave, so as to be there then, is where the journey above began."""
    assert depart_s(WORK, TOWN, at(arrive), free_min * 60) == at(leave)


def test_zone_when_without_queues_then_drives_freely_at_the_same_hour() -> None:
    """Ten minutes from 08:00 in the open road's zone."""
    assert arrive_s(WORK, OPEN_ROAD, at("08:00"), 600) == at("08:10")


def test_journey_when_begun_later_then_never_ends_sooner() -> None:
    """Second by second over the edge of the peak, where a plain table would let the later car overtake."""
    arrivals = [arrive_s(WORK, TOWN, leave, 600) for leave in range(at("07:45"), at("08:20"))]
    assert arrivals == sorted(arrivals)


def test_journey_when_before_or_after_the_day_then_the_first_or_last_quarter_holds() -> None:
    """The last quarter of the day is at half speed: so is the small hour after midnight."""
    work = tabulate_work(tabulate_slowdown([[Peak(at("23:45"), at("24:00"), 2_000)]]))
    assert arrive_s(work, 0, at("24:30"), 600) == at("24:50")
    assert arrive_s(work, 0, -1_800, 600) == -1_200


def test_run_when_it_meets_the_peak_then_leaves_sooner_and_is_busy_longer() -> None:
    """Anna is to be there 08:15 sharp, ten free minutes away, and the car ten from her, in the peak.

    Back from 08:15: the quarter gives 7.5 minutes, so she is fetched 07:57:30, and the car left 07:47:30.
    Aboard for 17.5 min × 4 kr = 70 kr. Her direct ride, by which limits go, is still ten minutes.
    """
    minutes = Tariff("avtal", per_minute_ore=4_00)
    anna = rider("anna", "10-20", dropoff_window=between("08:15", "08:15"))
    run = day(anna, car(tariff="avtal"), minutes, peaks=(HALF_SPEED,)).run(WHOLE)
    assert timetable(run) == "07:47:30 start, 07:57:30 +anna, 08:15 -anna, 08:35 end"
    assert price(run) == {"minutes": 70_00}


def test_ride_limit_when_traffic_is_slow_then_counts_the_minutes_on_the_clock() -> None:
    """The same ride sits 17.5 min. A limit of 17.5 min is kept; with a second less she is refused."""
    there = between("08:15", "08:15")
    assert day(rider("anna", "10-20", dropoff_window=there, max_ride_s=1_050), peaks=(HALF_SPEED,)).run(WHOLE)
    limited = rider("anna", "10-20", dropoff_window=there, max_ride_s=1_049)
    assert day(limited, peaks=(HALF_SPEED,)).refusal(WHOLE)
