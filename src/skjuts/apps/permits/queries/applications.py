"""Applications: one matter, and what lies in it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from skjuts.apps.permits.errors import CaseChanged
from skjuts.apps.permits.models import (
    Application,
    ApplicationPaper,
    Assessment,
    CompletionRequest,
    Decision,
    DraftDecision,
)
from skjuts.apps.permits.policies import require_handle, require_report
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.models import Attachment
from skjuts.core.kernel.errors import NotAllowed


def get_application(actor: Actor, application_id: UUID, *, day: dt.date) -> Application:
    """A matter that the actor handles by the model of the day. Raises NotAllowed."""
    rows = Application.objects.filter(pk=application_id, authority_id__in=actor.authorities)
    found = rows.select_related("patient", "unit", "representative", "authority").first()
    if found is None:
        raise NotAllowed
    require_handle(actor, found, model_of(found, day))
    return found


def get_locked_application(
    actor: Actor, application_id: UUID, *, version: int, day: dt.date
) -> tuple[Application, str]:
    """The same with its model, held until the transaction ends. Raises CaseChanged when past `version`."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("patient", "authority")
    found = rows.filter(pk=application_id, authority_id__in=actor.authorities).first()
    if found is None:
        raise NotAllowed
    model = model_of(found, day)
    require_handle(actor, found, model)
    if found.version != version:
        raise CaseChanged
    return found, model


def find_waiting(authority_id: int, patient_id: UUID, kind: str) -> Application | None:
    """Find the patient's matter of a kind that a new paper belongs to: the latest not decided, locked."""
    rows = Application.objects.select_for_update().filter(
        authority_id=authority_id,
        patient_id=patient_id,
        kind=kind,
        state__in=("received", "incomplete", "assessed"),
    )
    return rows.order_by("-received_on", "-at").first()


def is_waiting(authority_id: int, patient_id: UUID) -> bool:
    """Whether some matter of the patient is not decided yet."""
    rows = Application.objects.filter(authority_id=authority_id, patient_id=patient_id)
    return rows.exclude(state="decided").exists()


def find_last_assessment(application: Application) -> Assessment | None:
    """Find the assessment that a decision would lean on."""
    return application.assessments.select_related("book").order_by("-number").first()


def get_assessment(application: Application, number: int) -> Assessment:
    """One of the matter's assessments by its number. Raises NotAllowed."""
    found = application.assessments.select_related("book").filter(number=number).first()
    if found is None:
        raise NotAllowed
    return found


def find_last_draft(application: Application) -> DraftDecision | None:
    """Find the decision that was last proposed to a second officer."""
    return application.draft_decisions.order_by("-at", "id").first()


def find_open_request(application: Application) -> CompletionRequest | None:
    """Find the completion request that waits for an answer."""
    return application.completion_requests.filter(answers=None).order_by("-at").first()


def get_paper_file(application: Application, paper_id: UUID) -> tuple[ApplicationPaper, Attachment]:
    """A paper of the matter with its file, which is there. Raises NotAllowed."""
    rows = application.papers.filter(attachment__removed_at=None).select_related("attachment")
    found = rows.filter(pk=paper_id).first()
    if found is None or found.attachment is None:
        raise NotAllowed
    return found, found.attachment


def list_delegated_decisions(actor: Actor, *, first: dt.date, last: dt.date) -> QuerySet[Decision]:
    """List the decisions of a meeting period for the board: what, by whom, by which point. No patients."""
    require_report(actor)
    rows = Decision.objects.filter(authority_id=actor.authority_id, decided_on__range=(first, last))
    rows = rows.select_related("right", "unit").defer("reasons", "terms", "override_text")
    return rows.order_by("year", "number")


def list_overrides(
    actor: Actor, *, first: dt.date, last: dt.date, unseen: bool = False
) -> QuerySet[Decision]:
    """List the decisions that departed from the rules' proposal, for follow-up."""
    require_report(actor)
    rows = Decision.objects.filter(
        ~Q(override=""), authority_id__in=actor.authorities, decided_on__range=(first, last)
    )
    rows = rows.filter(override_reviews=None) if unseen else rows
    return rows.select_related("unit", "assessment").order_by("decided_on", "number")
