"""What became of a request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """One request: when it was due, how late it was sent, how long it took from then on, and the status.

    Status 0 tells that there was no answer at all.
    """

    kind: str
    label: str
    due_s: float
    late_s: float
    took_s: float
    status: int

    @property
    def latency_s(self) -> float:
        """From the time at which it was due."""
        return self.late_s + self.took_s
