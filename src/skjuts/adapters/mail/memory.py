"""Mail into memory: for tests that look at what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from skjuts.core.ports.messages import OutgoingMessage


@dataclass(slots=True)
class MemoryChannel:
    """Keeps every message that it was handed, repetitions included."""

    sent: list[OutgoingMessage] = field(default_factory=list)

    def send(self, message: OutgoingMessage) -> None:
        """Keep it."""
        self.sent.append(message)
