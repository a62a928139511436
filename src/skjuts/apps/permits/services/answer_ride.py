"""May this person ride so on that day, and why: one answer for every role that may ask, logged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.permits.facts import held_permit_of
from skjuts.apps.permits.models import Application
from skjuts.apps.permits.policies import may_handle, require_ask_to_ride
from skjuts.apps.permits.queries.applications import is_waiting
from skjuts.apps.permits.queries.permits import list_permits
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.permits.riding import RideAnswer, judge_ride, list_modes
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField


@dataclass(frozen=True, slots=True)
class RideAnswers:
    """What one may know. `application_id` leads to the matter, for those alone who handle it."""

    chosen: RideAnswer
    every_mode: tuple[RideAnswer, ...]
    application_id: UUID | None = None


@transaction.atomic
def answer_ride(
    *, actor: Actor, patient_id: UUID, travel_mode: str, day: dt.date, context: str, today: dt.date
) -> RideAnswers:
    """Answer for one mode, with those for all others beside it: conditions of the ride, nothing of health.

    Raises NotAllowed for a patient out of reach. Permits of protected persons are the desk's alone.
    """
    patient = get_patient(actor, patient_id)
    require_ask_to_ride(actor, patient.authority_id)
    if travel_mode not in list_modes():
        raise InvalidField("Välj ett färdsätt.", field="travel_mode")
    record_access(
        actor,
        action=Access.READ,
        authority_id=patient.authority_id,
        reason=Reason.BOOKING,
        context=context,
        patient_id=patient.id,
        kind="permit",
    )
    held = [held_permit_of(one) for one in list_permits(patient)]
    waits = is_waiting(patient.authority_id, patient.id)
    answers = {one: judge_ride(held, travel_mode=one, day=day, is_waiting=waits) for one in list_modes()}
    chosen = answers[travel_mode]
    return RideAnswers(chosen, tuple(answers.values()), _find_matter(actor, chosen, today))


def _find_matter(actor: Actor, answer: RideAnswer, today: dt.date) -> UUID | None:
    if answer.permit is None:
        return None
    found = Application.objects.filter(decisions__permits=answer.permit.id).first()
    return found.id if found and may_handle(actor, found, model_of(found, today)) else None
