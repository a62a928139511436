"""Runs a peer in a process of its own.

Peers bring libraries that our planner brings too, of another version (HiGHS), and the second of them
loaded into a process does not find its symbols; nor can a crash of a peer then end the bench.
"""

from __future__ import annotations

import importlib
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.peers.even_problem import EvenProblem, PeerRoute

ORTOOLS = {
    "OR-Tools, parallel insertion first": "ortools.solve_in_parallel",
    "OR-Tools, insertion by pairs first": "ortools.solve_by_pairs",
}
PEERS = ORTOOLS | {"VROOM": "vroom.solve_with_vroom", "PyVRP": "pyvrp.solve_with_pyvrp"}
"""The peers, and the function of each in this package."""


@dataclass(frozen=True, slots=True)
class PeerPlan:
    """A peer's routes, and the seconds that it took, building its model included."""

    routes: list[PeerRoute]
    seconds: float


def solve_apart(peer: str, even: EvenProblem, seconds: float) -> PeerPlan:
    """Let a peer plan for so many seconds in a fresh process, on the cores that this one may use."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        return executor.submit(_solve, PEERS[peer], even, seconds).result()


def _solve(function: str, even: EvenProblem, seconds: float) -> PeerPlan:
    module, _, name = function.partition(".")
    solve = getattr(importlib.import_module(f"benchmarks.peers.{module}"), name)
    began = time.monotonic()
    routes: list[PeerRoute] = solve(even, seconds)
    return PeerPlan(routes, time.monotonic() - began)
