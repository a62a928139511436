"""How each krona arose: one step for each rule that was used, with amount, sentence, law and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.kernel.money import format_kronor
from skjuts.core.rules import EVIDENCE_NAMES, Evidence
from skjuts.core.rules.record import UsedParameter


class StepKind(StrEnum):
    """What a step's amount is."""

    EXPENSE = "expense"
    """What the region recognises of what the patient laid out."""
    FEE = "fee"
    """A fee before the cap."""
    CHARGE = "charge"
    """What the patient bears of the fee, after the cap."""
    PARKING = "parking"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Basis:
    """The row that a step rests on, and the dated parameters that the row used."""

    table: str
    row: str
    law: str
    source: str
    evidence: Evidence
    parameters: tuple[UsedParameter, ...] = ()

    def list_cautions(self) -> list[str]:
        """What of it is no fact, as Swedish sentences."""
        found = []
        if self.evidence is not Evidence.SOURCED:
            found.append(f"Regeln {self.row} i {self.table} är inte belagd: {EVIDENCE_NAMES[self.evidence]}.")
        found += [
            f"Värdet för {one.name} är inte belagt: {EVIDENCE_NAMES[one.evidence]}."
            for one in self.parameters
            if one.evidence is not Evidence.SOURCED
        ]
        return found


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to what the patient pays or gets back. `amount_ore` is the step's own result."""

    kind: StepKind
    text: str
    amount_ore: int
    basis: Basis | None = None

    def as_line(self) -> str:
        """The step on one line, its amount last, with law and source in brackets."""
        named = "; ".join(part for part in (self.basis.law, self.basis.source) if part) if self.basis else ""
        return f"{self.text} {format_kronor(self.amount_ore)}" + (f" [{named}]" if named else "")
