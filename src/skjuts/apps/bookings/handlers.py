"""What bookings does when permits count a trip, or give one back."""

from __future__ import annotations

from uuid import UUID

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.subscriptions import subscribe
from skjuts.apps.bookings.services.claim_trips import claim_counted_trips
from skjuts.apps.tenancy.scope import entering


@subscribe("permit.used", handler="bookings.claim_counted_trips")
def claim_trips(event: EventRow) -> None:
    """A counted trip bears a fee; protected persons' too, which only the desk sees."""
    with entering(authorities=[event.authority_id], desk=[event.authority_id]):
        claim_counted_trips(use_id=UUID(str(event.payload["use"])))
