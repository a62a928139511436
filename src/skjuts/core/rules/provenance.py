"""Where a rule or an amount comes from, and how far it may be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """How well something is known. Only what is sourced is shown as a fact."""

    SOURCED = "sourced"
    PROPOSAL = "proposal"
    UNVERIFIED = "unverified"


EVIDENCE_NAMES = {
    Evidence.SOURCED: "belagt",
    Evidence.PROPOSAL: "förslag",
    Evidence.UNVERIFIED: "overifierad uppgift",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source that something was taken from, and what is known of its truth."""

    source: str = ""
    evidence: Evidence = Evidence.UNVERIFIED

    @property
    def mark(self) -> str:
        """What must stand after an amount that is no fact: ` (förslag)`; empty for what is sourced."""
        return "" if self.evidence is Evidence.SOURCED else f" ({EVIDENCE_NAMES[self.evidence]})"
