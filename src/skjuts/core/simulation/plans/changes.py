"""What can be changed in a past day before it is planned again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from skjuts.core.planning.problem import Problem, ReferenceSide, Request, RideCap, Vehicle, Window
from skjuts.core.rules import RuleBook
from skjuts.core.simulation.errors import BadScenario
from skjuts.core.simulation.plans.past_day import PastDay
from skjuts.core.simulation.rules.proposing import propose_all
from skjuts.core.tariffs.contract import Tariff


class Change(Protocol):
    """A change of a day; a frozen dataclass, so that results are found again by exactly what was changed."""

    def apply(self, day: PastDay) -> PastDay:
        """The changed day. Raises `BadScenario` when it does not fit."""


MOST_MOVE_S = 3600
"""A visit is moved an hour at most: more is another visit."""
AREA_MARK = "area:"


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles added and taken away, by id."""

    added: tuple[Vehicle, ...] = ()
    removed: tuple[str, ...] = ()

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when a vehicle to be removed is not there, or one to be added is."""
        known = {one.id for one in day.problem.vehicles}
        if not known.issuperset(self.removed) or known.intersection(one.id for one in self.added):
            raise BadScenario("Fordonen stämmer inte med dagens.", field="fleet")
        kept = tuple(one for one in day.problem.vehicles if one.id not in self.removed)
        return _with_problem(day, replace(day.problem, vehicles=(*kept, *self.added)))


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How late a rider may be at a price, and how much longer than direct one may sit; None leaves it."""

    late_s: int | None = None
    ride_caps: tuple[RideCap, ...] | None = None

    def apply(self, day: PastDay) -> PastDay:
        """The same for everybody."""
        problem = day.problem
        if self.ride_caps is not None:
            problem = replace(problem, rules=replace(problem.rules, ride_caps=self.ride_caps))
        if self.late_s is not None:
            late = self.late_s
            problem = _with_requests(
                problem, (replace(one, late_tolerance_s=late) for one in problem.requests)
            )
        return _with_problem(day, problem)


@dataclass(frozen=True, slots=True)
class Contracts:
    """Other prices for contracts of the same ids."""

    tariffs: tuple[Tariff, ...]

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` for a contract that the day does not have."""
        changed = {one.id: one for one in self.tariffs}
        if not day.problem.tariffs.keys() >= changed.keys():
            raise BadScenario("Ett avtal finns inte den dagen.", field="contracts")
        return _with_problem(day, replace(day.problem, tariffs={**day.problem.tariffs, **changed}))


@dataclass(frozen=True, slots=True)
class Waves:
    """Visits gathered at every so many seconds, moved at most `most_s`; returns move with their visits."""

    every_s: int
    most_s: int = MOST_MOVE_S

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when visits would be moved by more than an hour."""
        if self.every_s < 1 or not 0 <= self.most_s <= MOST_MOVE_S:
            raise BadScenario("Besök flyttas högst en timme.", field="waves")
        moves = {one.id: self._find_move(one) for one in day.problem.requests}
        return _move_visits(day, moves)

    def _find_move(self, request: Request) -> int:
        if request.reference is not ReferenceSide.ARRIVE_BY:
            return 0
        visit = request.dropoff_window.latest_s
        wave = (visit + self.every_s // 2) // self.every_s * self.every_s
        return wave - visit if abs(wave - visit) <= self.most_s else 0


@dataclass(frozen=True, slots=True)
class FlexibleVisits:
    """Visits that may be earlier or later by up to `most_s`, as the plan likes it best."""

    most_s: int = MOST_MOVE_S

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when that is more than an hour."""
        if not 0 <= self.most_s <= MOST_MOVE_S:
            raise BadScenario("Besök flyttas högst en timme.", field="flexible")
        widened = (
            replace(
                one,
                pickup_window=self._widen(one.pickup_window),
                dropoff_window=self._widen(one.dropoff_window),
            )
            for one in day.problem.requests
        )
        return _with_problem(day, _with_requests(day.problem, widened))

    def _widen(self, window: Window) -> Window:
        return Window(window.earliest_s - self.most_s, window.latest_s + self.most_s)


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Vehicles that drive for nobody else: paid for the whole shift at an hourly price, used or not."""

    vehicles: tuple[str, ...]
    per_hour_ore: int

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` for a vehicle that is not there."""
        if not {one.id for one in day.problem.vehicles}.issuperset(self.vehicles):
            raise BadScenario("Ett fordon finns inte den dagen.", field="exclusive")
        tariffs, vehicles = dict(day.problem.tariffs), []
        for one in day.problem.vehicles:
            if one.id not in self.vehicles:
                vehicles.append(one)
                continue
            longest = max(shift.end_s - shift.start_s for shift in one.shifts)
            name = f"{one.tariff}:{longest}"
            tariffs[name] = replace(
                tariffs[one.tariff], id=name, guaranteed_s=longest, guaranteed_per_hour_ore=self.per_hour_ore
            )
            vehicles.append(replace(one, tariff=name, guaranteed=True))
        return _with_problem(day, replace(day.problem, tariffs=tariffs, vehicles=tuple(vehicles)))


@dataclass(frozen=True, slots=True)
class WithoutWaiting:
    """No vehicle waits at a visit; the ride home is ordered for itself."""

    def apply(self, day: PastDay) -> PastDay:
        """Linked returns are let loose."""
        loose = (replace(one, wait=None) for one in day.problem.requests)
        return _with_problem(day, _with_requests(day.problem, loose))


@dataclass(frozen=True, slots=True)
class Response:
    """Riders who are ready are fetched within `within_s`, without tolerance."""

    within_s: int

    def apply(self, day: PastDay) -> PastDay:
        """Returns get a narrower window; linked returns keep theirs, since the vehicle is there."""
        narrowed = (self._narrow(one) for one in day.problem.requests)
        return _with_problem(day, _with_requests(day.problem, narrowed))

    def _narrow(self, request: Request) -> Request:
        if request.reference is ReferenceSide.ARRIVE_BY or request.wait is not None:
            return request
        early, late = request.pickup_window
        window = Window(early, min(late, early + self.within_s))
        return replace(request, pickup_window=window, late_tolerance_s=0)


@dataclass(frozen=True, slots=True)
class Classed:
    """Riders of a category ('' = all) who may only go in vehicles with a qualification."""

    qualification: str
    category: str = ""

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when no vehicle has it."""
        if not any(self.qualification in one.qualifications for one in day.problem.vehicles):
            raise BadScenario("Inget fordon har den fordonsklassen.", field="class")
        asked = (
            replace(one, needs=one.needs | {self.qualification})
            if self.category in {"", one.category}
            else one
            for one in day.problem.requests
        )
        return _with_problem(day, _with_requests(day.problem, asked))


@dataclass(frozen=True, slots=True)
class AreaSplit:
    """Each carrier drives in its own area: a vehicle takes those who live there and nobody else.

    `vehicles` maps vehicle to area; a ride belongs to the area of its pickup, a ride home to that of its
    dropoff.
    """

    vehicles: Mapping[str, str] = field(default_factory=dict)

    def apply(self, day: PastDay) -> PastDay:
        """Raises `BadScenario` when a place has no area."""
        asked = (replace(one, needs=one.needs | {self._find_mark(day, one)}) for one in day.problem.requests)
        problem = _with_requests(day.problem, asked)
        vehicles = tuple(
            replace(one, qualifications=one.qualifications | {AREA_MARK + self.vehicles.get(one.id, "")})
            for one in problem.vehicles
        )
        return _with_problem(day, replace(problem, vehicles=vehicles))

    def _find_mark(self, day: PastDay, request: Request) -> str:
        home = request.pickup if request.reference is ReferenceSide.ARRIVE_BY else request.dropoff
        if home not in day.areas:
            raise BadScenario(f"Platsen {home} har inget område.", field="areas")
        return AREA_MARK + day.areas[home]


@dataclass(frozen=True, slots=True)
class UnderRules:
    """Only rides that a rule book would grant in one of the modes that are driven here.

    Rides without a stored matter stay. Who gets `pooled_mode` may be driven with others.
    """

    book: RuleBook
    driven_modes: tuple[str, ...]
    pooled_mode: str

    def apply(self, day: PastDay) -> PastDay:
        """A ride that falls away takes its linked return with it, and the other way round."""
        names = [one.id for one in day.problem.requests if one.id in day.matters]
        found = propose_all(self.book, [day.matters[name] for name in names])
        modes = {
            name: found.different[number].mode
            for name, number in zip(names, found.numbers.tolist(), strict=True)
        }
        gone = {name for name, mode in modes.items() if mode not in self.driven_modes}
        links = {one.id: one.wait.outbound for one in day.problem.requests if one.wait is not None}
        gone |= {home for home, out in links.items() if out in gone} | {
            links[one] for one in gone & links.keys()
        }
        kept = (
            replace(one, ride_alone=False) if modes.get(one.id) == self.pooled_mode else one
            for one in day.problem.requests
            if one.id not in gone
        )
        return _with_problem(day, _with_requests(day.problem, kept))


def _move_visits(day: PastDay, moves: Mapping[str, int]) -> PastDay:
    """Shift each ride by its own visit's move; a return, linked or not, by its outbound ride's."""
    moved = []
    for one in day.problem.requests:
        outbound = one.wait.outbound if one.wait is not None else day.returns.get(one.id, one.id)
        shift = moves.get(outbound, 0)
        windows = (
            Window(w.earliest_s + shift, w.latest_s + shift) for w in (one.pickup_window, one.dropoff_window)
        )
        pickup, dropoff = windows
        moved.append(replace(one, pickup_window=pickup, dropoff_window=dropoff))
    return _with_problem(day, _with_requests(day.problem, moved))


def _with_requests(problem: Problem, requests: Iterable[Request]) -> Problem:
    return replace(problem, requests=tuple(requests))


def _with_problem(day: PastDay, problem: Problem) -> PastDay:
    return replace(day, problem=problem)
