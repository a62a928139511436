"""One block, planned on its own in whichever process it reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skjuts.core.network.legs_handle import LegsHandle
from skjuts.core.planning.decompose.blocks import Block, Sequences
from skjuts.core.planning.search import Budget, Search, Settings
from skjuts.core.planning.search.arrays import NOBODY, Data
from skjuts.core.planning.search.driver import Cooling
from skjuts.core.planning.search.encode import stop_capacity
from skjuts.core.planning.search.near import list_near


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A block's own tables with its present plan. Everything here pickles small.

    `tables` are the arrays of `Data` but `legs` and `near`; numbers are the block's own.
    """

    tables: dict[str, NDArray[Any]]
    legs: LegsHandle
    sequences: list[tuple[int, list[int]]]
    cooling: Cooling
    clock: Callable[[], float]
    time_s: float | None
    iterations: int | None
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A block's plan after its job: sequences in the block's own numbers, and the objective in öre."""

    sequences: list[tuple[int, list[int]]]
    objective: int
    iterations: int


def renumber(old: NDArray[np.int32], numbers: NDArray[np.int64], size: int) -> NDArray[np.int32]:
    """References to rows of a table of `size`, after only the rows `numbers` are left."""
    fresh = np.full(size + 1, NOBODY, np.int32)
    fresh[numbers] = np.arange(len(numbers))
    return fresh[old]


def slice_tables(data: Data, block: Block) -> dict[str, NDArray[Any]]:
    """The tables of a block."""
    count = len(data.requests)
    requests = data.requests[block.requests].copy()
    for name, numbers, size in (
        ("return_of", block.requests, count),
        ("returned_by", block.requests, count),
        ("locked", block.routes, len(data.routes)),
    ):
        requests[name] = renumber(requests[name], numbers, size)
    routes = data.routes[block.routes].copy()
    routes["kind"] = np.unique(routes["kind"], return_inverse=True)[1]
    return {
        "nodes": np.concatenate([data.nodes[block.requests], data.nodes[count + block.requests]]),
        "requests": requests,
        "routes": routes,
        "tariffs": data.tariffs,
        "zones": data.zones,
        "work": data.work,
        "forbids": data.forbids,
        "marks": np.concatenate([data.marks[block.requests], data.marks[count + block.routes]]),
        "terms": data.terms,
    }


def localise(data: Data, block: Block, sequences: Sequences) -> list[tuple[int, list[int]]]:
    """The block's part of the plan in its own numbers."""
    count, own = len(data.requests), len(block.requests)
    fresh = {int(request): number for number, request in enumerate(block.requests)}
    return [
        (number, [fresh[node % count] + own * (node >= count) for node in sequences[int(route)]])
        for number, route in enumerate(block.routes)
        if int(route) in sequences
    ]


def globalise(data: Data, block: Block, sequences: list[tuple[int, list[int]]]) -> Sequences:
    """A block's plan in the numbers of the whole problem."""
    count, own = len(data.requests), len(block.requests)
    return {
        int(block.routes[number]): [int(block.requests[node % own]) + count * (node >= own) for node in nodes]
        for number, nodes in sequences
    }


def improve(job: Job) -> Outcome:
    """Plan one block within its budget, starting from its present plan."""
    count = len(job.tables["requests"])
    if count == 0:
        idle = job.tables["tariffs"]["guarantee"][job.tables["routes"]["tariff"]]
        return Outcome([], int(idle.sum()), 0)
    with job.legs.open() as legs:
        data = Data(**job.tables, legs=legs, near=list_near(job.tables["nodes"], legs))
        search = Search(data, stop_capacity(data), job.seed)
        budget = Budget(Settings(job.clock, job.time_s, job.iterations, job.seed))
        search.load(job.sequences)
        search.construct()
        search.run(budget, cooling=job.cooling)
        outcome = Outcome(search.best(), int(search.record.objective[0]), budget.iterations)
        del search, data
    return outcome
