"""A big day cut into blocks: everything in exactly one of them, and together what belongs together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skjuts.core.planning.decompose import blocks
from skjuts.core.planning.decompose.blocks import Block, Cutter, Sequences
from skjuts.core.planning.decompose.job import globalise, localise, slice_tables
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.search import Encoded, Search, encode
from skjuts.core.planning.search.arrays import NOBODY
from tests.universe.plans import scattered_day, waiting_return

RIDERS = 60
SMALL = 12


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_REQUESTS", SMALL)


def day_with_waits() -> Problem:
    """A scattered day in which every seventh rider is waited for and driven home."""
    problem = scattered_day(RIDERS)
    riders = []
    for number, request in enumerate(problem.requests):
        riders.append(request)
        if number % 7 == 0:
            riders.append(waiting_return(f"{request.id}-hem", request, 900))
    return replace(problem, requests=tuple(riders))


def begun_plan() -> tuple[Encoded, Sequences]:
    """A first plan of the day, by insertion."""
    encoded = encode(day_with_waits())
    search = Search(encoded.data, encoded.capacity, seed=1)
    search.construct()
    return encoded, dict(search.best())


def cut(encoded: Encoded, sequences: Sequences, turn: int = 0) -> list[Block]:
    """The blocks of one round."""
    return Cutter(encoded, sequences, turn).cut()


@pytest.mark.parametrize("turn", range(5))
@pytest.mark.parametrize("is_begun", [False, True])
def test_cut_when_a_day_is_cut_puts_every_route_and_request_in_one_block(
    turn: int, *, is_begun: bool
) -> None:
    """A request in two blocks is driven twice; in none, never."""
    encoded, sequences = begun_plan()
    found = cut(encoded, sequences if is_begun else {}, turn)
    assert len(found) > 2
    for part, size in (("routes", len(encoded.data.routes)), ("requests", len(encoded.data.requests))):
        numbers = np.concatenate([getattr(block, part) for block in found])
        assert sorted(numbers.tolist()) == list(range(size))


@pytest.mark.parametrize("is_begun", [False, True])
def test_cut_when_rides_are_linked_keeps_each_pair_in_one_block(*, is_begun: bool) -> None:
    """The way home cannot be planned without the way out."""
    encoded, sequences = begun_plan()
    for block in cut(encoded, sequences if is_begun else {}):
        inside = set(block.requests.tolist())
        homes = {int(encoded.data.requests["returned_by"][rider]) for rider in inside} - {NOBODY}
        assert homes <= inside


def test_cut_when_riders_are_served_keeps_them_with_their_route() -> None:
    """A block improves the plan that it is given."""
    encoded, sequences = begun_plan()
    count = len(encoded.data.requests)
    for block in cut(encoded, sequences):
        riders = {node % count for route in block.routes.tolist() for node in sequences.get(route, [])}
        assert riders <= set(block.requests.tolist())


def test_cut_when_rounds_go_on_draws_other_borders() -> None:
    """Two riders on either side of a border must get to meet."""
    encoded, sequences = begun_plan()
    first, second = (
        {frozenset(block.requests.tolist()) for block in cut(encoded, sequences, turn)} for turn in (0, 1)
    )
    assert first != second


def test_slice_tables_when_a_block_is_taken_out_keeps_its_rows_and_renumbers_what_refers_to_them() -> None:
    """A link that points outside the block would be followed into another rider's row."""
    encoded, sequences = begun_plan()
    data, count = encoded.data, len(encoded.data.requests)
    for block in cut(encoded, sequences):
        tables, own = slice_tables(data, block), len(block.requests)
        assert (tables["nodes"][:own] == data.nodes[block.requests]).all()
        assert (tables["nodes"][own:] == data.nodes[count + block.requests]).all()
        for number, rider in enumerate(block.requests.tolist()):
            home, fresh = data.requests["returned_by"][rider], tables["requests"]["returned_by"][number]
            assert (fresh == NOBODY) if home == NOBODY else (block.requests[fresh] == home)
        kinds = tables["routes"]["kind"]
        assert sorted(set(kinds.tolist())) == list(range(len(set(kinds.tolist()))))


def test_globalise_when_it_follows_localise_gives_the_plan_back() -> None:
    """Numbers go into a block and come out as they were."""
    encoded, sequences = begun_plan()
    together: Sequences = {}
    for block in cut(encoded, sequences):
        together |= globalise(encoded.data, block, localise(encoded.data, block, sequences))
    assert together == sequences
