"""Everything that one matter holds, for the page where it is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.permits.models import (
    Application,
    ApplicationPaper,
    ApplicationStatus,
    Assessment,
    CaseNote,
    Certificate,
    CompletionAnswer,
    CompletionRequest,
    Decision,
    DraftDecision,
    PaperRemoval,
    Permit,
)
from skjuts.apps.permits.queries.applications import find_last_assessment, find_last_draft
from skjuts.apps.permits.queries.books import find_book, read_copy
from skjuts.apps.permits.queries.permits import list_permits
from skjuts.apps.permits.queries.settings import find_four_eyes
from skjuts.apps.registry.models import PatientProfile
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import list_addresses_in_force
from skjuts.core.rules import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFile:
    """A matter with its papers, what was said, what rules and officers came to.

    `book`: of the assessment; `removals`: of files that were taken away, by the id of their paper.
    """

    row: Application
    profile: PatientProfile | None
    number: str
    locality: str
    certificates: tuple[Certificate, ...]
    papers: tuple[ApplicationPaper, ...]
    removals: Mapping[UUID, PaperRemoval]
    notes: tuple[CaseNote, ...]
    requests: tuple[CompletionRequest, ...]
    answers: tuple[CompletionAnswer, ...]
    statuses: tuple[ApplicationStatus, ...]
    assessment: Assessment | None
    draft: DraftDecision | None
    decision: Decision | None
    permits: tuple[Permit, ...]
    book: RuleBook | None
    four_eyes: frozenset[str]


def read_matter_file(row: Application, *, today: dt.date) -> MatterFile:
    """Everything of a matter that was opened. About sixteen queries, however much it holds."""
    papers = tuple(row.papers.select_related("certificate__unit", "attachment").order_by("at", "id"))
    assessment = find_last_assessment(row)
    home = list_addresses_in_force(row.patient, today).filter(kind="registered").first()
    return MatterFile(
        row=row,
        profile=PatientProfile.objects.filter(patient_id=row.patient_id).first(),
        number=find_number(row.patient),
        locality=home.locality if home else "",
        certificates=tuple(one.certificate for one in papers if one.certificate),
        papers=papers,
        removals={one.paper_id: one for one in PaperRemoval.objects.filter(paper__application=row)},
        notes=tuple(row.notes.order_by("told_at", "id")),
        requests=tuple(row.completion_requests.order_by("at", "id")),
        answers=tuple(CompletionAnswer.objects.filter(request__application=row).order_by("at", "id")),
        statuses=tuple(row.statuses.order_by("at", "id")),
        assessment=assessment,
        draft=find_last_draft(row) if row.state == Application.State.IN_REVIEW else None,
        decision=Decision.objects.filter(application=row).select_related("right").first(),
        permits=tuple(list_permits(row.patient)),
        book=book_of(row, assessment, today),
        four_eyes=find_four_eyes(row.authority_id, row.kind, today),
    )


def book_of(row: Application, assessment: Assessment | None, today: dt.date) -> RuleBook | None:
    """The book that the matter was weighed by; before that, the one that it would be weighed by today."""
    if assessment is not None:
        return read_copy(assessment.book) if assessment.book else None
    return find_book(row.authority_id, row.kind, today)
