"""What ties people at work to patients, as far as the registers know (`core.ports.acquaintance`).

The staff register holds no personal numbers and no home addresses, so "the same person" is told by the whole
name, and a shared address cannot be told at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import Assignment, Patient, PatientProfile, PatientRelation, StaffMember
from skjuts.core.ports.acquaintance import Meeting, Tie

AT_A_TIME = 2000
FREQUENT_SHARE, FREQUENT_FLOOR = 0.005, 5
"""A surname that so many of the staff have says nothing about kinship."""


@dataclass(frozen=True, slots=True)
class Registers:
    """What is needed of the registers for some meetings. Names are searchable ones."""

    staff: Mapping[UUID, tuple[str, str]]
    patients: Mapping[UUID, tuple[str, str]]
    protected: frozenset[UUID]
    related: frozenset[tuple[UUID, UUID]]
    colleagues: Mapping[UUID, frozenset[tuple[str, str]]]
    frequent: frozenset[str]


class RegistryAcquaintance:
    """Asks the registers, some thousand pairs at a time."""

    def find_ties(self, meetings: Collection[Meeting]) -> Mapping[Meeting, frozenset[Tie]]:
        """What ties each pair; those that nothing ties are left out."""
        frequent = _list_frequent_surnames()
        found: dict[Meeting, frozenset[Tie]] = {}
        for some in batched(meetings, AT_A_TIME):
            registers = _read_registers(some, frequent)
            found |= {one: ties for one in some if (ties := frozenset(_ties(one, registers)))}
        return found


def _ties(meeting: Meeting, registers: Registers) -> Iterator[Tie]:
    staff, patient = registers.staff.get(meeting.staff_id), registers.patients.get(meeting.patient_id)
    if (meeting.unit_id, meeting.patient_id) in registers.related:
        yield Tie.RELATED
    if meeting.patient_id in registers.protected:
        yield Tie.PROTECTED
    if staff is None or patient is None:
        return
    if staff == patient:
        yield Tie.SELF
    elif patient in registers.colleagues.get(meeting.unit_id, ()):
        yield Tie.COLLEAGUE
    if staff[1] == patient[1] and staff[1] not in registers.frequent:
        yield Tie.SURNAME


def _read_registers(meetings: Collection[Meeting], frequent: frozenset[str]) -> Registers:
    staff_ids = {one.staff_id for one in meetings}
    unit_ids = {one.unit_id for one in meetings}
    patient_ids = {one.patient_id for one in meetings}
    profiles = PatientProfile.objects.filter(patient_id__in=patient_ids)
    return Registers(
        staff={one.id: _name(one) for one in StaffMember.objects.filter(pk__in=staff_ids)},
        patients={
            one.patient_id: _name(one) for one in profiles.only("patient", "given_name", "family_name")
        },
        protected=frozenset(
            Patient.objects.filter(pk__in=patient_ids, is_guarded=True).values_list("id", flat=True)
        ),
        related=frozenset(
            PatientRelation.objects.filter(unit_id__in=unit_ids, patient_id__in=patient_ids).values_list(
                "unit_id", "patient_id"
            )
        ),
        colleagues=_list_colleagues(unit_ids),
        frequent=frequent,
    )


def _list_colleagues(unit_ids: Collection[UUID]) -> Mapping[UUID, frozenset[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for one in Assignment.objects.filter(unit_id__in=unit_ids).select_related("staff"):
        found[one.unit_id].add(_name(one.staff))
    return {unit_id: frozenset(names) for unit_id, names in found.items()}


def _list_frequent_surnames() -> frozenset[str]:
    counts = Counter(map(searchable_name, StaffMember.objects.values_list("family_name", flat=True)))
    many = max(FREQUENT_FLOOR, FREQUENT_SHARE * counts.total())
    return frozenset(name for name, count in counts.items() if count > many)


def _name(one: StaffMember | PatientProfile) -> tuple[str, str]:
    return searchable_name(one.given_name), searchable_name(one.family_name)
