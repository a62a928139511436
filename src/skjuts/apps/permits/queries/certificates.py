"""Certificates, from the unit that wrote them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.permits.models import Application, Certificate
from skjuts.apps.permits.policies import require_edit_draft, require_read_certificate
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotAllowed


def get_certificate(actor: Actor, certificate_id: UUID) -> Certificate:
    """A certificate of the actor's unit. Raises NotAllowed."""
    found = Certificate.objects.filter(pk=certificate_id, authority_id=actor.authority_id)
    one = found.select_related("patient", "unit", "issuer__staff").first()
    if one is None:
        raise NotAllowed
    require_read_certificate(actor, one)
    return one


def get_locked_draft(actor: Actor, certificate_id: UUID) -> Certificate:
    """The actor's own, held until the transaction ends. Raises NotAllowed."""
    one = get_locked_certificate(actor, certificate_id)
    require_edit_draft(actor, one)
    return one


def get_locked_certificate(actor: Actor, certificate_id: UUID) -> Certificate:
    """One of the actor's authority, held until the transaction ends. Raises NotAllowed."""
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("patient")
    one = rows.filter(pk=certificate_id, authority_id=actor.authority_id).first()
    if one is None:
        raise NotAllowed
    return one


def list_unit_certificates(actor: Actor, *, state: str = "") -> QuerySet[Certificate]:
    """The unit's certificates, the latest saved first; drafts are the actor's own. Without content."""
    rows = Certificate.objects.filter(authority_id=actor.authority_id, unit_id=actor.unit_id)
    rows = rows.filter(state=state) if state else rows.exclude(state="discarded")
    if state == "draft":
        rows = rows.filter(issuer_id=actor.assignment_id)
    return rows.select_related("patient", "issuer__staff").defer("content").order_by("-saved_at", "id")


def list_earlier(actor: Actor, patient_id: UUID) -> QuerySet[Certificate]:
    """The unit's issued certificates of a patient, to copy from, the latest first."""
    rows = Certificate.objects.filter(
        authority_id=actor.authority_id, unit_id=actor.unit_id, patient_id=patient_id, issued_at__isnull=False
    )
    return rows.order_by("-issued_at", "id")


def list_certificates_of(application: Application) -> list[Certificate]:
    """The certificates that hold and that an application rests on, oldest first."""
    rows = Certificate.objects.filter(papers__application=application, state="issued")
    return list(rows.select_related("issuer").order_by("issued_at", "id"))
