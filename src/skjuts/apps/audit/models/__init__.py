"""Rows of the app; no logic beyond properties."""

from skjuts.apps.audit.models.access import Access, AccessEntry
from skjuts.apps.audit.models.events import Delivery, Event
from skjuts.apps.audit.models.idempotency import StoredAnswer
from skjuts.apps.audit.models.messages import ChannelHealth, Message
from skjuts.apps.audit.models.reviews import Alert, Case, Review, ReviewItem, ReviewStep
from skjuts.apps.audit.models.seals import AcceptedLoss, Checkpoint, Era, Seal

__all__ = [
    "AcceptedLoss",
    "Access",
    "AccessEntry",
    "Alert",
    "Case",
    "ChannelHealth",
    "Checkpoint",
    "Delivery",
    "Era",
    "Event",
    "Message",
    "Review",
    "ReviewItem",
    "ReviewStep",
    "Seal",
    "StoredAnswer",
]
