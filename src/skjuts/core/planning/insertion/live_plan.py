"""A plan that lives: rides are quoted and committed while a caller waits, others are released.

Not for several threads at once: whoever serves many callers lets one in at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from skjuts.core.kernel.errors import NotFound, RouteVersionChanged
from skjuts.core.planning.insertion.answering import find_reason, write_offer
from skjuts.core.planning.insertion.approach import reach_pickup
from skjuts.core.planning.insertion.arrays import MOST_TIMES, PRICE, ROUTE, aim, make_query
from skjuts.core.planning.insertion.asking import require_bookable, require_times
from skjuts.core.planning.insertion.choice import price_by_all_rules
from skjuts.core.planning.insertion.errors import PlanBroken, RideBegun
from skjuts.core.planning.insertion.fleet import find_best, freeze_fleet, survey_fleet, take_in
from skjuts.core.planning.insertion.index import make_outlook
from skjuts.core.planning.insertion.offer import (
    USUAL_TERMS,
    Answer,
    Offer,
    OfferedTime,
    PromiseTerms,
    Refusal,
)
from skjuts.core.planning.insertion.tables import Tables
from skjuts.core.planning.insertion.writing import write_problem, write_solution
from skjuts.core.planning.problem import Problem, Request
from skjuts.core.planning.problem.limits import unserved_ore
from skjuts.core.planning.search.arrays import NOBODY, make_scratch
from skjuts.core.planning.search.route import drop_absent, judge, store
from skjuts.core.planning.solution import Reason, Run, Solution, StopKind

SPARE = 1024
CELL_KM = 4.0


class LivePlan:
    """A plan in use: `quote`, `commit`, `release`, and `freeze` as time goes.

    Every change of a run gives it a new version; an offer holds for the version that it was
    computed on.
    """

    def __init__(
        self,
        problem: Problem,
        solution: Solution,
        *,
        terms: PromiseTerms = USUAL_TERMS,
        spare: int = SPARE,
        cell_km: float = CELL_KM,
    ) -> None:
        """Take over a plan. `spare`: rows to have ready for new requests (more are made when needed).

        `cell_km` is the side of the index's cells. Raises `PlanBroken` when a run breaks a rule.
        """
        self._terms = terms
        self._tables = Tables(problem, spare)
        self._routes = {(vehicle.id, k): route for route, (vehicle, k) in enumerate(self._tables.shifts)}
        self._reasons = {left.request: left.reason for left in solution.unserved}
        self._versions = np.zeros(len(self._tables.shifts), np.int64)
        self._now_s = 0
        self._outlook = make_outlook(self._tables, cell_km)
        self._make_memory()
        for run in solution.runs:
            self._load(run)
        survey_fleet(self._tables.data, self._tables.plan, self._scratch, self._outlook)

    def _make_memory(self) -> None:
        """Working memory, which follows the tables' size."""
        self._scratch = make_scratch(self._tables.data, self._tables.plan.stops.shape[1], seed=1)
        self._query = make_query(self._tables.data)

    def _load(self, run: Run) -> None:
        """Take over one run, keeping its order of stops."""
        tables, route = self._tables, self._routes[run.vehicle, run.shift]
        nodes = [
            tables.rows[stop.request] + (0 if stop.kind is StopKind.PICKUP else tables.room)
            for stop in run.stops
            if stop.request is not None
        ]
        length = len(nodes)
        self._scratch.sequence[:length] = nodes
        kept = judge(tables.data, self._scratch, route, length).bare >= 0
        if not kept or not store(tables.data, tables.plan, self._scratch, route, length):
            raise PlanBroken(
                f"Turen för {run.vehicle} (pass {run.shift + 1}) går inte att köra.", field="runs"
            )

    @property
    def cost_ore(self) -> int:
        """What the plan costs now, the unserved included: `Solution.cost.total_ore` of `solution`."""
        tables = self._tables
        left = [row for row in tables.rows.values() if tables.plan.route_of[row] == NOBODY]
        return int(tables.plan.cost.sum()) + int(tables.data.requests["unserved"][left].sum())

    def version(self, vehicle: str, shift: int) -> int:
        """How many times the run has changed."""
        return int(self._versions[self._routes[vehicle, shift]])

    def problem(self) -> Problem:
        """The problem that the plan solves now: with whoever has come, and what is held fixed."""
        return write_problem(self._tables)

    def solution(self) -> Solution:
        """The plan in full, each run driven once by the reference evaluator."""
        return write_solution(self._tables, self.problem(), self._reasons)

    def quote(self, request: Request, times: Sequence[OfferedTime]) -> tuple[Answer, ...]:
        """Answer each offered time with the cheapest way to drive the ride, or with a refusal.

        The request's own windows do not matter. Nothing in the plan changes. Raises what
        `require_bookable` and `require_times` do.
        """
        tables = self._tables
        require_bookable(tables.problem, tables.places, tables.rows, request)
        require_times(times)
        variants = [replace(request, pickup_window=one[0], dropoff_window=one[1]) for one in times]
        some = [variants[k : k + MOST_TIMES] for k in range(0, len(variants), MOST_TIMES)]
        return tuple(answer for few in some for answer in self._answer(few))

    def _answer(self, variants: list[Request]) -> list[Answer]:
        """Answer for a ride at a few times, which fit into the tables' last rows."""
        tables, query = self._tables, self._query
        nodes = tables.tabulate(variants)
        aim(query, tables.data, int(nodes[0]["place"]), int(nodes[-1]["place"]))
        for row, variant in enumerate(variants, start=tables.asking):
            k = row - tables.asking
            tables.write(row, variant, nodes[k], nodes[len(variants) + k])
        find_best(tables.data, tables.plan, self._scratch, self._outlook, query, len(variants))
        return [self._tell(row, variant) for row, variant in enumerate(variants, start=tables.asking)]

    def _tell(self, row: int, request: Request) -> Answer:
        """What was found for the time in a row of the tables.

        A ride that costs as much as leaving it out is refused by its price.
        """
        tables = self._tables
        found = self._query.answer[row - tables.asking].tolist()
        if found[ROUTE] == NOBODY:
            return Refusal(request, find_reason(tables, self._scratch, row))
        if found[PRICE] >= unserved_ore(tables.problem, request):
            return Refusal(request, Reason.PRICE)
        return write_offer(tables, found, int(self._versions[found[ROUTE]]), request, self._terms)

    def commit(self, offer: Offer) -> Request:
        """Put the offered ride into the plan, its promise hard from now on; returns it as booked.

        Raises `RouteVersionChanged` when the run has changed since, or can no longer be driven as
        offered (quote again), and `DuplicateId` when the request is in the plan already.
        """
        tables, route = self._tables, self._routes[offer.vehicle, offer.shift]
        require_bookable(tables.problem, tables.places, tables.rows, offer.request)
        if self._versions[route] != offer.version:
            raise RouteVersionChanged
        self._make_room()
        row = tables.occupy(offer.request)
        length = tables.plan.length[route] + 2
        if not self._holds(offer, route, row) or not store(
            tables.data, tables.plan, self._scratch, route, length
        ):
            tables.vacate(row)
            raise RouteVersionChanged
        self._changed(route)
        return offer.request

    def _holds(self, offer: Offer, route: int, row: int) -> bool:
        """Can the ride still be driven as offered? Leaves the run's new sequence in the scratch memory."""
        tables, (i, j) = self._tables, offer.gaps
        pickup, dropoff = tables.data.nodes[row], tables.data.nodes[tables.room + row]
        if i == tables.data.routes["frozen"][route]:
            aim(self._query, tables.data, int(pickup["place"]), int(dropoff["place"]))
            soonest = reach_pickup(tables.data, self._outlook, self._query, route, i)
            if soonest > offer.pickup_s:
                return False
            pickup["earliest"] = max(int(pickup["earliest"]), soonest)
        price = price_by_all_rules(tables.data, tables.plan, self._scratch, route, row, i, j)
        return bool(price == offer.price_ore)

    def release(self, request_id: str) -> int:
        """Take a rider out of the plan, a linked return with its ride out; returns the öre saved.

        Raises `NotFound` for a request that is not in the plan, and `RideBegun` when the vehicle has
        set out for the rider.
        """
        tables = self._tables
        if request_id not in tables.rows:
            raise NotFound(f"Beställningen {request_id} finns inte i planen.", field="id")
        before, rows = self.cost_ore, self._list_linked(tables.rows[request_id])
        route = int(tables.plan.route_of[rows[0]])
        if route != NOBODY:
            self._take_out(route, rows)
        for row in rows:
            tables.vacate(row)
        return before - self.cost_ore

    def _list_linked(self, row: int) -> list[int]:
        about = self._tables.data.requests[row]
        return [row, *(int(about[field]) for field in ("return_of", "returned_by") if about[field] != NOBODY)]

    def _take_out(self, route: int, rows: list[int]) -> None:
        tables = self._tables
        if any(tables.plan.position[row] < tables.data.routes["frozen"][route] for row in rows):
            raise RideBegun
        tables.plan.route_of[rows] = NOBODY
        if not drop_absent(tables.data, tables.plan, self._scratch, route):
            tables.plan.route_of[rows] = route
            raise PlanBroken("Utan resenären går turens andra tider inte ihop.", remedy="Planera om turen.")
        self._changed(route)

    def freeze(self, until_s: int) -> None:
        """Hold fixed all that has begun by `until_s`: now, and as far ahead as runs are not to change.

        Stops that the vehicle has visited or set out for keep their times, and a break that has
        begun counts as taken. Nothing new can make a vehicle leave earlier than that. Time does
        not go back.
        """
        self._now_s = max(self._now_s, until_s)
        tables = self._tables
        held = freeze_fleet(
            tables.data, tables.plan, self._scratch, self._outlook, self._versions, self._now_s
        )
        if not held:
            raise RuntimeError("a run lost its schedule by being held fixed")

    def _changed(self, route: int) -> None:
        """A run has changed: write down what it is now, and give it a new version."""
        self._versions[route] += 1
        take_in(self._tables.data, self._tables.plan, self._scratch, self._outlook, route)

    def _make_room(self) -> None:
        """Have a spare row for the next request; the tables grow by half when none is left."""
        tables = self._tables
        if not tables.free:
            tables.widen(max(16, tables.room // 2))
            self._make_memory()
