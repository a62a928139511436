"""The search's tables with spare rows, so that requests can come and go while the plan lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from skjuts.core.kernel.errors import TooLargeInput
from skjuts.core.planning.insertion.arrays import MOST_TIMES
from skjuts.core.planning.problem import Problem, Request, Vehicle
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.search.arrays import NOBODY, Data, Plan, make_plan
from skjuts.core.planning.search.encode import (
    MOST_KINDS,
    MOST_STOPS,
    bit_set,
    company,
    encode,
    list_groups,
    narrow_windows,
    tabulate_forbids,
    tabulate_nodes,
)

UNKNOWN_SKILL = 1 << MOST_KINDS
"""The bit of a qualification that no vehicle has."""


class Tables:
    """A problem's tables, and who sits in which row.

    Request k's pickup is node k and its dropoff node n + k, where n counts the spare rows too. A
    row without a request is in no route and costs nothing. `asked`: how early each rider could be
    fetched when booked.
    """

    def __init__(self, problem: Problem, spare: int) -> None:
        encoded = encode(problem, with_near=False)
        self.problem = problem
        self.shifts: tuple[tuple[Vehicle, int], ...] = encoded.shifts
        self.places = {place.id: number for number, place in enumerate(problem.places)}
        self.vehicles = {vehicle.id: number for number, vehicle in enumerate(problem.vehicles)}
        self.groups = list_kinds(problem)
        self.skills = number_offered(problem)
        self.requests: list[Request | None] = list(problem.requests)
        self.rows = {request.id: row for row, request in enumerate(problem.requests)}
        self.asked = encoded.data.nodes["earliest"][: len(problem.requests)].copy()
        self.data = _replaced(
            encoded.data,
            requests=_with_column(encoded.data.requests, needs=[self.need(one) for one in problem.requests]),
            routes=_with_column(
                encoded.data.routes,
                skills=[bit_set(vehicle.qualifications, self.skills) for vehicle, _ in encoded.shifts],
                entry=[0] * len(encoded.shifts),
            ),
            forbids=tabulate_forbids(problem, self.groups),
        )
        self.plan = make_plan(self.data, MOST_STOPS + 2)
        self.plan.cost[:] = self.data.tariffs["guarantee"][self.data.routes["tariff"]]
        self.free: list[int] = []
        self.widen(MOST_TIMES + max(1, spare))
        self.free = list(range(self.asking - 1, len(problem.requests) - 1, -1))

    @property
    def room(self) -> int:
        """How many requests the tables hold, spare rows included."""
        return len(self.requests)

    @property
    def asking(self) -> int:
        """The first of the rows at the end where times asked about are written, never booked."""
        return self.room - MOST_TIMES

    def widen(self, more: int) -> None:
        """Add spare rows; nodes of dropoffs are renumbered in the plan's routes.

        The rows for asking move to the new end, those that were are spare from then on.
        """
        room, data, plan = self.room, self.data, self.plan
        rows = np.zeros(more, data.requests.dtype)
        for field in ("published", "return_of", "returned_by", "locked"):
            rows[field] = NOBODY
        plan.stops[plan.stops >= room] += more
        self.data = _replaced(
            data,
            nodes=_spread(data.nodes, more),
            requests=np.concatenate([data.requests, rows]),
            near=np.zeros((room + more, 0), np.int32),
        )
        self.plan = Plan(
            **{name: getattr(plan, name) for name in Plan.__annotations__}
            | {
                "route_of": np.concatenate([plan.route_of, np.full(more, NOBODY, np.int32)]),
                "position": _spread(plan.position, more),
            }
        )
        self.asked = np.concatenate([self.asked, np.zeros(more, np.int32)])
        self.free = [*range(room + more - 1 - MOST_TIMES, room - 1 - MOST_TIMES, -1), *self.free]
        self.requests += [None] * more

    def tabulate(self, variants: Sequence[Request]) -> NDArray[np.void]:
        """Both nodes of requests that differ in their windows only: pickups first, then dropoffs."""
        one = variants[0]
        ends = np.array([self.places[one.pickup], self.places[one.dropoff]])
        legs = self.problem.travel.legs[np.ix_(ends, ends)]
        alone = replace(
            self.problem,
            places=tuple(self.problem.places[end] for end in ends),
            travel=replace(self.problem.travel, legs=legs),
            requests=tuple(variants),
        )
        nodes = tabulate_nodes(alone)
        narrow_windows(nodes, legs)
        nodes["place"] = ends[nodes["place"]]
        nodes["group"] = self.groups[company(self.problem, one)]
        return nodes

    def need(self, request: Request) -> int:
        """The qualifications that a request needs, as bits; one that no vehicle has is a bit of its own."""
        unknown = UNKNOWN_SKILL if request.needs - self.skills.keys() else 0
        return bit_set(request.needs, self.skills) | unknown

    def write(self, row: int, request: Request, pickup: np.void, dropoff: np.void) -> None:
        """Let a row of the tables be this request."""
        self.data.nodes[row], self.data.nodes[self.room + row] = pickup, dropoff
        self.asked[row] = pickup["earliest"]
        about = self.data.requests[row]
        about["needs"] = self.need(request)
        about["unserved"] = unserved_ore(self.problem, request)
        published = request.published_vehicle
        about["published"] = NOBODY if published is None else self.vehicles.get(published, len(self.vehicles))

    def occupy(self, request: Request) -> int:
        """Give a request a row of its own."""
        pickup, dropoff = self.tabulate([request])
        row = self.free.pop()
        self.write(row, request, pickup, dropoff)
        self.requests[row], self.rows[request.id] = request, row
        return row

    def vacate(self, row: int) -> None:
        """Make a row spare again."""
        request = self.requests[row]
        if request is not None:
            del self.rows[request.id]
        self.requests[row] = None
        for field in ("return_of", "returned_by", "locked"):
            self.data.requests[row][field] = NOBODY
        self.free.append(row)


def _spread[Kind: np.generic](both: NDArray[Kind], more: int) -> NDArray[Kind]:
    """Make room for `more` pickups and as many dropoffs."""
    pickups, dropoffs = np.split(both, 2)
    spare = np.zeros(more, both.dtype)
    return np.concatenate([pickups, spare, dropoffs, spare])


def _replaced(data: Data, **arrays: NDArray[np.generic]) -> Data:
    return Data(**{name: getattr(data, name) for name in Data.__annotations__} | arrays)


def _with_column(rows: NDArray[np.void], **columns: Sequence[int]) -> NDArray[np.void]:
    """The same rows with some columns in place of theirs."""
    fresh = rows.copy()
    for name, column in columns.items():
        fresh[name] = column
    return fresh


def list_kinds(problem: Problem) -> dict[tuple[str, bool], int]:
    """Number the kinds of company that may ever occur, those of the problem's requests first."""
    kinds = list_groups(problem)
    named = sorted({name for pair in problem.rules.may_not_mix for name in pair})
    for kind in (("", False), ("", True), *((name, False) for name in named)):
        kinds.setdefault(kind, len(kinds))
    if len(kinds) > MOST_KINDS:
        raise TooLargeInput(
            f"Reglerna skiljer {len(kinds)} grupper åt, högst {MOST_KINDS} kan hållas isär.",
            field="rules.may_not_mix",
            remedy="Slå ihop grupper som följer samma regler.",
        )
    return kinds


def number_offered(problem: Problem) -> dict[str, int]:
    """A bit for each qualification of the fleet, since anybody may come to need it."""
    offered = sorted({name for vehicle in problem.vehicles for name in vehicle.qualifications})
    if len(offered) > MOST_KINDS:
        raise TooLargeInput(
            f"Fordonen har {len(offered)} olika behörigheter, högst {MOST_KINDS} kan hållas isär.",
            field="vehicles[].qualifications",
            remedy="Slå ihop behörigheter som samma fordon har.",
        )
    return {name: bit for bit, name in enumerate(offered)}
