"""May this person ride so on that day, and why: one answer for every role that may ask, logged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.permits.facts import held_permit_of
from skjuts.apps.permits.letters.grounds import RuleRow, find_rule_row
from skjuts.apps.permits.models import Decision
from skjuts.apps.permits.policies import may_handle, require_ask_to_ride
from skjuts.apps.permits.proposing import read_verdicts
from skjuts.apps.permits.queries.applications import is_waiting
from skjuts.apps.permits.queries.permits import list_permits
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.permits.riding import FREE_MODES, RideAnswer, judge_ride, list_modes
from skjuts.apps.registry.queries.patients import get_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import BadConfiguration, InvalidField
from skjuts.core.ports.fees import FeeQuote, fee_desk

USUAL_MODE = "shared_taxi"
"""Answered for where no permit points to another mode: what most ask about."""


@dataclass(frozen=True, slots=True)
class RideAnswers:
    """What one may know. `application_id` leads to the matter, for those alone who handle it.

    `rule`: the row of the book that the permit rests on; None where an officer weighed alone.
    """

    chosen: RideAnswer
    every_mode: tuple[RideAnswer, ...]
    application_id: UUID | None = None
    rule: RuleRow | None = None
    fee: FeeQuote | None = None


@transaction.atomic
def answer_ride(
    *,
    actor: Actor,
    patient_id: UUID,
    travel_mode: str = "",
    day: dt.date,
    context: str,
    today: dt.date,
) -> RideAnswers:
    """Answer for one mode, with those for all others beside it: conditions of the ride, nothing of health.

    Without a mode, for the one that the person has a permit for. Raises NotAllowed for a patient out of
    reach. Permits of protected persons are the desk's alone.
    """
    patient = get_patient(actor, patient_id)
    require_ask_to_ride(actor, patient.authority_id)
    if travel_mode and travel_mode not in list_modes():
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
    chosen = answers[travel_mode or _choose(answers)]
    decision = _find_decision(chosen)
    return RideAnswers(
        chosen,
        tuple(answers.values()),
        _find_matter(actor, decision, today),
        _find_rule(decision, chosen),
        _quote(patient.authority_id, patient.id, chosen),
    )


def _choose(answers: dict[str, RideAnswer]) -> str:
    """The mode that needs a permit and has one; among several the one that the permit names first."""
    held = [mode for mode, one in answers.items() if one.is_allowed and mode not in FREE_MODES]
    named = [one.terms.travel_modes[0] for one in answers.values() if one.is_allowed and one.permit]
    return next((mode for mode in held if mode in named), USUAL_MODE)


def _find_decision(answer: RideAnswer) -> Decision | None:
    if answer.permit is None:
        return None
    rows = Decision.objects.select_related("application__unit", "assessment")
    return rows.filter(permits=answer.permit.id).defer("reasons", "override_text").first()


def _find_matter(actor: Actor, decision: Decision | None, today: dt.date) -> UUID | None:
    if decision is None:
        return None
    row = decision.application
    return row.id if may_handle(actor, row, model_of(row, today)) else None


def _find_rule(decision: Decision | None, answer: RideAnswer) -> RuleRow | None:
    """The row of the book, where the officer decided as it proposed."""
    assessment = decision.assessment if decision else None
    if decision is None or assessment is None or assessment.proposed_outcome != decision.outcome:
        return None
    return find_rule_row(read_verdicts(assessment.verdicts), answer.travel_mode)


def _quote(authority_id: int, patient_id: UUID, answer: RideAnswer) -> FeeQuote | None:
    """What the ride costs the patient; None in a house without a ledger, and for a ride that may not be."""
    if not answer.is_allowed:
        return None
    try:
        desk = fee_desk.get()
    except BadConfiguration:
        return None
    return desk.quote_ride(
        authority_id=authority_id, patient_id=patient_id, travel_mode=answer.travel_mode, day=answer.day
    )
