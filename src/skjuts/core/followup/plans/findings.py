"""What an audit of a plan can find. Each finding says in Swedish what is wrong and where it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from skjuts.core.followup.plans.book import CellRef, Statement


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"
    """The printed numbers cannot all be true."""
    WARNING = "warning"
    """The numbers can be true and still mislead."""
    INFO = "info"


class FindingKind(StrEnum):
    """Which rule found it."""

    SUM_BROKEN = "sum_broken"
    TOTAL_BROKEN = "total_broken"
    PLAN_REPEATED_WRONG = "plan_repeated_wrong"
    HIDDEN_DECIMALS = "hidden_decimals"
    CELL_PINNED = "cell_pinned"
    RANGE_SETTLED = "range_settled"
    YEARS_LEFT_OUT = "years_left_out"
    TEXT_DIFFERS = "text_differs"
    NOT_VALUED = "not_valued"
    TOO_EARLY = "too_early"
    NOTHING_REMAINS = "nothing_remains"
    OVERLAP = "overlap"
    POPULATION = "population"
    CARRIED_BY_INCOME = "carried_by_income"
    FULFILMENT_OVERSTATED = "fulfilment_overstated"


class Explanation(StrEnum):
    """What would make the printed number come about."""

    NEGATIVE_AS_ZERO = "negative_as_zero"
    RANGE_END_PICKED = "range_end_picked"
    SIGN_LOST = "sign_lost"
    PART_LEFT_OUT = "part_left_out"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `gap_ore` is how much too high the printed amount is, where that can be said.

    `linked_to` are ids of findings that this one follows from.
    """

    kind: FindingKind
    severity: Severity
    table: str
    packages: tuple[str, ...]
    cells: tuple[CellRef, ...]
    message: str
    statements: tuple[Statement, ...] = ()
    explanation: Explanation | None = None
    gap_ore: int = 0
    linked_to: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """A name that stays as long as the plan does: rule, table, and where in it."""
        at = self.cells[-1] if self.cells else None
        place = "" if at is None else f".{at.line}.{at.column}"
        return f"{self.kind.value}:{self.table}{place}:{'+'.join(self.packages)}"
