"""From JSON to a `Solution`: our own plans, and those of other programs.

Of another program's plan only this is asked: `runs`, each with its `stops` in order, each stop
with its `request`, its `kind` and the time its service starts. The rest is filled in from the
problem where it is missing, so that every plan is judged by the same rules:

- a run without `vehicle` drives the vehicle of the same number in the problem's list;
- the two ends of a run are added where the vehicle has a start or end place;
- a stop without `arrive` and `depart` follows the text of core/planning: the vehicle leaves
  at once with somebody aboard, else so that it arrives when the next service starts;
- requests that are neither driven nor listed as unserved count as left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from skjuts.core.kernel.errors import InvalidField, UnknownReference, UnreadableInput, UnsupportedVersion
from skjuts.core.planning.formats.decoding import decode
from skjuts.core.planning.formats.run_filling import BareStop, RunFiller
from skjuts.core.planning.formats.solution_form import (
    PLAN_KIND,
    PLAN_VERSION,
    PlanCostForm,
    RunCostForm,
)
from skjuts.core.planning.problem import Problem, Vehicle
from skjuts.core.planning.solution import PlanCost, Reason, Run, Solution, StopKind, Unserved
from skjuts.core.tariffs.contract import RunCost

Time = int | float

_NOTHING = msgspec.Raw(b"null")
_NEEDS_REQUEST = (StopKind.PICKUP, StopKind.DROPOFF)
_ENDS = (StopKind.START, StopKind.END)


class _StopRow(msgspec.Struct):
    kind: StopKind
    request: str | int | None = None
    place: str | int | None = None
    arrive: Time | None = None
    start: Time | None = None
    depart: Time | None = None


class _RunRow(msgspec.Struct):
    stops: list[_StopRow]
    vehicle: str | int | None = None
    shift: int = 0
    cost: msgspec.Raw = _NOTHING


class _UnservedRow(msgspec.Struct):
    request: str | int
    reason: Reason = Reason.PRICE


class _SummaryRow(msgspec.Struct):
    cost: msgspec.Raw = _NOTHING


class _PlanRow(msgspec.Struct):
    runs: list[_RunRow]
    unserved: list[_UnservedRow] = []
    summary: _SummaryRow | None = None
    skjuts: str = ""
    version: int = PLAN_VERSION


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan as it was read; without `states_cost` its amounts are zero and not to be judged."""

    solution: Solution
    states_cost: bool


def read_solution(data: bytes, problem: Problem) -> PlanDocument:
    """Read a plan for a problem.

    Raises `UnreadableInput`, `UnsupportedVersion` or `InvalidField` for what is not a plan, and
    `UnknownReference` for a request, vehicle, shift or place that the problem does not have. A plan
    that breaks the problem's rules is still read: judging is the checker's task.
    """
    plan = decode(data, _PlanRow)
    if plan.skjuts not in ("", PLAN_KIND):
        raise UnreadableInput("Filen är inte en plan.", field="skjuts")
    if plan.version != PLAN_VERSION:
        raise UnsupportedVersion(
            f"Planens version är {plan.version}, men här läses version {PLAN_VERSION}.", field="version"
        )
    return _PlanReader(problem).read(plan)


class _PlanReader:
    """Reads the rows of one plan against its problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
        self._requests = {request.id for request in problem.requests}
        self._places = {place.id for place in problem.places}
        self._filler = RunFiller(problem)

    def read(self, plan: _PlanRow) -> PlanDocument:
        total = _stated(plan.summary.cost, PlanCostForm) if plan.summary else None
        costs = [_stated(row.cost, RunCostForm) for row in plan.runs]
        states_cost = total is not None and None not in costs
        runs = tuple(
            self._run(number, row, _run_cost(cost))
            for number, (row, cost) in enumerate(zip(plan.runs, costs, strict=True))
        )
        solution = Solution(runs, self._list_unserved(plan, runs), _plan_cost(total))
        return PlanDocument(solution, states_cost)

    def _run(self, number: int, row: _RunRow, cost: RunCost) -> Run:
        field = f"runs[{number}]"
        vehicle = self._vehicle(field, number, row)
        if not 0 <= row.shift < len(vehicle.shifts):
            raise UnknownReference(
                f"Fordonet {vehicle.id} har inget pass {row.shift}.", field=f"{field}.shift"
            )
        stops = [self._stop(f"{field}.stops[{place}]", stop) for place, stop in enumerate(row.stops)]
        return Run(vehicle.id, row.shift, self._filler.fill(vehicle, row.shift, stops), cost)

    def _vehicle(self, field: str, number: int, row: _RunRow) -> Vehicle:
        if row.vehicle is None and number < len(self._problem.vehicles):
            return self._problem.vehicles[number]
        vehicle = self._vehicles.get(str(row.vehicle))
        if vehicle is None:
            raise UnknownReference(
                f"Planen kör fordonet ”{row.vehicle}”, som inte finns i underlaget.", field=f"{field}.vehicle"
            )
        return vehicle

    def _stop(self, field: str, row: _StopRow) -> BareStop:
        request = self._request(f"{field}.request", row.request)
        if (request is not None) != (row.kind in _NEEDS_REQUEST):
            fault = "saknar beställning" if request is None else "ska inte ha någon beställning"
            raise InvalidField(f"Stoppet ({row.kind}) {fault}.", field=f"{field}.request")
        if row.start is None and row.kind not in _ENDS:
            raise InvalidField(f"Stoppet ({row.kind}) saknar starttid.", field=f"{field}.start")
        place = None if row.place is None else str(row.place)
        if place is not None and place not in self._places:
            raise UnknownReference(f"Platsen ”{place}” finns inte i underlaget.", field=f"{field}.place")
        return BareStop(
            row.kind, request, place, self._ticks(row.arrive), self._ticks(row.start), self._ticks(row.depart)
        )

    def _request(self, field: str, name: str | int | None) -> str | None:
        if name is not None and str(name) not in self._requests:
            raise UnknownReference(f"Beställningen ”{name}” finns inte i underlaget.", field=field)
        return None if name is None else str(name)

    def _ticks(self, time: Time | None) -> int | None:
        return None if time is None else round(time * self._problem.ticks_per_unit)

    def _list_unserved(self, plan: _PlanRow, runs: tuple[Run, ...]) -> tuple[Unserved, ...]:
        """The requests listed as unserved, and those that the plan does not mention at all."""
        listed = []
        for number, row in enumerate(plan.unserved):
            name = self._request(f"unserved[{number}].request", row.request)
            listed.append(Unserved(name or "", row.reason))
        mentioned = {stop.request for run in runs for stop in run.stops}
        mentioned |= {unserved.request for unserved in listed}
        left_out = [request.id for request in self._problem.requests if request.id not in mentioned]
        return (*listed, *(Unserved(name, Reason.PRICE) for name in left_out))


def _stated[Cost: (RunCostForm, PlanCostForm)](cost: msgspec.Raw, form: type[Cost]) -> Cost | None:
    """The amounts, when all of them are there in our own form; another program's are its own affair."""
    try:
        return msgspec.json.decode(cost, type=form)
    except msgspec.ValidationError:
        return None


def _run_cost(cost: RunCostForm | None) -> RunCost:
    if cost is None:
        return RunCost()
    return RunCost(**{part: amount for part, amount in _parts(cost).items() if part != "total_ore"})


def _plan_cost(cost: PlanCostForm | None) -> PlanCost:
    if cost is None:
        return PlanCost()
    return PlanCost(**{part: amount for part, amount in _parts(cost).items() if part != "total_ore"})


def _parts(cost: RunCostForm | PlanCostForm) -> dict[str, int]:
    return msgspec.structs.asdict(cost)
