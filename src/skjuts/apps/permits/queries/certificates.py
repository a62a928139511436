"""Certificates, from the unit that wrote them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from skjuts.apps.permits.models import Application, Certificate, CertificateStatus
from skjuts.apps.permits.policies import require_edit_draft, require_read_certificate
from skjuts.apps.registry.models import Patient, PatientProfile, PatientRelation, Unit
from skjuts.apps.registry.policies.patients import may_identify
from skjuts.apps.registry.queries.identities import list_identifiers
from skjuts.apps.registry.queries.patients import PatientFile, get_profile, list_addresses_in_force
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.swedish_order import SwedishOrder
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


def count_unit_certificates(actor: Actor) -> dict[str, int]:
    """How many the unit has in each state; drafts are the actor's own."""
    rows = Certificate.objects.filter(authority_id=actor.authority_id, unit_id=actor.unit_id)
    told = rows.exclude(state="draft").values("state").annotate(count=Count("id"))
    drafts = rows.filter(state="draft", issuer_id=actor.assignment_id).count()
    return {"draft": drafts, **{one["state"]: one["count"] for one in told}}


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


def list_own_drafts(actor: Actor) -> QuerySet[Certificate]:
    """The actor's drafts with what they tell, the oldest first: the rows of a ward round."""
    rows = Certificate.objects.filter(
        authority_id=actor.authority_id, issuer_id=actor.assignment_id, state="draft"
    )
    return rows.select_related("patient").order_by("begun_at", "id")


def list_steps(certificate: Certificate) -> QuerySet[CertificateStatus]:
    """What a certificate went through, the latest first."""
    return CertificateStatus.objects.filter(certificate=certificate).order_by("-at", "-id")


def list_units_to_visit(actor: Actor) -> list[Unit]:
    """Open care units of the actor's authority, in Swedish order."""
    rows = Unit.objects.filter(authority_id=actor.authority_id, kind=Unit.Kind.CARE, closed_on=None)
    return list(rows.order_by(SwedishOrder("name")))


def list_ward_patients(actor: Actor, today: dt.date, *, most: int) -> list[Patient]:
    """Patients of the actor's unit today, those who came last first; protected persons are the desk's."""
    held = PatientRelation.objects.filter(
        unit_id=actor.unit_id, source__in=("care", "registered"), valid_from__lte=today
    ).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    newest = {
        one["patient_id"]: one["since"]
        for one in held.values("patient_id").annotate(since=Max("valid_from")).order_by("-since")[:most]
    }
    rows = Patient.objects.filter(id__in=newest, merged_into=None, is_guarded=False)
    return sorted(rows, key=lambda one: (newest[one.id], one.id), reverse=True)


def read_person(actor: Actor, patient: Patient, *, today: dt.date) -> PatientFile:
    """Who the patient is, where they live and their numbers. Three queries; none for a code name."""
    if not may_identify(actor, patient):
        return PatientFile(patient, None)
    return PatientFile(
        patient=patient,
        profile=get_profile(patient),
        identifiers=tuple(list_identifiers(patient)),
        addresses=tuple(list_addresses_in_force(patient, today)),
    )


def list_profiles(patient_ids: Iterable[UUID]) -> dict[UUID, PatientProfile]:
    """Who they are, by patient, as far as the database lets the actor know."""
    return {one.patient_id: one for one in PatientProfile.objects.filter(patient_id__in=set(patient_ids))}


def list_latest_issued(actor: Actor, patient_ids: Iterable[UUID]) -> dict[UUID, Certificate]:
    """The latest certificate that the unit has issued, by patient."""
    rows = Certificate.objects.filter(
        authority_id=actor.authority_id,
        unit_id=actor.unit_id,
        patient_id__in=set(patient_ids),
        issued_at__isnull=False,
    )
    return {one.patient_id: one for one in rows.order_by("issued_at")}
