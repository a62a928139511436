"""Patients for programs: search, read and register, logged like the pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from skjuts.apps.registry.facts.identities import NATIONAL, find_phone
from skjuts.apps.registry.models import PatientAddress, PatientIdentifier
from skjuts.apps.registry.policies.patients import may_identify, may_read_patients
from skjuts.apps.registry.queries.patients import PatientFile, PatientHit, get_systems, read_patient_file
from skjuts.apps.registry.services.patients import NewPatient, open_patient, register_patient, search_patients
from skjuts.apps.tenancy.api import Body, Context, Door, Reason, Text
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidField

router = Router(tags=["patients"])
door = Door(may_read_patients)

Name = Annotated[Text, Field(max_length=80)]


class SearchBody(Body):
    """What to search for: a number, a telephone number, or names and a birth date."""

    q: Text = Field(min_length=1, max_length=200)
    reason: Reason = ""
    context: Context = ""


class WhyRead(Schema):
    """Why a patient is read."""

    reason: Reason = ""
    context: Context = ""


class NewBody(Body):
    """A patient to register. Names may be left out when the person register knows them."""

    number: Text = Field(min_length=1, max_length=40, description="As people write it.")
    system: Text = Field(
        NATIONAL, max_length=120, description="`national`, or an OID of the authority's own."
    )
    given_name: Name = ""
    family_name: Name = ""
    phone: Text = Field("", max_length=40)


class Identity(Schema):
    """One identity in one system (OID)."""

    system: str
    value: str


class Address(Schema):
    """Where the patient lives or is fetched."""

    kind: str
    street: str
    postal_code: str
    locality: str
    valid_from: dt.date
    valid_to: dt.date | None


class PatientFound(Schema):
    """A patient, as much as the actor may know. A protected person is known by `code_name` only."""

    id: UUID
    authority_id: int
    protection: str
    code_name: str
    name: str
    born: str
    identities: list[Identity]
    addresses: list[Address]


class PatientRead(PatientFound):
    """A patient that was opened. `version` grows with every change."""

    version: int
    language: str
    needs_interpreter: bool
    phones: list[str]


class Found(Schema):
    """Whom a search found, the best first."""

    items: list[PatientFound]


class Registered(Schema):
    """The patient that was made."""

    id: UUID


@router.post("/patients/search", auth=door, response=Found, url_name="patient-search")
def search(request: HttpRequest, body: SearchBody) -> Any:  # noqa: ANN401  (ninja gives it its form)
    """Search for patients; every one that is found is an entry in the access log."""
    hits = search_patients(
        actor_in(request), text=body.q, today=timezone.localdate(), reason=body.reason, context=body.context
    )
    return {"items": [_found(hit) for hit in hits]}


@router.get("/patients/{uuid:patient_id}", auth=door, response=PatientRead, url_name="patient")
def read(request: HttpRequest, patient_id: UUID, why: Query[WhyRead]) -> Any:  # noqa: ANN401
    """Read a patient; an entry in the access log. A merged patient answers as the one that took over."""
    actor = actor_in(request)
    patient = open_patient(actor, patient_id, reason=why.reason, context=why.context)
    file = read_patient_file(actor, patient, today=timezone.localdate())
    return _read(file, may_know=may_identify(actor, patient))


@router.post("/patients", auth=door, response={201: Registered}, url_name="patients")
def register(request: HttpRequest, body: NewBody) -> Any:  # noqa: ANN401
    """Register a patient of the actor's own authority; the person register is asked first."""
    actor, now = actor_in(request), timezone.now()
    today = timezone.localdate(now)
    systems = get_systems(actor.authority_id)
    new = NewPatient(
        identity=systems.read(body.number, body.system, on=today, field="number"),
        given_name=body.given_name,
        family_name=body.family_name,
        phone=_phone(body.phone),
    )
    made = register_patient(actor, authority_id=actor.authority_id, new=new, now=now, today=today)
    return Status(201, {"id": made.id})


def _phone(text: str) -> str:
    number = find_phone(text) if text else ""
    if text and not number:
        raise InvalidField("Telefonnumret går inte att läsa.", field="phone")
    return number


def _found(hit: PatientHit) -> dict[str, object]:
    profile = hit.profile
    return {
        "id": hit.patient.id,
        "authority_id": hit.patient.authority_id,
        "protection": hit.patient.protection,
        "code_name": hit.patient.code_name,
        "name": profile.name if profile else "",
        "born": profile.born if profile else "",
        "identities": _identities(hit.identifiers),
        "addresses": _addresses(hit.addresses),
    }


def _read(file: PatientFile, *, may_know: bool) -> dict[str, object]:
    hit = PatientHit(file.patient, file.profile if may_know else None, file.identifiers, file.addresses)
    return _found(hit) | {
        "version": file.patient.version,
        "language": file.profile.language if file.profile else "",
        "needs_interpreter": bool(file.profile and file.profile.needs_interpreter),
        "phones": [phone.number for phone in file.phones],
    }


def _identities(rows: tuple[PatientIdentifier, ...]) -> list[dict[str, str]]:
    return [{"system": one.system, "value": one.value} for one in rows if one.given_up_at is None]


def _addresses(rows: tuple[PatientAddress, ...]) -> list[dict[str, object]]:
    return [
        {
            "kind": one.kind,
            "street": one.street,
            "postal_code": one.postal_code,
            "locality": one.locality,
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
        for one in rows
    ]
