"""An application comes in: through a certificate, or on paper and by phone; and more papers to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.permits.laws import arrived_on, get_law
from skjuts.apps.permits.models import (
    Application,
    ApplicationPaper,
    Certificate,
    CompletionAnswer,
    PermitKindChoice,
)
from skjuts.apps.permits.policies import may_receive, require_receive
from skjuts.apps.permits.queries.applications import find_open_request, find_waiting
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.permits.services.stepping import (
    note_access,
    owned_by,
    signed_by,
    take_application_step,
)
from skjuts.apps.permits.terms import ApplicationContent, CertificateContent
from skjuts.apps.permits.workflow import APPLICATION
from skjuts.apps.registry.models import Patient, Representative
from skjuts.apps.registry.policies.patients import may_identify
from skjuts.apps.registry.queries.patients import get_patient, list_representatives_in_force
from skjuts.apps.registry.services.patients.searching import search_patients
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.vault.services.attachments import get_attachment
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.kernel.identifiers import PersonIdentity, format_person_identity
from skjuts.core.kernel.transitions import BEGINNING

REASON, ABOUT = "case", "application"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """What came on paper or by phone. `found_on`: the day on which somebody found it."""

    patient_id: UUID
    kind: str
    origin: str
    arrival: str
    found_on: dt.date
    content: ApplicationContent = field(default_factory=ApplicationContent)
    representative_id: UUID | None = None
    language: str = ""
    needs_interpreter: bool = False
    attachments: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class _Came:
    """What came, and how."""

    kind: str
    origin: str
    arrival: str
    found_on: dt.date


@transaction.atomic
def find_applicant(*, actor: Actor, identity: PersonIdentity, today: dt.date) -> Patient:
    """Whom a number belongs to, searched and logged as any search. Raises InvalidField at `identity`."""
    hits = search_patients(actor, text=format_person_identity(identity), today=today, reason=REASON)
    if not hits:
        raise InvalidField(
            "Ingen patient har numret.",
            field="identity",
            remedy="Kontrollera numret, eller registrera patienten först.",
        )
    return hits[0].patient


@transaction.atomic
def open_applicant(*, actor: Actor, patient_id: UUID) -> Patient:
    """Whom an application is to be entered for, logged. Raises NotAllowed for whom the actor may not know."""
    patient = get_patient(actor, patient_id)
    if not may_receive(actor, patient.authority_id) or not may_identify(actor, patient):
        raise NotAllowed
    record_access(
        actor,
        action=Access.READ,
        authority_id=patient.authority_id,
        reason=REASON,
        context="application:new",
        patient_id=patient.id,
    )
    return patient


@transaction.atomic
def receive_application(
    *, actor: Actor, new: NewApplication, now: dt.datetime, today: dt.date
) -> Application:
    """Enter an application. Its clock starts on the day it came in by law. Raises InvalidField."""
    patient = get_patient(actor, new.patient_id)
    require_receive(actor, patient.authority_id)
    if new.found_on > today:
        raise InvalidField("Dagen ligger i framtiden.", field="found_on", remedy="Välj dagen då den kom.")
    representative = _find_representative(patient, new.representative_id, today)
    row = _open(patient, actor, now, came=_Came(new.kind, new.origin, new.arrival, new.found_on))
    row.content = new.content.encode()
    row.representative = representative
    row.language, row.needs_interpreter = new.language, new.needs_interpreter
    _begin(row, actor, now)
    for attachment_id in new.attachments:
        attach_file(application=row, attachment_id=attachment_id, actor=actor, now=now)
    return row


@transaction.atomic
def receive_certificate(
    *, actor: Actor, certificate: Certificate, content: CertificateContent, now: dt.datetime, today: dt.date
) -> Application:
    """The patient's waiting application gets the certificate, completed by it; else one begins with it."""
    kind = PermitKindChoice.PATIENT_TRIP.value
    row = find_waiting(certificate.authority_id, certificate.patient_id, kind)
    if row is None:
        patient = Patient.objects.get(pk=certificate.patient_id)
        row = _open(patient, actor, now, came=_Came(kind, "certificate", "electronic", today))
        asked = ApplicationContent(
            travel_mode=content.travel_mode,
            trips=content.trips,
            valid_from=content.valid_from,
            valid_to=content.valid_to,
        )
        row.content, row.unit_id = asked.encode(), certificate.unit_id
        row.needs_interpreter, row.language = bool(content.interpreter), content.interpreter[:8]
        _begin(row, actor, now)
    else:
        row.unit_id = row.unit_id or certificate.unit_id
        complete(row, actor=actor, received_on=today, text="", now=now)
    ApplicationPaper.objects.create(
        application=row, certificate=certificate, **owned_by(row), **signed_by(actor, now)
    )
    return row


def complete(row: Application, *, actor: Actor, received_on: dt.date, text: str, now: dt.datetime) -> None:
    """What was waited for has come, or something new: the clock runs on, and the matter is weighed anew."""
    request = find_open_request(row)
    if request:
        CompletionAnswer.objects.create(
            request=request, received_on=received_on, text=text, **owned_by(row), **signed_by(actor, now)
        )
    if row.state != Application.State.INCOMPLETE:
        row.version += 1
        row.save(update_fields=["version", "unit_id"])
        return
    if row.paused_on:
        row.paused_days += max(0, (received_on - row.paused_on).days)
    row.paused_on = None
    row.due_on = due_on(row)
    take_application_step(APPLICATION.get_step(row.state, "complete"), row, actor, now)


def attach_file(*, application: Application, attachment_id: UUID, actor: Actor, now: dt.datetime) -> None:
    """Let the application rest on a stored file of the same authority."""
    found = get_attachment(attachment_id)
    if found.authority_id != application.authority_id:
        raise InvalidField("Filen hör till en annan huvudman.", field="attachment")
    ApplicationPaper.objects.create(
        application=application, attachment=found, **owned_by(application), **signed_by(actor, now)
    )


def due_on(row: Application) -> dt.date:
    """When the matter is to be decided: by law and kind, the authority's target, and the days of waiting."""
    target = get_settings(row.authority_id).get("handling_days", {}).get(row.kind)
    return get_law(row.kind).due_on(row.received_on, handling_days=target, paused_days=row.paused_days)


def _open(patient: Patient, actor: Actor, now: dt.datetime, *, came: _Came) -> Application:
    """An application that is not saved yet."""
    choices = (
        ("kind", came.kind, PermitKindChoice.values),
        ("origin", came.origin, Application.Origin.values),
        ("arrival", came.arrival, Application.Arrival.values),
    )
    for name, value, allowed in choices:
        if value not in allowed:
            raise InvalidField("Välj ett av alternativen.", field=name)
    row = Application(
        authority_id=patient.authority_id,
        patient=patient,
        is_guarded=patient.is_guarded,
        kind=came.kind,
        origin=came.origin,
        arrival=came.arrival,
        received_on=arrived_on(came.found_on, came.arrival),
        **signed_by(actor, now),
    )
    row.due_on = due_on(row)
    return row


def _begin(row: Application, actor: Actor, now: dt.datetime) -> None:
    row.version = 0
    take_application_step(APPLICATION.get_step(BEGINNING, "receive"), row, actor, now)
    note_access(actor, row, action=Access.ALTER, reason=REASON, about=ABOUT)


def _find_representative(patient: Patient, wanted: UUID | None, today: dt.date) -> Representative | None:
    if wanted is None:
        return None
    found = list_representatives_in_force(patient, today).filter(pk=wanted).first()
    if found is None or Representative.Power.APPLY not in found.powers:
        raise InvalidField(
            "Företrädaren har ingen behörighet att ansöka i dag.",
            field="representative",
            remedy="Se patientens företrädare, eller be om en fullmakt.",
        )
    return found
