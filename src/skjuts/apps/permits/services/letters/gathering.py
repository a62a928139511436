"""From rows to what a letter may say: sender, reader, grounds, and the decision with its way to a review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from skjuts.apps.permits.laws import Law, get_law
from skjuts.apps.permits.letters.grounds import Weighed, read_grounds
from skjuts.apps.permits.letters.matter import Decided, Grounds, Matter, Sender
from skjuts.apps.permits.models import Application, Assessment, Decision
from skjuts.apps.permits.proposing import read_verdicts
from skjuts.apps.permits.queries.books import read_copy
from skjuts.apps.permits.queries.letters import find_review_start
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.permits.terms import Terms
from skjuts.apps.registry.models import (
    Assignment,
    Authority,
    PatientAddress,
    PatientProfile,
    Representative,
)
from skjuts.apps.registry.queries.patients import list_addresses_in_force
from skjuts.apps.tenancy.roles import Role

TITLES = {
    Role.CASE_OFFICER: "handläggare",
    Role.PROTECTED_DESK: "handläggare",
    Role.UNIT_MANAGER: "enhetschef",
    Role.CARE_STAFF: "vårdpersonal",
    Role.BOOKING_AGENT: "beställningsmottagare",
}
UNTITLED = "beslutsfattare"
"""Somebody at a cooperating authority, whose assignment lies behind the wall."""
GIVING = frozenset({"granted", "partly"})


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom a letter goes. `has_address`: it can be sent; `language`: '' for Swedish."""

    lines: tuple[str, ...]
    has_address: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who decides, when, and by which point of the delegation order."""

    on: dt.date
    by: str
    role: str
    point: str


def find_reader(application: Application, today: dt.date) -> Reader:
    """The patient, or the guardian for them. A protected person's address is never written."""
    patient = application.patient
    profile = PatientProfile.objects.get(patient=patient)
    rows = () if patient.is_guarded else tuple(list_addresses_in_force(patient, today))
    homes = [one for one in rows if one.kind == "registered" and one.valid_from <= today]
    lines = [_name(application, profile), *(_address(homes[-1]) if homes else ())]
    language = application.language or profile.language
    return Reader(tuple(one for one in lines if one), bool(homes), language)


def read_sender(authority_id: int) -> Sender:
    """The authority as its settings tell it (`settings["permits"]["letters"]`)."""
    authority = Authority.objects.get(pk=authority_id)
    told: dict[str, Any] = dict(get_settings(authority_id).get("letters", {}))
    members = "regionen" if authority.kind == Authority.Kind.REGION else "kommunen"
    return Sender(**{"name": authority.name, "members": members, **told})


def start_matter(kind: str, application: Application, reader: Reader, number: str, day: dt.date) -> Matter:
    """What every letter of a matter has."""
    law = get_law(application.kind)
    return Matter(
        kind=kind,
        permit_kind=application.kind,
        sender=read_sender(application.authority_id),
        reader_lines=reader.lines,
        number=number,
        written_on=day,
        act=law.act,
        act_title=law.title,
    )


def decided_by(decision: Decision) -> Decided:
    """The decision as a letter tells it."""
    law = get_law(decision.kind)
    review = law.review_of(uses_judgement=decision.uses_judgement)
    signature = Signature(
        on=decision.decided_on,
        by=decision.signed,
        role=title_of(decision.by),
        point=decision.right.point,
    )
    start = find_review_start(decision)
    told = tell_decision(
        decision.outcome, Terms.decode(decision.terms), law, signature, uses_judgement=decision.uses_judgement
    )
    return replace(
        told,
        review_by=review.last_day(start) if start else None,
        instead=instead_of(decision.assessment, decision.outcome),
    )


def tell_decision(
    outcome: str, terms: Terms, law: Law, signature: Signature, *, uses_judgement: bool
) -> Decided:
    """A decision, made or only meant. Terms are told of a yes alone."""
    return Decided(
        outcome=outcome,
        on=signature.on,
        by=signature.by,
        role=signature.role,
        point=signature.point,
        review=law.review_of(uses_judgement=uses_judgement),
        terms=terms if outcome in GIVING else None,
    )


def grounds_of(reasons: str, assessment: Assessment | None, outcome: str, terms: Terms) -> Grounds:
    """Why. Rules are quoted only where the officer decided as they proposed."""
    if assessment is None or assessment.book is None or assessment.proposed_outcome != outcome:
        return Grounds(reasons=reasons)
    book = read_copy(assessment.book)
    verdicts = read_verdicts(assessment.verdicts)
    return read_grounds(reasons, Weighed(verdicts, book, outcome, terms.travel_modes))


def title_of(assignment_id: UUID | None) -> str:
    """What the one who decided does, in a word that a letter can say."""
    if assignment_id is None:
        return UNTITLED
    held = Assignment.objects.filter(id=assignment_id).values_list("roles", flat=True).first() or ()
    return next((title for role, title in TITLES.items() if role.value in held), UNTITLED)


def instead_of(assessment: Assessment | None, outcome: str) -> str:
    """The cheaper mode that the rules found, of a no that went with them; else ''."""
    if outcome != "denied" or assessment is None or assessment.proposed_outcome != outcome:
        return ""
    return assessment.proposed_mode


def _name(application: Application, profile: PatientProfile) -> str:
    spoken_for = application.representative
    if spoken_for is None or spoken_for.ended_at or spoken_for.kind != Representative.Kind.GUARDIAN:
        return profile.name
    return f"{spoken_for.name}, för {profile.name}"


def _address(row: PatientAddress) -> tuple[str, ...]:
    care_of = f"c/o {row.care_of}" if row.care_of else ""
    return care_of, row.street, f"{row.postal_code} {row.locality}".strip()
