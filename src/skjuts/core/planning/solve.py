"""From a problem to a plan: search, then write down what was found.

The runs are written by the reference evaluator, so each plan has been driven once by code that
shares nothing with the kernels before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import Infeasible, Visit, price_plan, schedule_run
from skjuts.core.planning.search import Budget, Encoded, OnProgress, Progress, Search, Settings, encode
from skjuts.core.planning.search.arrays import NOBODY
from skjuts.core.planning.search.diagnose import diagnose
from skjuts.core.planning.search.recreate import insert_in_order
from skjuts.core.planning.solution import Run, Solution, StopKind, Unserved

__all__ = ["OnProgress", "Progress", "Settings", "insert_sequentially", "solve", "write_solution"]

Routes = Iterable[tuple[int, Sequence[int]]]
"""Node sequences by route number."""


def write_run(encoded: Encoded, route: int, nodes: Sequence[int]) -> Run:
    """Schedule and price one route by the reference; a route without a schedule is a programming error."""
    problem, (vehicle, shift) = encoded.problem, encoded.shifts[route]
    count = len(problem.requests)
    visits = [
        Visit(problem.requests[node % count].id, StopKind.PICKUP if node < count else StopKind.DROPOFF)
        for node in nodes
    ]
    riders = tuple(problem.requests[node] for node in nodes if node < count)
    run = schedule_run(replace(problem, requests=riders), vehicle, shift, visits)
    if isinstance(run, Infeasible):
        raise RuntimeError(f"kernels and reference differ on {vehicle.id}: {run.reason}")
    return run


def write_solution(encoded: Encoded, search: Search) -> Solution:
    """The search's best plan, with a reason for everyone left out."""
    problem = encoded.problem
    search.load(search.best())
    runs = tuple(write_run(encoded, route, nodes) for route, nodes in search.best())
    unserved = tuple(
        Unserved(request.id, diagnose(search.data, search.trial, search.scratch, index))
        for index, request in enumerate(problem.requests)
        if search.trial.route_of[index] == NOBODY
    )
    return Solution(runs, unserved, price_plan(problem, runs))


def begin_frozen(encoded: Encoded, search: Search) -> None:
    """Start the trial from the frozen beginnings, riders aboard dropped as early as windows say."""
    numbers = {request.id: index for index, request in enumerate(encoded.problem.requests)}
    routes: list[tuple[int, list[int]]] = []
    for route, (vehicle, shift) in enumerate(encoded.shifts):
        frozen = vehicle.shifts[shift].frozen
        if not frozen:
            continue
        nodes = [numbers[stop.request] + (stop.kind == "dropoff") * len(numbers) for stop in frozen]
        aboard = [node + len(numbers) for node in nodes if node < len(numbers)]
        left = [node for node in aboard if node not in nodes]
        routes.append((route, nodes + sorted(left, key=lambda node: int(search.data.nodes["latest"][node]))))
    search.load(routes)


def solve(problem: Problem, settings: Settings, on_progress: OnProgress | None = None) -> Solution:
    """Plan a problem within a budget of time or iterations, in this process.

    `on_progress` is called some twenty times a second and answers False to stop; the best plan
    so far is then returned. With `settings.iterations` the same seed gives the same plan.
    """
    budget = Budget(settings)
    encoded = encode(problem)
    search = Search(encoded.data, encoded.capacity, settings.seed)
    begin_frozen(encoded, search)
    search.construct()
    search.run(budget, on_progress)
    return write_solution(encoded, search)


def insert_sequentially(problem: Problem, order: Sequence[str] | None = None) -> Solution:
    """Each request into its best place, once, in booking order: what a desk does without a planner.

    `order` lists request ids; without it, the order of the problem.
    """
    encoded = encode(problem)
    search = Search(encoded.data, encoded.capacity, seed=1)
    begin_frozen(encoded, search)
    numbers = {request.id: index for index, request in enumerate(problem.requests)}
    wanted = list(numbers) if order is None else list(order)
    leaders = [numbers[name] for name in wanted if search.data.requests["return_of"][numbers[name]] == NOBODY]
    free = [index for index in leaders if search.trial.route_of[index] == NOBODY]
    insert_in_order(search.data, search.trial, search.scratch, np.array(free, np.int32))
    search.settle()
    return write_solution(encoded, search)
