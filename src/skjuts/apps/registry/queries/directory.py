"""The names behind the access log's ids, for the pages of log review (`core.ports.directory`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from django.utils import timezone

from skjuts.apps.registry.facts.identities import Systems, identity_index
from skjuts.apps.registry.models import (
    Authority,
    Patient,
    PatientProfile,
    StaffMember,
    Unit,
)
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import find_patient_by_identity
from skjuts.apps.tenancy.scope import entering
from skjuts.core.ports.directory import PatientHeading

SHOWS_STAFF = "log_extract_shows_staff"
"""The authority's setting: patients may read the names of those who opened their data."""


class RegistryDirectory:
    """The registers' names; what the transaction may not see has none."""

    def name_units(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of units."""
        return _here_and_elsewhere(ids, _name_units)

    def name_staff(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of people at work."""
        return _here_and_elsewhere(ids, _name_staff)

    def name_patients(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Names of patients; where the desk's profiles are out of sight, code names."""
        names = {one.patient_id: one.name for one in PatientProfile.objects.filter(patient_id__in=ids)}
        unnamed = [one for one in ids if one not in names]
        coded = Patient.objects.filter(pk__in=unnamed).exclude(code_name="")
        return {**names, **dict(coded.values_list("id", "code_name"))}

    def find_heading(self, patient_id: UUID) -> PatientHeading | None:
        """The patient, by the registration that is in use."""
        patient = Patient.objects.filter(pk=patient_id).select_related("authority").first()
        while patient and patient.merged_into_id:
            patient = Patient.objects.filter(pk=patient.merged_into_id).select_related("authority").first()
        if patient is None:
            return None
        return PatientHeading(
            patient_id=patient.id,
            ids=_list_registrations(patient),
            authority_id=patient.authority_id,
            authority=patient.authority.name,
            name=self.name_patients([patient.id]).get(patient.id, patient.code_name),
            number=find_number(patient),
            is_protected=patient.is_guarded,
        )

    def find_patient(self, authority_id: int, text: str) -> UUID | None:
        """The authority's patient with exactly this identity number."""
        systems = Systems.of(Authority.objects.get(pk=authority_id))
        for identity in systems.list_possible(text.strip(), on=timezone.localdate()):
            found = find_patient_by_identity(authority_id, identity_index(identity))
            if found is not None:
                return found.id
        return None

    def shows_staff(self, authority_id: int) -> bool:
        """Whether the authority's patients may read names; they may not until it says so."""
        return bool(Authority.objects.get(pk=authority_id).settings.get(SHOWS_STAFF, False))


def _name_units(ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Unit.objects.filter(pk__in=ids).values_list("id", "name"))


def _name_staff(ids: Collection[UUID]) -> dict[UUID, str]:
    return {one.id: one.name for one in StaffMember.objects.filter(pk__in=ids)}


def _here_and_elsewhere(
    ids: Collection[UUID], read: Callable[[Collection[UUID]], dict[UUID, str]]
) -> dict[UUID, str]:
    """Names within reach, and those of a cooperating centre, which stand in the log too."""
    found = read(ids)
    missing = set(ids) - found.keys()
    if missing:
        with entering(authorities=Authority.objects.values_list("id", flat=True)):
            found |= read(missing)
    return found


def _list_registrations(patient: Patient) -> frozenset[UUID]:
    """The registration itself and all that were merged into it, in any number of steps."""
    found = {patient.id}
    latest = {patient.id}
    while latest:
        merged = Patient.objects.filter(merged_into_id__in=latest).values_list("id", flat=True)
        latest = set(merged) - found
        found |= latest
    return frozenset(found)
