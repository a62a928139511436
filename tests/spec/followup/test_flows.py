"""Last year's flows on a star of roads: what the ledger knows is kept, the rest is drawn openly."""

from __future__ import annotations

import pytest

from skjuts.core.followup.regimes import (
    HOSPITAL,
    BadRegime,
    Fleet,
    Flow,
    Spread,
    form_star,
    spread_flows,
    try_fleet,
)

HOUR = 3600
SPREAD = Spread(8 * HOUR, 15 * HOUR, HOUR, speed_kmh=60)
FLEET = Fleet(vehicles=1, base=HOSPITAL, open_s=5 * HOUR, close_s=22 * HOUR, service_s=0, most_wait_s=HOUR)


def flows(count: int, *, area: str = "2313", distance_m: int = 60_000) -> list[Flow]:
    """One trip a day."""
    return [Flow(day, area, distance_m, 2_000_00) for day in range(count)]


def test_star_when_two_roads_meet_then_one_drives_past_the_hospital() -> None:
    """60 km out on one road and 20 on another are 80 apart; 60 and 40 on the same road are 20."""
    star = form_star([*flows(1), *flows(1, area="2305", distance_m=20_000)], 60, [("2313", 40_000)])
    far, near = star.find_place("2313", 60_000), star.find_place("2313", 40_000)
    other = star.find_place("2305", 20_000)
    assert star.roads.metres[far, other] == 80_000
    assert star.roads.metres[far, near] == 20_000
    assert star.roads.seconds[far, HOSPITAL] == HOUR
    assert star.find_place("2313", 100_000) is None


def test_flows_when_spread_then_every_second_goes_in_to_a_visit_and_the_price_is_kept() -> None:
    """Whoever travels in is expected; whoever travels home is ready when the visit has ended."""
    star = form_star(flows(10), SPREAD.speed_kmh)
    trips = spread_flows(flows(10), star, SPREAD, seed=1)
    assert [one.destination == HOSPITAL for one in trips] == [True, False] * 5
    assert all(one.due_s is not None and 8 * HOUR <= one.due_s < 15 * HOUR for one in trips[::2])
    assert all(one.due_s is None and one.ready_s >= 9 * HOUR for one in trips[1::2])
    assert {one.price_ore for one in trips} == {2_000_00}
    assert spread_flows(flows(10), star, SPREAD, seed=1) == trips
    assert spread_flows(flows(10), star, SPREAD, seed=2) != trips


def test_fleet_when_one_trip_a_day_is_driven_then_half_the_way_is_empty() -> None:
    """Out to fetch and in again, or out with and home empty: 60 km loaded and 60 empty each day."""
    found = try_fleet(flows(20), FLEET, SPREAD, seed=1)
    assert (found["taken"], found["days"], found["left_ore"]) == (20, 20, 0)
    assert found["driven_m"] == 20 * 120_000
    assert found["empty_m"] == 20 * 60_000
    assert found["taken_ore"] == 20 * 2_000_00


def test_fleet_when_trips_are_too_many_for_it_then_the_rest_is_still_bought() -> None:
    """Twenty trips of two hours in one day: nobody drives them with one car."""
    crowd = [Flow(0, "2313", 60_000, 2_000_00) for _ in range(20)]
    found = try_fleet(crowd, FLEET, SPREAD, seed=1)
    assert 0 < found["taken"] < 20
    assert found["taken_ore"] + found["left_ore"] == 20 * 2_000_00


@pytest.mark.parametrize("wrong", [(9, 8, 1, 60), (8, 9, -1, 60), (8, 9, 1, 0)])
def test_spread_when_impossible_then_is_refused(wrong: tuple[int, int, int, int]) -> None:
    """Visits that end before they begin, stays below nought, no speed."""
    first, last, stay, speed = wrong
    with pytest.raises(BadRegime):
        Spread(first * HOUR, last * HOUR, stay * HOUR, speed)
