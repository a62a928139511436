"""Look at a case under review: what was done, logged like any other look at a patient."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.models import Access, AccessEntry, ReviewItem
from skjuts.apps.audit.queries.reviews import get_item, list_accesses
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services.recording import record_access
from skjuts.apps.tenancy.actor import Actor


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its accesses."""

    item: ReviewItem
    entries: tuple[AccessEntry, ...]


@transaction.atomic
def open_case(*, actor: Actor, review_id: UUID, item_id: UUID) -> CaseFile:
    """The case; the look is logged for the patient that it is about. Raises `NotFound`."""
    item = get_item(actor, review_id, item_id)
    record_access(
        actor,
        action=Access.READ,
        authority_id=item.authority_id,
        reason=Reason.LOG_REVIEW,
        context=f"review:{review_id}",
        patient_id=item.patient_id,
        kind="access_log",
        subject_id=item.id,
    )
    return CaseFile(item, tuple(list_accesses(item)))
