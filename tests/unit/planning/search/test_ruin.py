"""Rides are taken out of a plan, and whatever happens the plan stays whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.network.matrix import TravelMatrix
from skjuts.core.planning.problem import FixedKind, FixedStop, Problem, Shift, Window
from skjuts.core.planning.search import Budget, Search, Settings, encode
from skjuts.core.planning.search.arrays import NOBODY
from skjuts.core.planning.search.ruin import clear_route, evict, ruin_dear, ruin_related
from tests.universe.plans import DAY, on_a_line, ride, scattered_day, taxi, waiting_return


def searching(problem: Problem) -> Search:
    """A search over a problem, with nobody served yet."""
    encoded = encode(problem)
    return Search(encoded.data, encoded.capacity, seed=1)


def list_served(search: Search) -> list[int]:
    """Every request that stands in a route of the trial, by its stops."""
    count = len(search.data.requests)
    stops = [
        int(stop)
        for route in range(len(search.data.routes))
        for stop in search.trial.stops[route, : search.trial.length[route]]
    ]
    assert len(stops) == len(set(stops))
    assert sorted(stop % count for stop in stops if stop < count) == sorted(
        stop % count for stop in stops if stop >= count
    )
    return sorted(stop for stop in stops if stop < count)


def detour_day() -> Problem:
    """Anna sits in the car; straight home takes an hour, past Bo's street twenty minutes."""
    frozen = (FixedStop("anna", FixedKind.PICKUP, 30_000),)
    anna = ride("anna", 0, 20, dropoff_window=Window(30_000, 31_300))
    bo = ride("bo", 10, 20, dropoff_window=DAY)
    problem = on_a_line([anna, bo], [taxi("bil", shifts=(Shift(0, 86_400, frozen=frozen),))])
    legs = problem.travel.legs.copy()
    legs[0, 20, 0] = 3_600
    return replace(problem, travel=TravelMatrix(legs, "omväg", is_estimate=True))


def test_clear_route_when_what_is_locked_cannot_be_driven_alone_takes_everybody_back() -> None:
    """A rider evicted from a route that still holds the stops would be driven twice."""
    search = searching(detour_day())
    search.load([(0, [0, 1, 2, 3])])
    before = search.trial.totals.copy()
    evict(search.data, search.trial, search.scratch, np.int32(1))
    clear_route(search.data, search.trial, search.scratch, np.int32(0))
    assert search.scratch.banked[0] == 0
    assert search.trial.route_of.tolist() == [0, 0]
    assert search.trial.totals.tolist() == before.tolist()


def test_run_when_what_is_locked_cannot_be_driven_alone_keeps_a_whole_plan() -> None:
    """The same through many iterations: nobody twice, nobody lost."""
    search = searching(detour_day())
    search.load([(0, [0, 1, 2, 3])])
    search.settle()
    search.run(Budget(Settings(clock=lambda: 0.0, iterations=200)))
    assert list_served(search) == [0, 1]


def test_evict_when_either_ride_of_a_linked_pair_is_named_takes_both() -> None:
    """The two are served together or not at all."""
    out = ride("ut", 10, 20)
    search = searching(on_a_line([out, waiting_return("hem", out, 600)], [taxi("bil")]))
    search.load([(0, [0, 2, 1, 3])])
    evict(search.data, search.trial, search.scratch, np.int32(1))
    clear_route(search.data, search.trial, search.scratch, np.int32(0))
    assert search.scratch.bank[: search.scratch.banked[0]].tolist() == [0]
    assert search.trial.route_of.tolist() == [NOBODY, NOBODY]
    assert search.trial.length[0] == 0


@pytest.mark.parametrize("way", [ruin_related, ruin_dear])
def test_ruin_when_many_are_already_absent_still_takes_riders_out(way: object) -> None:
    """In a plan with too few cars room must be made, not only looked for."""
    search = searching(scattered_day(40))
    search.construct()
    served = np.flatnonzero(search.trial.route_of != NOBODY)
    search.scratch.banked[0] = 10
    assert callable(way)
    way(search.data, search.trial, search.scratch, np.int32(served[0]), 8.0)
    assert search.scratch.banked[0] >= 12


def test_run_when_iterated_keeps_every_rider_once_and_the_books_right() -> None:
    """What the totals say is what the routes hold."""
    problem = scattered_day(40)
    search = searching(problem)
    search.construct()
    search.run(Budget(Settings(clock=lambda: 0.0, iterations=1_500)))
    search.load(search.best())
    served = list_served(search)
    assert search.trial.totals[2] == len(problem.requests) - len(served)
    left_out = [k for k in range(len(problem.requests)) if k not in served]
    assert search.trial.totals[1] == sum(search.data.requests["unserved"][left_out])
    assert search.trial.totals[0] == search.trial.cost.sum()
    assert search.trial.totals[:2].sum() == search.record.objective[0]
