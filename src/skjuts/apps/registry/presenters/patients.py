"""What the pages about patients show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.identities import Systems, show_identity
from skjuts.apps.registry.facts.languages import LANGUAGES
from skjuts.apps.registry.models import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientMerge,
    PatientPhone,
    PatientProfile,
    PatientRelation,
    Representative,
)
from skjuts.apps.registry.policies.patients import may_lift_protection, may_merge
from skjuts.apps.registry.queries.patients import PatientFile, PatientHit
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Column, Fact, Status


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A row of a search's result: enough to choose by, and no more."""

    href: str
    name: str
    born: str
    locality: str
    mark: Status | None


@dataclass(frozen=True, slots=True)
class ShownHits:
    """The result of a search, as a table."""

    columns: tuple[Column, ...]
    rows: tuple[ShownHit, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of a section: what it says, what else, and the address that ends it ('' when it cannot be)."""

    title: str
    details: tuple[str, ...] = ()
    status: Status | None = None
    end_href: str = ""
    link_href: str = ""


@dataclass(frozen=True, slots=True)
class ShownMerge:
    """A merge in force."""

    when: str
    reason: str
    undo_href: str


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One of two patients that may be the same."""

    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ShownPatient:
    """The page of a patient."""

    id: str
    name: str
    number: str
    facts: tuple[Fact, ...]
    mark: Status | None
    notice: str
    code_name: str
    identifiers: tuple[ShownRow, ...]
    phones: tuple[ShownRow, ...]
    addresses: tuple[ShownRow, ...]
    representatives: tuple[ShownRow, ...]
    units: tuple[ShownRow, ...]
    merges: tuple[ShownMerge, ...]
    may_merge: bool
    may_lift: bool
    is_related: bool


def show_hits(hits: Iterable[PatientHit]) -> ShownHits:
    """The result of a search."""
    columns = (Column(_("Namn")), Column(_("Född")), Column(_("Ort")), Column(_("Märkning")))
    return ShownHits(columns, tuple(_hit(one) for one in hits))


def show_patient(file: PatientFile, actor: Actor, systems: Systems, *, today: dt.date) -> ShownPatient:
    """Everything on a patient's page; the actor may identify the patient."""
    patient, profile = file.patient, _profile(file)
    return ShownPatient(
        id=str(patient.id),
        name=profile.name,
        number=file.number,
        facts=tuple(_facts(profile, today)),
        mark=mark_of(patient),
        notice=_notice(profile),
        code_name=patient.code_name if patient.is_guarded else "",
        identifiers=tuple(_identifier(one, systems) for one in file.identifiers),
        phones=tuple(_phone(one) for one in file.phones),
        addresses=tuple(_address(one) for one in file.addresses),
        representatives=tuple(_representative(one, today) for one in file.representatives),
        units=tuple(_units(file.relations)),
        merges=tuple(_merge(one) for one in file.merges),
        may_merge=may_merge(actor, patient),
        may_lift=may_lift_protection(actor, patient),
        is_related=any(one.unit_id == actor.unit_id for one in file.relations),
    )


def show_side(file: PatientFile, title: str, systems: Systems) -> ShownSide:
    """What one compares by before merging."""
    profile = _profile(file)
    numbers = [
        Fact(systems.name(one.system), show_identity(one.system, one.value)) for one in file.identifiers
    ]
    homes = [Fact(_("Adress"), f"{one.street}, {one.locality}") for one in file.addresses]
    facts = (Fact(_("Namn"), profile.name), Fact(_("Född"), profile.born or "–"), *numbers, *homes)
    return ShownSide(str(file.patient.id), title, facts)


def _units(relations: Iterable[PatientRelation]) -> Iterable[ShownRow]:
    """Each unit once with every ground: two patients that were merged may both have been at the same."""
    grounds: dict[str, list[str]] = {}
    for one in relations:
        grounds.setdefault(one.unit.name, []).append(str(one.get_source_display()))
    return (ShownRow(unit, tuple(dict.fromkeys(told))) for unit, told in grounds.items())


def mark_of(patient: Patient) -> Status | None:
    """The mark of a protected person; only the desk ever sees one beside a name."""
    if not patient.is_guarded:
        return None
    return Status(str(Patient.Protection(patient.protection).label), "danger", "shield")


def _profile(file: PatientFile) -> PatientProfile:
    if file.profile is None:
        raise LookupError("a code name has no page")
    return file.profile


def _hit(hit: PatientHit) -> ShownHit:
    return ShownHit(
        href=reverse("registry:patient", args=[hit.patient.id]),
        name=hit.profile.name if hit.profile else hit.patient.code_name,
        born=hit.profile.born if hit.profile else "",
        locality=hit.addresses[0].locality if hit.addresses else "",
        mark=mark_of(hit.patient),
    )


def _facts(profile: PatientProfile, today: dt.date) -> Iterable[Fact]:
    if profile.born:
        yield Fact(_("Född"), profile.born, note=_("%(age)s år") % {"age": _age(profile.born, today)})
    if profile.deceased_on:
        yield Fact(_("Avliden"), profile.deceased_on.isoformat())
    if profile.language:
        yield Fact(_("Språk"), str(dict(LANGUAGES).get(profile.language, profile.language)))
    if profile.needs_interpreter:
        yield Fact(_("Tolk"), _("Behövs"))
    yield Fact(_("Personregistret"), str(PatientProfile.Register(profile.register).label))


def _age(born: str, today: dt.date) -> int:
    day = dt.date.fromisoformat(born)
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _notice(profile: PatientProfile) -> str:
    if profile.deceased_on:
        return _("Patienten har avlidit.")
    if profile.register == PatientProfile.Register.UNCHECKED:
        return _("Ej kontrollerad: personregistret svarade inte. Det görs så snart det går.")
    if profile.register == PatientProfile.Register.MISSING:
        return _("Numret finns inte längre i personregistret. Kontrollera det med patienten.")
    return ""


def _identifier(row: PatientIdentifier, systems: Systems) -> ShownRow:
    status = Status(_("Tidigare")) if row.given_up_at else None
    return ShownRow(show_identity(row.system, row.value), (systems.name(row.system),), status)


def _phone(row: PatientPhone) -> ShownRow:
    texts = _("Får ta emot sms") if row.may_text else _("Inga sms")
    href = reverse("registry:patient-phone-remove", args=[row.patient_id, row.id])
    return ShownRow(row.number, (str(PatientPhone.Kind(row.kind).label), texts), end_href=href)


def _address(row: PatientAddress) -> ShownRow:
    is_ours = row.source == PatientAddress.Source.STAFF
    lines = [
        f"c/o {row.care_of}" if row.care_of else "",
        f"{row.postal_code} {row.locality}".strip(),
        str(PatientAddress.Kind(row.kind).label),
        _("till och med %(day)s") % {"day": row.valid_to.isoformat()} if row.valid_to else "",
        row.pickup_note,
        _("Portkod %(code)s") % {"code": row.door_code} if row.door_code else "",
    ]
    return ShownRow(
        row.street,
        tuple(one for one in lines if one),
        end_href=reverse("registry:patient-address-end", args=[row.patient_id, row.id]) if is_ours else "",
    )


def _representative(row: Representative, today: dt.date) -> ShownRow:
    powers = ", ".join(str(Representative.Power(one).label) for one in row.powers)
    until = row.valid_to.isoformat() if row.valid_to else _("tills vidare")
    lines = (
        str(Representative.Kind(row.kind).label),
        powers,
        _("%(first)s till %(last)s") % {"first": row.valid_from.isoformat(), "last": until},
        row.phone,
    )
    is_over = row.ended_at is not None or (row.valid_to is not None and row.valid_to < today)
    return ShownRow(
        row.name,
        tuple(one for one in lines if one),
        _end_of(row) if is_over else None,
        "" if is_over else reverse("registry:patient-representative-end", args=[row.patient_id, row.id]),
        reverse("registry:patient-mandate", args=[row.patient_id, row.id]) if row.mandate_id else "",
    )


def _end_of(row: Representative) -> Status:
    return Status(str(Representative.End(row.end_reason).label) if row.end_reason else _("Har gått ut"))


def _merge(row: PatientMerge) -> ShownMerge:
    return ShownMerge(
        when=timezone.localtime(row.merged_at).strftime("%Y-%m-%d"),
        reason=row.reason,
        undo_href=reverse("registry:patient-merge-undo", args=[row.kept_id, row.id]),
    )
