"""The index of who can be where when: never too narrow, and of no consequence for the answer."""

from __future__ import annotations

import numpy as np
import pytest

from skjuts.core.network.place import Place
from skjuts.core.planning.insertion import LivePlan, OfferedTime
from skjuts.core.planning.insertion.arrays import BUCKET_S, BUCKETS
from skjuts.core.planning.insertion.index import bits, bucket, number_cells, tabulate_ways
from skjuts.core.planning.problem import Window
from tests.universe.plans import on_a_line, plan_by_hand, ride, taxi

TOWN = [Place("torget", "Torget", 63.000, 14.0), Place("kiosken", "Kiosken", 63.001, 14.0)]
FAR_AWAY = Place("fjället", "Fjället", 64.000, 13.0)


def test_number_cells_when_places_are_neighbours_gives_them_one_cell() -> None:
    """A hundred metres make no difference to who can come in time."""
    cells = number_cells([*TOWN, FAR_AWAY], 4.0)
    assert cells[0] == cells[1] != cells[2]
    assert sorted(set(cells.tolist())) == [0, 1]


def test_tabulate_ways_when_a_cell_has_several_places_tells_the_nearest() -> None:
    """Whoever is outside the index could not have reached any of them."""
    legs = np.zeros((3, 3, 2), np.int32)
    legs[:, :, 0] = [[0, 60, 900], [70, 0, 800], [950, 850, 0]]
    to_cell, from_cell = tabulate_ways(legs, np.array([0, 0, 1]))
    assert to_cell.tolist() == [[0, 900], [0, 800], [850, 0], [0, 0]]
    assert from_cell.tolist() == [[0, 950], [0, 850], [800, 0], [0, 0]]


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        (0, 63, 2**64 - 1),
        (0, 0, 1),
        (3, 5, 0b111000),
        (-7, 1, 0b11),
        (62, 90, 0b11 << 62),
        (64, 70, 0),
        (-5, -1, 0),
    ],
)
def test_bits_when_given_a_span_are_those_of_one_word(first: int, last: int, word: int) -> None:
    """A day is two words long, and each takes its part."""
    assert int(bits(first, last)) == word


def test_bucket_when_a_time_is_outside_the_day_is_the_first_or_the_last() -> None:
    """The night before and the night after are not forgotten."""
    assert [bucket(-5), bucket(0), bucket(BUCKET_S), bucket(10**6)] == [0, 0, 1, BUCKETS - 1]


def test_quote_when_cells_are_small_or_large_is_the_same() -> None:
    """How finely the map is cut is a matter of speed alone."""
    riders = [ride(f"r{k}", k, k + 5, by_s=30_000 + 1_000 * k) for k in range(0, 50, 5)]
    cars = [taxi(f"bil{k}", km=6 * k) for k in range(10)]
    problem = on_a_line(riders, cars)
    plan = plan_by_hand(problem, {f"bil{k}": (f"+r{5 * k}", f"-r{5 * k}") for k in range(10)})
    times = [OfferedTime(Window(0, at), Window(at - 3_600, at)) for at in range(25_000, 60_000, 5_000)]
    caller = ride("ny", 12, 31)
    fine, coarse = (LivePlan(problem, plan, cell_km=km).quote(caller, times) for km in (0.5, 1_000.0))
    assert fine == coarse
