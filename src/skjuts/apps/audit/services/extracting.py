"""Give a patient the extract of who has opened their data; giving it is itself logged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.models import Access, AccessEntry
from skjuts.apps.audit.policies import require_review
from skjuts.apps.audit.queries.reviews import list_patient_accesses
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services.recording import record_access
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.directory import PatientHeading, directory

MOST = 5000
"""More than this in one extract asks for a shorter period."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A patient's log between two days, the newest first. `is_whole` is False when it had to be cut."""

    heading: PatientHeading
    first: dt.date
    last: dt.date
    entries: tuple[AccessEntry, ...]
    shows_staff: bool
    is_whole: bool


@transaction.atomic
def open_extract(
    *, actor: Actor, patient_id: UUID, first: dt.date, last: dt.date, action: Access = Access.READ
) -> Extract:
    """Read the extract and log that it was read (or printed). Raises `NotFound` for others' patients."""
    require_review(actor)
    heading = directory.get().find_heading(patient_id)
    if heading is None or heading.authority_id != actor.authority_id:
        raise NotFound
    entries = list_patient_accesses(actor, heading.ids, first, last, most=MOST + 1)
    record_access(
        actor,
        action=action,
        authority_id=heading.authority_id,
        reason=Reason.EXTRACT,
        context="log:extract",
        patient_id=patient_id,
        kind="access_log",
    )
    return Extract(
        heading=heading,
        first=first,
        last=last,
        entries=tuple(entries[:MOST]),
        shows_staff=directory.get().shows_staff(heading.authority_id),
        is_whole=len(entries) <= MOST,
    )


@transaction.atomic
def find_patient(*, actor: Actor, text: str) -> UUID | None:
    """The patient of this identity number among the actor's own; the search is logged either way."""
    require_review(actor)
    patient_id = directory.get().find_patient(actor.authority_id, text)
    record_access(
        actor,
        action=Access.SEARCH,
        authority_id=actor.authority_id,
        reason=Reason.EXTRACT,
        context="log:extract",
        patient_id=patient_id,
        kind="access_log",
    )
    return patient_id
