"""Rows of the registers; no logic beyond properties."""

from skjuts.apps.registry.models.account import Account
from skjuts.apps.registry.models.authority import Authority, Cooperation
from skjuts.apps.registry.models.care import CareProvider, Unit
from skjuts.apps.registry.models.patient import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientPhone,
    PatientProfile,
)
from skjuts.apps.registry.models.relation import LookupTally, PatientMerge, PatientRelation
from skjuts.apps.registry.models.representative import Representative
from skjuts.apps.registry.models.staff import Assignment, Delegation, StaffMember

__all__ = [
    "Account",
    "Assignment",
    "Authority",
    "CareProvider",
    "Cooperation",
    "Delegation",
    "LookupTally",
    "Patient",
    "PatientAddress",
    "PatientIdentifier",
    "PatientMerge",
    "PatientPhone",
    "PatientProfile",
    "PatientRelation",
    "Representative",
    "StaffMember",
    "Unit",
]
