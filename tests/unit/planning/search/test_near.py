"""Related requests: those whose stops one vehicle would visit one after another."""

from __future__ import annotations

from skjuts.core.planning.search import encode
from tests.universe.plans import on_a_line, ride, taxi

RIDERS = [
    ride("anna", 10, 20, by_s=36_000),
    ride("grannen", 11, 20, by_s=36_000),
    ride("längre bort", 16, 20, by_s=36_000),
    ride("på kvällen", 10, 20, by_s=80_000),
]


def test_list_near_when_riders_share_way_and_time_puts_the_nearest_first() -> None:
    """Strings are cut where routes lie side by side in space and time."""
    near = encode(on_a_line(RIDERS, [taxi("bil")])).data.near
    assert near.shape == (4, 3)
    assert near[0, 0] == 1
    assert near[0, 2] == 3


def test_list_near_when_asked_about_a_rider_leaves_that_rider_out() -> None:
    """Nobody is their own neighbour."""
    near = encode(on_a_line(RIDERS, [taxi("bil")])).data.near
    assert all(k not in near[k] and len(set(near[k].tolist())) == 3 for k in range(4))


def test_list_near_when_a_big_day_is_cut_is_left_to_the_blocks() -> None:
    """The lists grow with the square of the requests."""
    assert encode(on_a_line(RIDERS, [taxi("bil")]), with_near=False).data.near.shape == (4, 0)
