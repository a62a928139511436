"""The letter of a decision before it is made: what the reader will read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.letters.text import LetterText
from skjuts.apps.permits.letters.writing import write_letter
from skjuts.apps.permits.models import Application
from skjuts.apps.permits.queries.applications import find_last_assessment, get_application
from skjuts.apps.permits.queries.numbers import number_of
from skjuts.apps.permits.queries.responsibility import find_right
from skjuts.apps.permits.services.decide import Considered
from skjuts.apps.permits.services.letters.gathering import (
    TITLES,
    UNTITLED,
    Signature,
    find_reader,
    grounds_of,
    instead_of,
    start_matter,
    tell_decision,
)
from skjuts.apps.permits.services.receive import ABOUT, REASON
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor


@transaction.atomic
def preview_decision(
    *, actor: Actor, application_id: UUID, considered: Considered, now: dt.datetime, today: dt.date
) -> LetterText:
    """The letter in all its forms, as the decision would give it. Nothing is written but the access log."""
    row = get_application(actor, application_id, day=today)
    note_access(actor, row, action=Access.READ, reason=REASON, about=ABOUT)
    assessment = find_last_assessment(row)
    matter = start_matter("decision", row, find_reader(row, today), number_of(row), today)
    told = tell_decision(
        considered.outcome,
        considered.terms,
        get_law(row.kind),
        _sign(actor, row, considered.outcome, now, today),
        uses_judgement=considered.uses_judgement,
    )
    told = replace(told, instead=instead_of(assessment, considered.outcome))
    grounds = grounds_of(considered.reasons, assessment, considered.outcome, considered.terms)
    return write_letter(replace(matter, decided=told, grounds=grounds))


def _sign(actor: Actor, row: Application, outcome: str, now: dt.datetime, today: dt.date) -> Signature:
    right = find_right(
        actor, authority_id=row.authority_id, kind=row.kind, outcome=outcome, now=now, day=today
    )
    role = next((title for role, title in TITLES.items() if actor.has(role)), UNTITLED)
    return Signature(on=today, by=sign(actor), role=role, point=right.point if right else "")
