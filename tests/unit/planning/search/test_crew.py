"""Searches side by side: they share what they remember, stop together, and repeat."""

from __future__ import annotations

import threading

import pytest

from skjuts.core.planning.search import Budget, Progress, Search, Settings, encode, run_together
from skjuts.core.planning.search.anneal import remember
from skjuts.core.planning.search.crew import absorb
from tests.universe.plans import on_a_line, ride, taxi

RIDERS = [ride(name, at, at + 10) for name, at in (("a", 5), ("b", 5), ("c", 45), ("d", 45))]
A, B = 0, 1


def two_searches() -> list[Search]:
    """Two searches over the same four riders and two cars, each with a first plan."""
    encoded = encode(on_a_line(RIDERS, [taxi("väst", 0), taxi("öst", 60)]))
    searches = [Search(encoded.data, encoded.capacity, seed) for seed in (1, 2)]
    for search in searches:
        search.construct()
    return searches


def remember_route(search: Search, route: int, sequence: list[int]) -> None:
    """Have one route in memory."""
    search.load([(route, sequence)])
    remember(search.data, search.trial, search.record, route)


def counted(iterations: int = 300) -> Budget:
    """A budget that repeats."""
    return Budget(Settings(clock=lambda: 0.0, iterations=iterations))


def test_absorb_when_the_other_knows_another_route_takes_it_in() -> None:
    """What one search found may fit what the other found."""
    first, second = two_searches()
    remember_route(first, 0, [A, A + 4])
    remember_route(second, 0, [B, B + 4])
    absorb(first.record, second.record)
    assert (first.record.pool_length > 0).sum() == 2


def test_absorb_when_the_other_drives_the_same_riders_cheaper_takes_the_cheaper_order() -> None:
    """Of two orders of the same riders, only the cheaper can be part of the best plan."""
    first, second = two_searches()
    for search in (first, second):
        remember_route(search, 0, [A, A + 4])
    cheap = int(second.record.pool_price.max())
    first.record.pool_price[first.record.pool_length > 0] += 100
    absorb(first.record, second.record)
    assert int(first.record.pool_price.max()) == cheap
    assert (first.record.pool_length > 0).sum() == 1


def test_crew_when_run_twice_by_iterations_finds_the_same_plan() -> None:
    """Threads may come in any order; what they find may not depend on it."""
    plans = [run_together(two_searches(), counted(), None).best() for _ in range(2)]
    assert plans[0] == plans[1]


def test_crew_when_it_ends_has_the_best_plan_of_all() -> None:
    """The caller gets the best, whichever search found it."""
    searches = two_searches()
    best = run_together(searches, counted(), None)
    assert best.record.objective[0] == min(int(one.record.objective[0]) for one in searches)


def test_crew_when_told_to_stop_stops_every_search() -> None:
    """Ctrl-C waits for nobody's cooling."""
    budget = counted(1_000_000_000)
    searches = two_searches()

    def stop(progress: Progress) -> bool:
        assert threading.current_thread() is threading.main_thread()
        return progress.iterations < 1000

    run_together(searches, budget, stop)
    assert budget.iterations < 10_000


def test_crew_when_the_listener_fails_lets_nobody_search_on() -> None:
    """A broken display must not leave a thread behind that searches for an hour."""

    def fail(progress: Progress) -> bool:
        raise ValueError(progress.stage)

    with pytest.raises(ValueError, match="söker"):
        run_together(two_searches(), counted(1_000_000_000), fail)
