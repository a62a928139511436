"""Rows of the registers; no logic beyond properties."""

from skjuts.apps.registry.models.account import Account
from skjuts.apps.registry.models.authority import Authority, Cooperation
from skjuts.apps.registry.models.care import CareProvider, Unit
from skjuts.apps.registry.models.imports import RegisterImport
from skjuts.apps.registry.models.onboarding import OnboardingNote
from skjuts.apps.registry.models.patient import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientPhone,
    PatientProfile,
)
from skjuts.apps.registry.models.relation import LookupTally, PatientMerge, PatientRelation
from skjuts.apps.registry.models.representative import Representative
from skjuts.apps.registry.models.staff import Assignment, AssignmentStatus, Delegation, StaffMember

__all__ = [
    "Account",
    "Assignment",
    "AssignmentStatus",
    "Authority",
    "CareProvider",
    "Cooperation",
    "Delegation",
    "LookupTally",
    "OnboardingNote",
    "Patient",
    "PatientAddress",
    "PatientIdentifier",
    "PatientMerge",
    "PatientPhone",
    "PatientProfile",
    "PatientRelation",
    "RegisterImport",
    "Representative",
    "StaffMember",
    "Unit",
]
