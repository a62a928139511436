"""Rows of the app; no logic beyond properties."""

from skjuts.apps.audit.models.access import Access, AccessEntry
from skjuts.apps.audit.models.events import Delivery, Event
from skjuts.apps.audit.models.idempotency import StoredAnswer
from skjuts.apps.audit.models.messages import ChannelHealth, Message
from skjuts.apps.audit.models.seals import Checkpoint, Era, Seal

__all__ = [
    "Access",
    "AccessEntry",
    "ChannelHealth",
    "Checkpoint",
    "Delivery",
    "Era",
    "Event",
    "Message",
    "Seal",
    "StoredAnswer",
]
