"""What verification of the log came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from skjuts.apps.audit.chain import Place, Statement
from skjuts.apps.audit.losses import Loss

MOST_FINDINGS = 500


class Fault(StrEnum):
    """What is wrong."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    SEAL_CHANGED = "seal_changed"
    SEAL_MISSING = "seal_missing"
    CUT = "cut"
    REGROWN = "regrown"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, in the seal `sequence`. `place` is the entry, or for a missing one the entry before it."""

    fault: Fault
    sequence: int
    place: Place | None = None


@dataclass(slots=True)
class Verdict:
    """What verification came to. `last_checked` is the newest seal that was read.

    `losses` are those that somebody has answered for; `missing_at_most` entries are told of by checkpoints
    that disagree and are not covered by any of them.
    """

    entries: int = 0
    seals: int = 0
    last_checked: int = 0
    checkpoint: Statement | None = None
    witnessed: Statement | None = None
    findings: list[Finding] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    missing_at_most: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def note(self, fault: Fault, sequence: int, place: Place | None = None) -> None:
        """Add a finding, up to a limit beyond which more would not help anybody."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(fault, sequence, place))
