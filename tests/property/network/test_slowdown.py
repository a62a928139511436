"""The time-of-day function against its definition, second by second."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from skjuts.core.network.slowdown import arrive_s, depart_s, tabulate_work

QUARTER_S = 900
DAY_S = 86_400
SOONEST_S, LATEST_S = -7_200, DAY_S + 14_400

tables = st.lists(st.integers(1000, 4000), min_size=96, max_size=96).map(
    lambda row: tabulate_work(np.array([[1000] * 96, row], dtype=np.int32))
)
times = st.integers(SOONEST_S, LATEST_S)
journeys = st.integers(0, 6 * 3600)


def speed_at(work: NDArray[np.int64], second: int) -> int:
    """Thousandths of a free-flow second done in the second that begins at `second`."""
    return int(work[1, 1, min(max(second // QUARTER_S, 0), 95)])


def arrive_by_stepping(work: NDArray[np.int64], depart: int, free: int) -> int:
    """Drive one second at a time until the free-flow time is used up."""
    now, left = depart, free * 1000
    while left > 0:
        left -= speed_at(work, now)
        now += 1
    return now


@given(tables, times, st.integers(0, 3_000))
@example(tabulate_work(np.full((2, 96), 1000, dtype=np.int32)), DAY_S - 1, 10)
def test_arrival_is_what_stepping_second_by_second_gives(
    work: NDArray[np.int64], depart: int, free: int
) -> None:
    """The closed form skips whole quarters; the definition does not."""
    assert arrive_s(work, 1, depart, free) == arrive_by_stepping(work, depart, free)


@given(tables, times, st.integers(0, 3 * 3600), journeys)
def test_leaving_later_never_means_arriving_earlier(
    work: NDArray[np.int64], depart: int, wait: int, free: int
) -> None:
    """FIFO: else a plan would gain by letting a rider wait in the yard."""
    assert arrive_s(work, 1, depart + wait, free) >= arrive_s(work, 1, depart, free)


@given(tables, times, journeys)
def test_departure_is_the_latest_that_arrives_in_time(work: NDArray[np.int64], by: int, free: int) -> None:
    """The inverse: one second later would be too late."""
    depart = depart_s(work, 1, by, free)
    assert arrive_s(work, 1, depart, free) <= by
    assert arrive_s(work, 1, depart + 1, free) > by


@given(tables, times, journeys)
def test_no_journey_is_quicker_than_free_flow_nor_slower_than_the_slowest_quarter(
    work: NDArray[np.int64], depart: int, free: int
) -> None:
    """The bounds that screening by free-flow times relies on."""
    taken = arrive_s(work, 1, depart, free) - depart
    assert free <= taken <= -(-free * 1000 // int(work[1, 1].min()))


@given(tables, times, journeys)
def test_a_zone_without_queues_takes_its_free_flow_time(
    work: NDArray[np.int64], depart: int, free: int
) -> None:
    """Zone 0 of every table here is free all day."""
    assert arrive_s(work, 0, depart, free) == depart + free
    assert depart_s(work, 0, depart, free) == depart - free
