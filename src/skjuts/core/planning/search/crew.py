"""Searches side by side over the same tables, one a core, that share the routes they remember.

Kernels hold no interpreter lock, so threads do. Each search cools by itself from a seed of its own;
where one would recombine, all meet: the first takes in the others' routes and recombines them all.
A route that one search found and a route that another found may belong together.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from skjuts.core.planning.search.anneal import Record
from skjuts.core.planning.search.driver import (
    COOLING,
    RECOMBINED_AT,
    Budget,
    OnProgress,
    Search,
    pool_share,
)

type Step = Callable[[Search, Budget, OnProgress], bool]


def run_together(searches: Sequence[Search], budget: Budget, tell: OnProgress | None) -> Search:
    """Use up the budget in each of the searches; the one with the best plan is returned."""
    first, *others = searches
    if not others or first.is_empty:
        first.run(budget, tell)
        return first
    with ThreadPoolExecutor(len(others)) as threads:
        _Crew(first, others, budget, threads, tell).run()
    return min(searches, key=lambda search: int(search.record.objective[0]))


class _Crew:
    """The first search works in the caller's thread and talks to the caller; the others only stop."""

    def __init__(
        self,
        first: Search,
        others: Sequence[Search],
        budget: Budget,
        threads: ThreadPoolExecutor,
        tell: OnProgress | None,
    ) -> None:
        self.first, self.others, self.threads = first, others, threads
        self.settings, self.tell = budget.settings, tell or (lambda _: True)
        self.budgets = [budget, *(Budget(budget.settings, budget.begun_s) for _ in others)]
        self.stopped = threading.Event()

    def run(self) -> None:
        """Prepare, then cool and meet, until told to stop."""
        share = pool_share(self.settings)
        if not self.side_by_side(Search.prepare):
            return
        for pause in RECOMBINED_AT:
            if not self.side_by_side(_cool_until(pause - share)):
                return
            self.meet(share)

    def side_by_side(self, step: Step) -> bool:
        """One step of every search at the same time; False when the caller said stop."""
        jobs = [
            self.threads.submit(step, search, budget, lambda _: not self.stopped.is_set())
            for search, budget in zip(self.others, self.budgets[1:], strict=True)
        ]
        try:
            goes_on = step(self.first, self.budgets[0], self.tell)
        except BaseException:
            self.stopped.set()
            raise
        if not goes_on:
            self.stopped.set()
        ended_well = [job.result() for job in jobs]
        return goes_on and all(ended_well)

    def meet(self, share: float) -> None:
        """Let the first search have every route that the others remember, and recombine."""
        for other in self.others:
            other.return_to_best()
            absorb(self.first.record, other.record)
        time_s = self.settings.time_s
        self.first.recombine(None if time_s is None else time_s * share)


def _cool_until(end: float) -> Step:
    """The step that cools a search to a share of its budget."""

    def step(search: Search, budget: Budget, tell: OnProgress) -> bool:
        return search.cool(budget, end, COOLING, tell)

    return step


def absorb(record: Record, other: Record) -> None:
    """Take the other's routes into slots that are free, or hold a dearer order of the same riders."""
    is_free = (record.pool_length == 0) & (other.pool_length > 0)
    is_cheaper = (record.pool_key == other.pool_key) & (other.pool_price < record.pool_price)
    taken = np.flatnonzero(is_free | (is_cheaper & (other.pool_length > 0)))
    record.pool_key[taken] = other.pool_key[taken]
    record.pool_price[taken] = other.pool_price[taken]
    record.pool_kind[taken] = other.pool_kind[taken]
    record.pool_length[taken] = other.pool_length[taken]
    record.pool_stops[taken] = other.pool_stops[taken]
