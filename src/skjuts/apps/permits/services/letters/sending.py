"""The letters of what was done in a matter. Each is written once, whoever asks for it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from skjuts.apps.permits.letters.matter import Asked, Decided, Grounds
from skjuts.apps.permits.models import (
    CompletionRequest,
    Decision,
    DecisionChange,
    Letter,
    Permit,
)
from skjuts.apps.permits.queries.applications import find_last_assessment
from skjuts.apps.permits.queries.books import read_copy
from skjuts.apps.permits.queries.numbers import number_of
from skjuts.apps.permits.services.letters.gathering import (
    decided_by,
    find_reader,
    grounds_of,
    start_matter,
    title_of,
)
from skjuts.apps.permits.services.letters.keeping import Cause, is_written, keep_letter
from skjuts.apps.permits.terms import Terms


@transaction.atomic
def send_decision(*, decision_id: UUID) -> Letter | None:
    """The letter of a decision; None when it has been written before."""
    decision = _get_decision(decision_id)
    key = f"decision:{decision.id}"
    if is_written(decision.authority_id, key):
        return None
    reader = find_reader(decision.application, decision.decided_on)
    matter = start_matter("decision", decision.application, reader, number_of(decision), decision.decided_on)
    terms = Terms.decode(decision.terms)
    grounds = grounds_of(decision.reasons, decision.assessment, decision.outcome, terms)
    matter = replace(matter, grounds=grounds, decided=decided_by(decision))
    return keep_letter(_cause(key, decision, decision), matter, reader)


@transaction.atomic
def send_completion(*, request_id: UUID) -> Letter | None:
    """The letter that asks for what is missing, in the words of the rule book's own questions."""
    request = CompletionRequest.objects.select_related("application__patient").get(pk=request_id)
    row, key = request.application, f"completion:{request_id}"
    if is_written(request.authority_id, key):
        return None
    day = timezone.localdate(request.at)
    reader = find_reader(row, day)
    asked = Asked(answer_by=request.answer_by, questions=_questions(request), text=request.text)
    matter = replace(start_matter("completion", row, reader, number_of(row), day), asked=asked)
    cause = Cause(key=key, at=request.at, application=row, by=request.by, signed=request.signed)
    return keep_letter(cause, matter, reader)


@transaction.atomic
def send_change(*, change_id: UUID) -> Letter | None:
    """The letter of a decision that was corrected, or changed to the reader's advantage."""
    return _tell_change("change", _get_change(change_id))


@transaction.atomic
def send_revocation(*, permit_id: UUID) -> Letter | None:
    """The letter of a permit that was taken back."""
    permit = Permit.objects.select_related("decision").get(pk=permit_id)
    latest = permit.decision.changes.filter(verb=DecisionChange.Verb.REVOKED).order_by("-at").first()
    if latest is None:
        raise LookupError("a permit is revoked by a change of its decision")
    return _tell_change("revocation", _get_change(latest.id), permit)


def _tell_change(kind: str, change: DecisionChange, permit: Permit | None = None) -> Letter | None:
    decision, key, day = change.decision, f"{kind}:{change.id}", timezone.localdate(change.at)
    if is_written(change.authority_id, key):
        return None
    reader = find_reader(decision.application, day)
    matter = replace(
        start_matter(kind, decision.application, reader, number_of(decision), day),
        grounds=Grounds(reasons=change.reasons, laws=(change.legal_basis,)),
        decided=_decided_anew(change, day),
        ground=change.ground,
        verb=change.verb,
    )
    return keep_letter(_cause(key, change, decision, permit), matter, reader)


def _decided_anew(change: DecisionChange, day: dt.date) -> Decided:
    """The change as a decision of its own: its day, its decider, and a review whose clock starts anew."""
    first = decided_by(change.decision)
    return replace(
        first,
        on=day,
        by=change.signed,
        role=title_of(change.by),
        point=change.right.point,
        review_by=None,
        instead="",
    )


def _cause(
    key: str,
    row: Decision | DecisionChange,
    decision: Decision,
    permit: Permit | None = None,
) -> Cause:
    return Cause(
        key=key,
        at=row.at,
        application=decision.application,
        decision=decision,
        permit=permit,
        by=row.by,
        signed=row.signed,
    )


def _get_decision(decision_id: UUID) -> Decision:
    rows = Decision.objects.select_related(
        "application__patient", "application__representative", "right", "assessment__book"
    )
    return rows.get(pk=decision_id)


def _get_change(change_id: UUID) -> DecisionChange:
    rows = DecisionChange.objects.select_related(
        "right",
        "decision__right",
        "decision__assessment__book",
        "decision__application__patient",
        "decision__application__representative",
    )
    return rows.get(pk=change_id)


def _questions(request: CompletionRequest) -> tuple[str, ...]:
    """The facts that were asked for as the book asks for them."""
    assessment = find_last_assessment(request.application)
    if assessment is None or assessment.book is None:
        return tuple(request.facts)
    known = read_copy(assessment.book).every_fact
    return tuple(known[one].question or known[one].name for one in request.facts if one in known)
