"""Rounds of blocks over an Executor: the same answer wherever the jobs run.

Each round cuts the present plan anew, lets every block be improved on its own, and puts the
answers together in the order of the blocks. With a budget of iterations nothing depends on
which process is done first.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field

from skjuts.core.network.legs_handle import LegsHandle
from skjuts.core.planning.decompose.blocks import Block, Cutter, Sequences
from skjuts.core.planning.decompose.job import Job, globalise, improve, localise, slice_tables
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.search.driver import Budget, Cooling, OnProgress, Progress, Search, Settings
from skjuts.core.planning.search.encode import Encoded, encode
from skjuts.core.planning.solution import Solution
from skjuts.core.planning.solve import begin_frozen, write_solution

LARGE_FROM = 1500
"""From so many requests on, blocks beat one search of the whole."""
ROUNDS = 5
REHEAT = 0.6
"""Each round begins at this share of the temperature of the one before."""
WRITING_SHARE = 0.08
"""Share of the time kept for putting the plan together and writing it down."""


@dataclass(slots=True)
class Rounds:
    """A big day being planned: the plan so far, and what each block of the last round cost."""

    encoded: Encoded
    settings: Settings
    budget: Budget
    legs: LegsHandle
    workers: int
    tell: OnProgress | None
    sequences: Sequences = field(default_factory=dict)
    first_ore: int = 0
    best_ore: int = 0

    def job(self, block: Block, turn: int, blocks: int, number: int) -> Job:
        """The job of one block in one round, with its share of the budget."""
        data = self.encoded.data
        share = len(block.requests) / max(1, len(data.requests)) / ROUNDS
        seconds, iterations = None, None
        if self.settings.iterations is not None:
            iterations = max(1, round(self.settings.iterations * share))
        else:
            left = self._left_s() / (ROUNDS - turn)
            seconds = left * self.workers * len(block.requests) / max(1, len(data.requests))
            seconds = min(seconds, left / max(1, -(-blocks // self.workers)) * 1.5)
        return Job(
            tables=slice_tables(data, block),
            legs=self.legs,
            sequences=localise(data, block, self.sequences),
            cooling=Cooling(hot=REHEAT**turn),
            clock=self.settings.clock,
            time_s=seconds,
            iterations=iterations,
            seed=self.settings.seed * 1_000_003 + turn * 1009 + number,
        )

    def _left_s(self) -> float:
        return max(0.1, (self.settings.time_s or 0.0) * (1 - WRITING_SHARE) - self.budget.elapsed_s())

    def play(self, executor: Executor, turn: int) -> bool:
        """One round; False when told to stop (jobs not yet begun are then dropped)."""
        blocks = Cutter(self.encoded, self.sequences, turn).cut()
        jobs = [self.job(block, turn, len(blocks), number) for number, block in enumerate(blocks)]
        futures = [executor.submit(improve, job) for job in jobs]
        cost = 0
        fresh = dict(self.sequences)
        for number, (block, future) in enumerate(zip(blocks, futures, strict=True)):
            outcome = future.result()
            cost += outcome.objective
            for route in block.routes.tolist():
                fresh.pop(route, None)
            fresh.update(globalise(self.encoded.data, block, outcome.sequences))
            self.budget.iterations += outcome.iterations
            if not self._report(fresh, turn, number + 1, len(blocks)):
                for later in futures:
                    later.cancel()
                self.sequences = fresh
                return False
        self.sequences, self.best_ore = fresh, cost
        self.first_ore = self.first_ore or cost
        return True

    def _report(self, fresh: Sequences, turn: int, done: int, blocks: int) -> bool:
        if self.tell is None:
            return True
        served = sum(len(sequence) for sequence in fresh.values()) // 2
        return self.tell(
            Progress(
                stage=f"omgång {turn + 1} av {ROUNDS}, område {done} av {blocks}",
                elapsed_s=self.budget.elapsed_s(),
                iterations=self.budget.iterations,
                first_ore=self.first_ore,
                best_ore=self.best_ore,
                unserved=len(self.encoded.data.requests) - served,
                vehicles=len(fresh),
            )
        )


def solve_large(
    problem: Problem,
    settings: Settings,
    executor: Executor,
    legs: LegsHandle,
    workers: int,
    on_progress: OnProgress | None = None,
) -> Solution:
    """Plan a big day in blocks over any Executor.

    `legs` opens to the problem's travel matrix in every process of the executor, of which
    `workers` run at a time. A stop asked for by `on_progress` waits for jobs already begun.
    """
    budget = Budget(settings)
    encoded = encode(problem, with_near=False)
    search = Search(encoded.data, encoded.capacity, settings.seed)
    begin_frozen(encoded, search)
    rounds = Rounds(encoded, settings, budget, legs, workers, on_progress)
    rounds.sequences = {
        route: search.trial.stops[route, : search.trial.length[route]].tolist()
        for route in range(len(encoded.data.routes))
        if search.trial.length[route]
    }
    for turn in range(ROUNDS if problem.requests else 0):
        if not rounds.play(executor, turn):
            break
    search.load(list(rounds.sequences.items()))
    search.settle()
    return write_solution(encoded, search)
