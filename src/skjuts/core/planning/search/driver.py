"""The anytime driver: construct, anneal in cycles, recombine, report, stop when told.

No clock lives here: the caller passes one. With an iteration budget the result depends on the
problem, the seed and the budget alone; with a time budget it also depends on the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.anneal import anneal, keep_best, list_absent, make_record, remember
from skjuts.core.planning.search.arrays import NOBODY, Data, make_plan, make_scratch
from skjuts.core.planning.search.fleet import eject, empty_route
from skjuts.core.planning.search.pool import recombine
from skjuts.core.planning.search.recreate import insert_in_order
from skjuts.core.planning.search.route import store

CHUNK_S = 0.05
"""Between two looks at the clock (and at whoever wants to stop)."""
MEAN_REMOVED = 8.0
POOL_SLOTS = 1 << 14
FLEET_SHARE, FLEET_ATTEMPTS = 0.3, 3
"""Where vehicles come before cost: share of the budget for emptying routes, and tries in it."""
FEWEST_VEHICLES = 2
"""With fewer, there is nowhere to put the riders of an emptied route."""
RECOMBINED_AT = (0.7, 0.85, 1.0)
"""Shares of the budget after which remembered routes are recombined."""
POOL_SHARE = 0.03
"""Share of the time that each recombination may take."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How long to search: seconds on `clock`, or iterations (repeatable), and the seed.

    `searches`: how many to run side by side, each in a thread (see `crew`).
    """

    clock: Callable[[], float]
    time_s: float | None = None
    iterations: int | None = None
    seed: int = 1
    searches: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands, for the one who waits. Prices in öre (foreign formats: ticks)."""

    stage: str
    elapsed_s: float
    iterations: int
    first_ore: int
    best_ore: int
    unserved: int
    vehicles: int


@dataclass(frozen=True, slots=True)
class Cooling:
    """First and last temperature, as shares of a leg's mean price; it falls geometrically between them."""

    hot: float = 1.5
    cold: float = 0.1


COOLING = Cooling()

OnProgress = Callable[[Progress], bool]
"""Told now and then; answers False to stop."""


class Budget:
    """How much of the time or of the iterations is used. `begun_s`: when on the clock, now unless told."""

    def __init__(self, settings: Settings, begun_s: float | None = None) -> None:
        if (settings.time_s is None) == (settings.iterations is None):
            raise ValueError("give either time_s or iterations")
        self.settings = settings
        self.begun_s = settings.clock() if begun_s is None else begun_s
        self.iterations = 0
        self.pace = 20.0

    def elapsed_s(self) -> float:
        """Seconds since the search began."""
        return self.settings.clock() - self.begun_s

    def used(self) -> float:
        """Share of the budget used, 1.0 or more when it is gone."""
        if self.settings.iterations is not None:
            return self.iterations / self.settings.iterations if self.settings.iterations > 0 else 1.0
        return self.elapsed_s() / max(1e-9, self.settings.time_s or 0.0)

    def chunk(self) -> int:
        """How many iterations to run before the next look."""
        if self.settings.iterations is not None:
            return min(500, self.settings.iterations - self.iterations)
        return max(1, int(self.pace))

    def spend(self, iterations: int, seconds: float) -> None:
        """Count the iterations run, and learn how many fit between two looks."""
        self.iterations += iterations
        if seconds > 0:
            self.pace = min(2 * self.pace, max(1.0, iterations / seconds * CHUNK_S))


class Search:
    """One search over one compiled problem, with routes of at most `capacity` stops."""

    def __init__(self, data: Data, capacity: int, seed: int) -> None:
        self.data = data
        self.trial = make_plan(data, capacity)
        self.kept = make_plan(data, capacity)
        self.scratch = make_scratch(data, capacity, seed)
        self.record = make_record(data, capacity, POOL_SLOTS)
        self.idle_ore = int(self.data.tariffs["guarantee"][self.data.routes["tariff"]].sum())
        self.first_ore = 0
        self.unit = 1.0
        self.clear()

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to carry or nothing to carry them with."""
        return len(self.data.requests) == 0 or len(self.data.routes) == 0

    def clear(self) -> None:
        """An empty trial: every route idle, every request unserved."""
        self.trial.length[:] = 0
        self.trial.bare[:] = 0
        self.trial.cost[:] = self.data.tariffs["guarantee"][self.data.routes["tariff"]]
        self.trial.route_of[:] = NOBODY
        unserved = self.data.requests["unserved"].sum()
        self.trial.totals[:] = (self.idle_ore, unserved, len(self.data.requests), 0)

    def settle(self) -> None:
        """Let the trial be the accepted plan, and the best one if it is."""
        self.kept.copy_from(self.trial)
        list_absent(self.data, self.kept, self.scratch)
        self.record.stale[:] = 1
        self.record.objective[1] = self.kept.totals[0] + self.kept.totals[1]
        if self.record.objective[2] == 0 or self.record.objective[1] < self.record.objective[0]:
            keep_best(self.kept, self.record)

    def load(self, sequences: list[tuple[int, list[int]]]) -> None:
        """Make the trial the plan with these node sequences by route; all must be possible."""
        self.clear()
        count = len(self.data.requests)
        for route, sequence in sequences:
            self.scratch.sequence[: len(sequence)] = sequence
            if not store(self.data, self.trial, self.scratch, route, len(sequence)):
                raise ValueError(f"route {route} cannot be driven")
            for node in sequence:
                if node < count:
                    self.trial.totals[1] -= self.data.requests["unserved"][node]
                    self.trial.totals[2] -= 1

    def best(self) -> list[tuple[int, list[int]]]:
        """The best plan's node sequences by route."""
        used = np.flatnonzero(self.record.length)
        return [(int(r), self.record.stops[r, : self.record.length[r]].tolist()) for r in used]

    def construct(self) -> None:
        """Sequential insertion of all requests into the trial, the most urgent first."""
        leaders = np.flatnonzero(self.data.requests["return_of"] == NOBODY).astype(np.int32)
        leaders = leaders[self.trial.route_of[leaders] == NOBODY]
        order = np.argsort(self.data.nodes["latest"][leaders], kind="stable")
        insert_in_order(self.data, self.trial, self.scratch, leaders[order])
        self.settle()
        self.first_ore = int(self.record.objective[0])

    def leg_price(self) -> float:
        """Mean price of a leg in the accepted plan, the unit of temperature."""
        legs = int(self.kept.length.sum()) + int((self.kept.length > 0).sum())
        return max(1.0, float(self.kept.totals[0] - self.idle_ore) / max(1, legs))

    def return_to_best(self) -> None:
        """Go on from the best plan, and have its routes in memory."""
        self.load(self.best())
        for route, _ in self.best():
            remember(self.data, self.trial, self.record, route)
        self.settle()

    def recombine(self, time_s: float | None) -> None:
        """Try to make a better plan of remembered routes, and go on from the best."""
        self.return_to_best()
        found = recombine(self.data, self.record, float(self.record.objective[0] - self.idle_ore), time_s)
        if found is None:
            return
        free = {kind: list(np.flatnonzero(self.data.routes["kind"] == kind)) for kind, _ in found}
        self.load([(int(free[kind].pop(0)), list(sequence)) for kind, sequence in found])
        self.settle()

    def progress(self, stage: str, budget: Budget) -> Progress:
        """What to tell the one who waits."""
        unserved = len(self.data.requests) - int((self.record.length.sum()) // 2)
        return Progress(
            stage,
            budget.elapsed_s(),
            budget.iterations,
            self.first_ore,
            int(self.record.objective[0]),
            unserved,
            int((self.record.length > 0).sum()),
        )

    def cool(self, budget: Budget, end: float, cooling: Cooling, tell: OnProgress | None) -> bool:
        """Anneal until a share `end` of the budget is used; False when told to stop."""
        while budget.used() < end:
            heat = self.unit * cooling.hot * (cooling.cold / cooling.hot) ** min(1.0, budget.used())
            chunk, started_s = budget.chunk(), budget.elapsed_s()
            anneal(
                self.data, self.trial, self.kept, self.scratch, self.record, chunk, heat, heat, MEAN_REMOVED
            )
            budget.spend(chunk, budget.elapsed_s() - started_s)
            if tell is not None and not tell(self.progress("söker", budget)):
                return False
        return True

    def reduce_fleet(self, budget: Budget, tell: OnProgress | None) -> bool:
        """Empty one route after another while that succeeds; False when told to stop."""
        counts = np.zeros(len(self.data.requests), np.int64)
        for attempt in range(1, FLEET_ATTEMPTS + 1):
            end = FLEET_SHARE * attempt / FLEET_ATTEMPTS
            while budget.used() < end:
                if self.scratch.tick[1] == 0 and not self.leave_one(counts):
                    return True
                chunk, started_s = budget.chunk(), budget.elapsed_s()
                heat = COOLING.cold * self.unit
                arrays = (self.data, self.trial, self.kept, self.scratch, self.record)
                done = eject(*arrays, counts, chunk, heat, MEAN_REMOVED)
                budget.spend(max(1, done), budget.elapsed_s() - started_s)
                if tell is not None and not tell(self.progress("färre fordon", budget)):
                    return False
            self.return_to_best()
        return True

    def leave_one(self, counts: NDArray[np.int64]) -> bool:
        """Empty the route whose riders seem easiest to place; False when there is none to empty."""
        riders: dict[int, list[int]] = {}
        for route in np.flatnonzero((self.trial.length > 0) & (self.data.routes["frozen"] == 0)).tolist():
            stops = self.trial.stops[route, : self.trial.length[route]].tolist()
            riders[route] = [node for node in stops if node < len(counts)]
        if len(riders) < FEWEST_VEHICLES:
            return False
        easiest = min(riders, key=lambda route: (counts[riders[route]].sum(), len(riders[route])))
        empty_route(self.data, self.trial, self.scratch, easiest)
        self.kept.copy_from(self.trial)
        list_absent(self.data, self.kept, self.scratch)
        self.record.objective[1] = self.kept.totals[0] + self.kept.totals[1]
        self.record.stale[easiest] = 1
        return True

    def prepare(self, budget: Budget, tell: OnProgress | None = None) -> bool:
        """Begin to remember routes, and where vehicles come first have fewer; False when told to stop."""
        self.record.objective[3] = 1
        self.unit = self.leg_price()
        ranked = self.data.routes["entry"].any() and self.scratch.tick[1] == 0
        return not ranked or self.reduce_fleet(budget, tell)

    def run(self, budget: Budget, tell: OnProgress | None = None, cooling: Cooling = COOLING) -> None:
        """Use up the budget; the best plan is then in the record."""
        if self.is_empty or not self.prepare(budget, tell):
            return
        time_s, share = budget.settings.time_s, pool_share(budget.settings)
        for pause in RECOMBINED_AT:
            if not self.cool(budget, pause - share, cooling, tell):
                return
            self.recombine(None if time_s is None else time_s * share)


def pool_share(settings: Settings) -> float:
    """Share of the budget that each recombination takes: of time; iterations do not measure it."""
    return 0.0 if settings.time_s is None else POOL_SHARE
