"""What the three sentences are formed from: the month's figures, and who may be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from skjuts.core.followup.charts import ControlChart
from skjuts.core.followup.decomposition import Decomposition
from skjuts.core.followup.errors import UnequalFigures
from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.ledger.nowcast import MonthNowcast
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.months import Month

COMPLETE: Final = 0.98
"""Booked of expected from which a month is judged: what is missing would look like a lower price."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """How much one part of the trips moved the cost, and the fewest different patients of its two months."""

    name: str
    change_ore: int
    people: int


@dataclass(frozen=True, slots=True)
class MonthStory:
    """A month beside an earlier one. `population` says of which trips, `charted` what the chart follows.

    The chart's last point is the month's. Raises `UnequalFigures` when it is another month's, or when the
    expected cost is not of the cost that was divided on reasons.
    """

    month: Month
    compared_with: Month
    population: str
    decomposition: Decomposition
    expected: MonthNowcast
    chart: ControlChart
    charted: str
    parts: tuple[PartChange, ...] = ()
    evidence: EvidenceLevel = EvidenceLevel.BOOKED
    least_people: int = LEAST_PEOPLE

    def __post_init__(self) -> None:
        """Refuse figures of different months or of different costs."""
        if not self.chart.points or self.chart.points[-1].month != self.month:
            raise UnequalFigures("Styrdiagrammet slutar inte med månaden.", field="chart")
        if self.expected.month != self.month or self.expected.booked_ore != self.decomposition.after_ore:
            raise UnequalFigures("Det bokförda är inte det som delades upp.", field="expected")

    @property
    def is_complete(self) -> bool:
        """Whether so much has been invoiced that the month can be judged."""
        return self.expected.completeness >= COMPLETE

    @property
    def named_parts(self) -> tuple[PartChange, ...]:
        """The parts that may be named, the largest change first."""
        allowed = (part for part in self.parts if part.people >= self.least_people)
        return tuple(sorted(allowed, key=lambda part: (-abs(part.change_ore), part.name)))
