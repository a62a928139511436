"""A letter to somebody on the staff, through the outbox."""

from __future__ import annotations

from django.db import transaction

from skjuts.apps.audit.services import enqueue_message
from skjuts.apps.registry.models import StaffMember


@transaction.atomic
def tell_staff(*, staff: StaffMember, key: str, subject: str, text: str) -> bool:
    """Send a letter once for each key; False when the register knows no address. Never about a patient."""
    if not staff.email:
        return False
    enqueue_message(
        channel="mail",
        key=key,
        authority_id=staff.authority_id,
        payload={"to": staff.email, "subject": subject, "text": text},
    )
    return True
