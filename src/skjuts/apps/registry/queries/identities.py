"""The numbers of a patient, and which of them names the person: one order wherever a number is shown."""

from __future__ import annotations

from typing import Final

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from skjuts.apps.registry.facts.identities import show_identity
from skjuts.apps.registry.models import Patient, PatientIdentifier
from skjuts.core.kernel.identifiers import IdentitySystem

BEFORE_OTHERS: Final = (
    IdentitySystem.PERSONAL_NUMBER,
    IdentitySystem.COORDINATION_NUMBER,
    IdentitySystem.NATIONAL_RESERVE_NUMBER,
)
"""The systems that go before all others: a reserve number serves while nothing better is known."""
_RANK = Case(
    *(When(system=system.value, then=Value(place)) for place, system in enumerate(BEFORE_OTHERS)),
    default=Value(len(BEFORE_OTHERS)),
    output_field=IntegerField(),
)


def list_identifiers(patient: Patient) -> QuerySet[PatientIdentifier]:
    """List a patient's numbers: those in use, the one that names the person on top, then earlier ones."""
    in_use_first = F("given_up_at").asc(nulls_first=True)
    return patient.identifiers.order_by(in_use_first, _RANK, "added_at", "id")


def find_number(patient: Patient) -> str:
    """Find the number that names the person, as people write it; '' where none is in use. One query."""
    current = list_identifiers(patient).filter(given_up_at=None).first()
    return show_identity(current.system, current.value) if current else ""
