"""A decision with what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.permits.models import Decision, DecisionChange, DecisionNotice, OverrideReview, Permit
from skjuts.apps.permits.policies import may_report, require_handle
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.registry.models import PatientProfile
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFile:
    """A decision and everything that was done with it since."""

    row: Decision
    name: str
    permits: tuple[Permit, ...]
    notices: tuple[DecisionNotice, ...]
    changes: tuple[DecisionChange, ...]
    review: OverrideReview | None


def get_decision(actor: Actor, decision_id: UUID, *, day: dt.date) -> Decision:
    """A decision that the actor handles the matter of, or may follow up. Raises NotAllowed."""
    rows = Decision.objects.filter(pk=decision_id, authority_id__in=actor.authorities)
    found = rows.select_related("application__authority", "patient", "right", "unit", "assessment").first()
    if found is None:
        raise NotAllowed
    if not (found.override and may_report(actor)):
        require_handle(actor, found.application, model_of(found.application, day))
    return found


def read_decision_file(row: Decision) -> DecisionFile:
    """What became of a decision that was opened. Five queries."""
    profile = PatientProfile.objects.filter(patient_id=row.patient_id).first()
    return DecisionFile(
        row=row,
        name=profile.name if profile else row.patient.code_name,
        permits=tuple(row.permits.order_by("valid_from")),
        notices=tuple(row.notices.order_by("on", "at")),
        changes=tuple(row.changes.order_by("at")),
        review=row.override_reviews.first(),
    )


def find_findings(decisions: Sequence[Decision]) -> dict[object, str]:
    """What was found of departures that have been followed up, by the decision's id."""
    rows = OverrideReview.objects.filter(decision__in=decisions)
    return dict(rows.values_list("decision_id", "finding"))
