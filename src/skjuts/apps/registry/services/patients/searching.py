"""Searching for a patient in one box; every person shown is an entry in the access log."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.registry.facts.identities import Systems
from skjuts.apps.registry.facts.questions import read_question
from skjuts.apps.registry.models import Authority
from skjuts.apps.registry.policies.patients import require_reader
from skjuts.apps.registry.queries.patients import PatientHit, find_patients
from skjuts.apps.registry.services.patients.tallying import tally_lookups
from skjuts.apps.tenancy.actor import Actor

REASON = "search"


@transaction.atomic
def search_patients(
    actor: Actor, *, text: str, today: dt.date, reason: str = REASON, context: str = ""
) -> list[PatientHit]:
    """Whom the text finds within the actor's reach, the best first. Raises `InvalidField` at `q`."""
    require_reader(actor)
    systems = Systems.of(Authority.objects.get(pk=actor.authority_id))
    hits = find_patients(actor, read_question(text, systems, on=today))
    for hit in hits:
        record_access(
            actor,
            action=Access.SEARCH,
            authority_id=hit.patient.authority_id,
            reason=reason,
            context=context,
            patient_id=hit.patient.id,
        )
    if not hits:
        record_access(
            actor, action=Access.SEARCH, authority_id=actor.authority_id, reason=reason, context=context
        )
    tally_lookups(actor)
    return hits
