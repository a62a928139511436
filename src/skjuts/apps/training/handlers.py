"""What training does when it hears of an event."""

from __future__ import annotations

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.subscriptions import subscribe
from skjuts.apps.training.services.announce_change import announce_change


@subscribe("course.published", handler="training.announce_change")
def tell_issuers(event: EventRow) -> None:
    """A published micro-retraining is announced to those whom it concerns."""
    announce_change(version_id=event.aggregate_id)
