"""Messages to the outside: letters by mail, notes to phones, orders to carriers.

The outbox hands a message over at least once, always with the same id. A channel passes the id on, so that
the receiver has one effect of it however often it comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from skjuts.core.ports.slot import Slot

LONGEST_SEND_S = 20
"""A channel answers or raises within this time; the outbox lends a message for three times as long."""


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message. `id` is the same each time that it is sent; `content` is what the channel understands."""

    id: UUID
    channel: str
    key: str
    content: Mapping[str, Any]


class MessageChannel(Protocol):
    """One way out."""

    def send(self, message: OutgoingMessage) -> None:
        """Hand the message over; returning means that the receiver has it.

        Raises `UpstreamUnavailable` when trying later may help, `UpstreamRefused` when it never will.
        """


channels: Slot[Mapping[str, MessageChannel]] = Slot("utgående meddelanden")
"""Every channel by the name that messages are enqueued under."""
