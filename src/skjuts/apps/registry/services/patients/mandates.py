"""The paper behind a representative's powers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.registry.models import Patient, Representative
from skjuts.apps.registry.policies.patients import require_change
from skjuts.apps.registry.queries.patients import get_patient_for_change
from skjuts.apps.registry.services.patients.representing import (
    NewRepresentative,
    appoint_representative,
)
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.links import make_link
from skjuts.apps.vault.services.attachments import store_attachment
from skjuts.core.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent."""

    name: str
    content: bytes


@transaction.atomic
def appoint_with_paper(
    actor: Actor,
    patient_id: UUID,
    *,
    new: NewRepresentative,
    paper: Paper | None,
    now: dt.datetime,
    today: dt.date,
) -> Representative:
    """Appoint, with the paper or without one; neither stays without the other."""
    if paper is None:
        return appoint_representative(actor, patient_id, new=new, today=today)
    patient = get_patient_for_change(actor, patient_id)
    require_change(actor, patient)
    stored = store_attachment(
        actor,
        authority_id=patient.authority_id,
        name=paper.name,
        content=paper.content,
        now=now,
        is_guarded=patient.is_guarded,
    )
    return appoint_representative(actor, patient_id, new=replace(new, mandate_id=stored.id), today=today)


@transaction.atomic
def open_paper(
    actor: Actor, patient: Patient, *, representative_id: UUID, reason: str, now: dt.datetime
) -> str:
    """The token of a short link to the paper, logged as a reading of it; raises `NotAllowed`."""
    found = patient.representatives.filter(pk=representative_id).first()
    if found is None or found.mandate_id is None:
        raise NotAllowed
    record_access(
        actor,
        action=Access.READ,
        authority_id=patient.authority_id,
        reason=reason,
        context=f"representative:{found.id}",
        patient_id=patient.id,
        kind="attachment",
        subject_id=found.mandate_id,
    )
    return make_link(found.mandate_id, actor.account_id, now=now)
