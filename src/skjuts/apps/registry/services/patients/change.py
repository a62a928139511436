"""Changing who a patient is said to be, against the version that the form was opened on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import Patient, PatientProfile
from skjuts.apps.registry.patient_errors import ChangedMeanwhile
from skjuts.apps.registry.queries.patients import get_profile
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChange:
    """The whole of what a form may say. Names and birth come from the register once it has confirmed them."""

    given_name: str
    family_name: str
    born: dt.date | None
    language: str
    needs_interpreter: bool
    deceased_on: dt.date | None


def change_profile(actor: Actor, patient_id: UUID, *, version: int, change: ProfileChange) -> Patient:
    """Write the change. Raises `ChangedMeanwhile` when the patient is no longer at `version`."""
    with changing(actor, patient_id, "profile") as patient:
        if patient.version != version:
            raise ChangedMeanwhile
        profile = get_profile(patient)
        _require_dates(change)
        if profile.register != PatientProfile.Register.CONFIRMED:
            _write_names(profile, change)
        profile.language = change.language
        profile.needs_interpreter = change.needs_interpreter
        profile.save()
    return patient


def _write_names(profile: PatientProfile, change: ProfileChange) -> None:
    profile.given_name, profile.family_name = change.given_name.strip(), change.family_name.strip()
    profile.born = change.born.isoformat() if change.born else ""
    profile.deceased_on = change.deceased_on
    if not profile.is_guarded:
        profile.search_name = searchable_name(profile.given_name, profile.family_name)
        profile.search_born = change.born


def _require_dates(change: ProfileChange) -> None:
    if change.born and change.deceased_on and change.deceased_on < change.born:
        raise InvalidField("Dödsdatumet ligger före födelsedatumet.", field="deceased_on")
