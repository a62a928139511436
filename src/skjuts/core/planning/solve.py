"""From a problem to a plan: search, then write down what was found.

The runs are written by the reference evaluator, so each plan has been driven once by code that
shares nothing with the kernels before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, permutations

import numpy as np

from skjuts.core.kernel.errors import Infeasible
from skjuts.core.planning.problem import FixedKind, Problem
from skjuts.core.planning.reference import Infeasible as Undrivable
from skjuts.core.planning.reference import Visit, price_plan, schedule_run
from skjuts.core.planning.search import (
    Budget,
    Encoded,
    OnProgress,
    Progress,
    Search,
    Settings,
    encode,
    run_together,
)
from skjuts.core.planning.search.arrays import NOBODY
from skjuts.core.planning.search.diagnose import diagnose
from skjuts.core.planning.search.recreate import insert_in_order
from skjuts.core.planning.search.route import judge
from skjuts.core.planning.solution import Run, Solution, StopKind, Unserved

__all__ = ["OnProgress", "Progress", "Settings", "insert_sequentially", "solve", "write_solution"]

SEED_STEP = 1_000_003
"""Between the seeds of searches side by side: far from the next seed that somebody tries."""
MOST_ORDERS = 5040
"""Orders of finishing what was begun that are tried: all, for up to seven riders."""

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
    if isinstance(run, Undrivable):
        # A broken promise of ours, not the wrong type of anything.
        raise RuntimeError(f"kernels and reference differ on {vehicle.id}: {run.reason}")  # noqa: TRY004
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
    """Start the trial from the frozen beginnings, each with the cheapest way to finish what it began.

    Raises `Infeasible` when riders aboard cannot be driven on.
    """
    numbers = {request.id: index for index, request in enumerate(encoded.problem.requests)}
    routes: list[tuple[int, list[int]]] = []
    for route, (vehicle, shift) in enumerate(encoded.shifts):
        frozen = vehicle.shifts[shift].frozen
        if not frozen:
            continue
        nodes = [numbers[stop.request] + (stop.kind is FixedKind.DROPOFF) * len(numbers) for stop in frozen]
        finished = find_finish(search, route, nodes, list_begun(search, nodes))
        if finished is None:
            raise Infeasible(
                f"Fordonet {vehicle.id} kan inte slutföra sina påbörjade resor.",
                field=f"vehicles[{vehicle.id}].shifts[{shift}].frozen",
                remedy="Kontrollera de låsta stoppens tider mot resornas tidsfönster och längsta restid.",
            )
        routes.append((route, finished))
    search.load(routes)


def list_begun(search: Search, nodes: Sequence[int]) -> list[list[int]]:
    """What a frozen beginning leaves to do: a dropoff, with its linked return, for each rider."""
    count = len(search.data.requests)
    begun = []
    for node in nodes:
        home = int(search.data.requests["returned_by"][node % count])
        back = [] if home == NOBODY or home in nodes else [home, home + count]
        if node < count and node + count not in nodes:
            begun.append([node + count, *back])
        elif node >= count and back:
            begun.append(back)
    return begun


def find_finish(
    search: Search, route: int, nodes: Sequence[int], begun: Sequence[Sequence[int]]
) -> list[int] | None:
    """The cheapest order to do what was begun; the first of the possible ones when there are many riders."""
    best: tuple[int, list[int]] | None = None
    latest = search.data.nodes["latest"]
    units = sorted(begun, key=lambda unit: int(latest[unit[0]]))
    for order in islice(permutations(units), MOST_ORDERS):
        sequence = [*nodes, *(node for unit in order for node in unit)]
        search.scratch.sequence[: len(sequence)] = sequence
        price = judge(search.data, search.scratch, route, len(sequence))
        if price.bare >= 0 and (best is None or price.bare + price.extra < best[0]):
            best = (int(price.bare + price.extra), sequence)
    return None if best is None else best[1]


def solve(problem: Problem, settings: Settings, on_progress: OnProgress | None = None) -> Solution:
    """Plan a problem within a budget of time or iterations, in this process.

    `on_progress` is called some twenty times a second and answers False to stop; the best plan
    so far is then returned. With `settings.iterations` the same seed gives the same plan.
    """
    budget = Budget(settings)
    encoded = encode(problem)
    seeds = [settings.seed + k * SEED_STEP for k in range(settings.searches)]
    searches = [Search(encoded.data, encoded.capacity, seed) for seed in seeds]
    for search in searches:
        begin_frozen(encoded, search)
        search.construct()
    return write_solution(encoded, run_together(searches, budget, on_progress))


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
