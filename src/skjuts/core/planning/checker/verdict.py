"""What the checker answers: which rule is broken, by whom and by how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from skjuts.core.planning.problem import Problem
from skjuts.core.planning.solution import PlanCost


class Rule(StrEnum):
    """The rules of core/planning/README.md, one word each."""

    UNKNOWN = "unknown"
    """The plan names something that the problem does not have, or leaves something out."""
    ONCE = "once"
    """Each request is served once or listed as unserved once; each shift is driven once."""
    PAIRING = "pairing"
    """Pickup before dropoff, on one run."""
    ENDS = "ends"
    """A run begins at the vehicle's start place and ends at its end place."""
    PLACE = "place"
    TRAVEL = "travel"
    """Nobody arrives sooner than the roads allow."""
    SERVICE = "service"
    """Service starts after arrival and is done before leaving."""
    WINDOW = "window"
    PROMISE = "promise"
    RIDE_TIME = "ride_time"
    CAPACITY = "capacity"
    RIDE_ALONE = "ride_alone"
    MIXING = "mixing"
    QUALIFICATION = "qualification"
    SHIFT = "shift"
    DURATION = "duration"
    BREAK = "break"
    WAIT = "wait"
    FROZEN = "frozen"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule.

    `amount` is seconds (or ticks) for times, öre for prices, places for loads, and a count for
    the rest; `message` says it in words with its unit. `request` or `vehicle` says whose it is.
    """

    rule: Rule
    amount: int
    message: str
    request: str | None = None
    vehicle: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of a plan.

    `cost` is what the plan costs by its own times, whatever it claims; `distance` the exact
    distance driven in the instance's own unit (foreign formats only).
    """

    violations: tuple[Violation, ...]
    cost: PlanCost
    distance: float | None = None

    @property
    def is_feasible(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


@dataclass(slots=True)
class Findings:
    """The violations found so far, and how amounts are told in the problem's own units."""

    ticks_per_unit: int
    is_foreign: bool
    tolerance: int
    violations: list[Violation] = field(default_factory=list)

    @classmethod
    def begin(cls, problem: Problem, tolerance: int) -> Findings:
        """Begin with nothing found."""
        return cls(problem.ticks_per_unit, problem.unrounded is not None, tolerance)

    def add(
        self, rule: Rule, amount: int, message: str, *, request: str | None = None, vehicle: str | None = None
    ) -> None:
        """Write down a violation."""
        self.violations.append(Violation(rule, amount, message, request, vehicle))

    def tell_time(self, amount: int) -> str:
        """Tell an amount of time with its unit."""
        return f"{self._tell(amount)} tidsenheter" if self.is_foreign else f"{amount} s"

    def tell_price(self, amount: int) -> str:
        """Tell an amount of money (foreign formats: distance) with its unit."""
        if self.is_foreign:
            return f"{self._tell(amount)} längdenheter"
        return f"{amount / 100:.2f} kr".replace(".", ",")

    def _tell(self, ticks: int) -> str:
        return f"{ticks / self.ticks_per_unit:.4f}".replace(".", ",")
