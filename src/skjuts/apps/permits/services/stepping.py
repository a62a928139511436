"""What every step does besides itself: its row, its event, its letter, and the access log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from skjuts.apps.audit.events import JSON
from skjuts.apps.audit.services import Access, publish_event, record_access
from skjuts.apps.permits.models import (
    Application,
    ApplicationStatus,
    Certificate,
    CertificateStatus,
    Permit,
    PermitStatus,
)
from skjuts.apps.permits.models.case import CaseRow
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.transitions import Step

SHORTEST_TEXT = 10
"""So few signs explain nothing."""


def owned_by(row: CaseRow) -> dict[str, Any]:
    """The columns that every row of the same matter repeats."""
    return {"authority_id": row.authority_id, "patient_id": row.patient_id, "is_guarded": row.is_guarded}


def signed_by(actor: Actor | None, now: dt.datetime) -> dict[str, Any]:
    """Who does it, and when; nobody when time does."""
    if actor is None:
        return {"at": now}
    return {"by": actor.assignment_id, "signed": sign(actor), "at": now}


def take_certificate_step(
    step: Step, row: Certificate, actor: Actor, now: dt.datetime, *, reason: str = ""
) -> None:
    """A step of a certificate; the caller has saved it."""
    row.state = step.target
    row.save(update_fields=["state"])
    CertificateStatus.objects.create(
        certificate=row, state=step.target, reason=reason, **owned_by(row), **signed_by(actor, now)
    )
    _tell(step, row, actor, {"unit": str(row.unit_id), "kinds": list(row.kinds)})


def take_application_step(
    step: Step,
    row: Application,
    actor: Actor,
    now: dt.datetime,
    *,
    reason: str = "",
    payload: Mapping[str, JSON] | None = None,
) -> None:
    """A step of an application; everything of it is saved, under the next version."""
    row.state = step.target
    row.version += 1
    row.save()
    ApplicationStatus.objects.create(
        application=row, state=step.target, reason=reason, **owned_by(row), **signed_by(actor, now)
    )
    _tell(step, row, actor, {"kind": row.kind, **(payload or {})})


def take_permit_step(
    step: Step, row: Permit, actor: Actor | None, now: dt.datetime, *, reason: str = "", ground: str = ""
) -> None:
    """A step of a permit. Later apps hear of it: what was booked on it may have to be cancelled."""
    row.state = step.target
    row.save(update_fields=["state"])
    PermitStatus.objects.create(
        permit=row, state=step.target, reason=reason, **owned_by(row), **signed_by(actor, now)
    )
    modes: list[JSON] = list(row.travel_modes)
    _tell(step, row, actor, {"kind": row.kind, "ground": ground, "travel_modes": modes})


def note_access(actor: Actor, row: CaseRow, *, action: Access, reason: str, about: str) -> None:
    """Log that the actor read or changed something of a patient."""
    record_access(
        actor,
        action=action,
        authority_id=row.authority_id,
        reason=reason,
        context=f"{about}:{row.id}",
        patient_id=row.patient_id,
    )


def require_text(text: str, field: str, message: str) -> str:
    """The text without its ends; raises InvalidField when it explains nothing."""
    if len(text.strip()) < SHORTEST_TEXT:
        raise InvalidField(message, field=field, remedy="En mening räcker.")
    return text.strip()


def _tell(
    step: Step, row: Certificate | Application | Permit, actor: Actor | None, payload: Mapping[str, JSON]
) -> None:
    """Publish the step's event. Its letter is written by whoever hears of the event: `letter` names it."""
    if step.event:
        publish_event(
            name=step.event,
            aggregate_id=row.id,
            authority_id=row.authority_id,
            actor=actor,
            payload={"patient": str(row.patient_id), "letter": step.message, **payload},
        )
