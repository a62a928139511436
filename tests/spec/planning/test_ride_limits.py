"""Ride limits: how long a rider may sit.

Counted from the end of the pickup's service to the start of the dropoff's service. The region's table
says how much longer than the direct ride it may be, by category and by the length of the direct ride:
the first row that fits decides. A rider's own limit may only make it shorter.
"""

from __future__ import annotations

import pytest

from skjuts.core.planning.problem import PoolingRules, RideCap
from skjuts.core.planning.problem.limits import NO_LIMIT_S, ride_limit
from tests.spec.telling import between, day, rider, timetable

TABLE = PoolingRules(
    ride_caps=(RideCap("dialys", 1_800, 600), RideCap("", 1_800, 1_200), RideCap("", 5_400, 3_600)),
    unserved_ore={3: 1_000_00},
)
HARDLY_LONGER = PoolingRules(ride_caps=(RideCap("", 5_400, 300),), unserved_ore={3: 1_000_00})


@pytest.mark.parametrize(
    ("category", "direct_min", "limit_min"),
    [
        ("dialys", 10, 10 + 10),
        ("dialys", 30, 30 + 10),
        ("dialys", 31, 31 + 60),
        ("", 10, 10 + 20),
        ("skola", 30, 30 + 20),
        ("skola", 31, 31 + 60),
    ],
)
def test_table_when_read_then_the_first_row_that_fits_decides(
    category: str, direct_min: int, limit_min: int
) -> None:
    """Rows: dialysis up to 30 min direct: +10 min. Anybody up to 30 min: +20. Anybody up to 90 min: +60."""
    told = day(rider("anna", "0-10", category=category), rules=TABLE)
    limit = ride_limit(told.problem, told.problem.requests[0], direct_min * 60)
    assert limit == limit_min * 60


def test_table_when_no_row_fits_then_nothing_is_limited() -> None:
    """91 minutes direct is beyond the last row."""
    told = day(rider("anna", "0-10"), rules=TABLE)
    assert ride_limit(told.problem, told.problem.requests[0], 91 * 60) == NO_LIMIT_S


@pytest.mark.parametrize(("own_min", "limit_min"), [(25, 25), (30, 30), (45, 30)])
def test_own_limit_when_given_then_the_shorter_of_the_two_holds(own_min: int, limit_min: int) -> None:
    """The table allows 10 + 20 = 30 min. A rider's own 25 is stricter; an own 45 changes nothing."""
    told = day(rider("anna", "0-10", max_ride_s=own_min * 60), rules=TABLE)
    assert ride_limit(told.problem, told.problem.requests[0], 600) == limit_min * 60


def test_ride_when_measured_then_service_is_not_part_of_it() -> None:
    """A ride of 10 min within a limit of 10: five minutes at the door and two at the clinic do not count."""
    told = day(rider("anna", "10-20", max_ride_s=600, pickup_service_s=300, dropoff_service_s=120))
    run = told.run("+anna -anna")
    assert run.stops[2].start - run.stops[1].start == 15 * 60


def test_ride_when_another_pickup_lies_on_the_way_then_the_stop_counts() -> None:
    """Bo's door takes 6 min. Anna sits 10 + 6 = 16 min, and 15 are allowed: a minute too much."""
    anna, bo = rider("anna", "10-20"), rider("bo", "12-25", pickup_service_s=360)
    unlimited = day(anna, bo).run("+anna +bo -anna -bo")
    assert day(anna, bo, rules=HARDLY_LONGER).faults(unlimited) == [("ride_time", "anna", 60)]
    brief = rider("bo", "12-25", pickup_service_s=300)
    assert day(anna, brief, rules=HARDLY_LONGER).run("+anna +bo -anna -bo")


def test_ride_when_the_road_goes_back_first_then_is_refused() -> None:
    """Anna from 10 to 20 by way of Bo at 5: 5 + 15 = 20 min, and 15 are allowed."""
    anna, bo = rider("anna", "10-20", arrive_by="10:00"), rider("bo", "5-20", arrive_by="10:00")
    roundabout = day(anna, bo).run("+anna +bo -anna -bo")
    strict = day(anna, bo, rules=HARDLY_LONGER)
    assert strict.faults(roundabout) == [("ride_time", "anna", 300)]
    strict.refusal("+anna +bo -anna -bo")
    assert strict.run("+bo +anna -bo -anna")


def test_pickup_when_the_dropoff_comes_late_then_is_pushed_up() -> None:
    """Anna may sit 15 min. The hospital is reached 09:38, so she is fetched 09:23 or later.

    Bo, two km on, cannot go before 09:30. From 09:23 Anna waits in the car; 09:28 needs no waiting.
    """
    anna = rider("anna", "10-20", pickup_window=between("09:00", "10:00"))
    told = day(anna, rider("bo", "12-25", ready_at="09:30"), rules=HARDLY_LONGER)
    run = told.run("+anna +bo -anna -bo")
    assert timetable(run) == "09:18 start, 09:28 +anna, 09:30 +bo, 09:38 -anna, 09:43 -bo, 10:08 end"


def test_pickup_when_its_window_ends_too_soon_for_the_limit_then_is_refused() -> None:
    """Anna must go by 09:22, Bo not before 09:30: at kilometre 20 it is 09:38, 16 min, and 15 are allowed."""
    window = between("09:00", "09:22")
    bo = rider("bo", "12-25", ready_at="09:30")
    told = day(rider("anna", "10-20", pickup_window=window), bo, rules=HARDLY_LONGER)
    assert told.refusal("+anna +bo -anna -bo") == "ride_time"
    enough = rider("anna", "10-20", pickup_window=between("09:00", "09:23"))
    assert "09:23 +anna" in timetable(day(enough, bo, rules=HARDLY_LONGER).run("+anna +bo -anna -bo"))
