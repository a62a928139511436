"""What a table can answer, and what a row lacked to be true."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from skjuts.core.rules.facts import Fact
from skjuts.core.rules.tables import Row
from skjuts.core.rules.values import Value

type Given = Value | tuple[Value, ...] | None
"""One value of an outcome; a tuple where a collecting table lists; None where the rows say nothing."""

type Outcome = Mapping[str, Given]


class VerdictKind(StrEnum):
    """How far the rules reach. They propose; a named officer decides."""

    PROPOSAL = "proposal"
    """The rules propose an outcome."""
    COMPLETE = "complete"
    """Facts are missing that can change the outcome: the application is to be completed."""
    NO_ROW = "no_row"
    """No row covers the case: a gap in the book, not a refusal."""
    CONFLICT = "conflict"
    """Several rows are true where only one may be: a fault in the book."""
    UNDETERMINED = "undetermined"
    """The book itself lacks what it takes: a parameter has no value, or an earlier table gave nothing."""


KIND_TEXTS = {
    VerdictKind.PROPOSAL: "Förslag",
    VerdictKind.COMPLETE: "Ansökan behöver kompletteras",
    VerdictKind.NO_ROW: "Ingen regel täcker fallet",
    VerdictKind.CONFLICT: "Reglerna säger emot varandra",
    VerdictKind.UNDETERMINED: "Regelboken räcker inte till",
}


class RowCondition(msgspec.Struct, frozen=True):
    """One condition of one row, with the text that says it on the day: `under 51 kilometer`."""

    row: Row
    fact: Fact
    text: str


class NearMiss(msgspec.Struct, frozen=True, gc=False):
    """A row that failed on exactly one condition, and the value that it failed on."""

    condition: RowCondition
    value: Value

    @property
    def row_id(self) -> str:
        """The row that was nearly true."""
        return self.condition.row.id

    @property
    def fact_id(self) -> str:
        """The fact that would have had to be different."""
        return self.condition.fact.id

    @property
    def text(self) -> str:
        """What is and what is asked for: `avståndet: 40 kilometer; regeln gäller minst 51 kilometer`."""
        fact = self.condition.fact
        return f"{fact.name}: {fact.write_prose(self.value)}; regeln gäller {self.condition.text}"
