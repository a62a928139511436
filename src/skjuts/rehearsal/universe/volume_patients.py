"""Patients by the hundred thousand, as an old system's registers would bring them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Model

from skjuts.apps.registry.facts.identities import identity_index, phone_index
from skjuts.apps.registry.facts.names import searchable_name
from skjuts.apps.registry.models import (
    Patient,
    PatientAddress,
    PatientIdentifier,
    PatientPhone,
    PatientProfile,
    PatientRelation,
)
from skjuts.rehearsal.universe.people import InventedPerson
from skjuts.rehearsal.universe.volume_copy import copy_rows, draw_id


def write_patients(
    authority_id: int,
    people: Sequence[InventedPerson],
    units: Sequence[UUID],
    rng: np.random.Generator,
    now: dt.datetime,
) -> int:
    """Patients with number, address, telephone and the unit that knows them; protected ones are left out.

    Protection is given by services only, which no bulk import replaces.
    """
    rows: list[list[Model]] = [[], [], [], [], [], []]
    for person in people:
        if not person.is_protected:
            made = _rows(authority_id, person, units[int(rng.integers(len(units)))], rng, now)
            for held, row in zip(rows, made, strict=True):
                if row is not None:
                    held.append(row)
    return sum(copy_rows(one) for one in rows)


def _rows(
    authority_id: int, person: InventedPerson, unit_id: UUID, rng: np.random.Generator, now: dt.datetime
) -> tuple[Model | None, ...]:
    patient = Patient(id=draw_id(rng), authority_id=authority_id, created_at=now)
    told = {"authority_id": authority_id, "patient": patient}
    return (
        patient,
        *_who(person, told, rng, now),
        *_where(person, told, rng, now),
        PatientRelation(
            id=draw_id(rng),
            unit_id=unit_id,
            source=PatientRelation.Source.CARE,
            valid_from=now.date() - dt.timedelta(days=30),
            **told,
        ),
    )


def _who(
    person: InventedPerson, told: dict[str, Any], rng: np.random.Generator, now: dt.datetime
) -> tuple[Model, Model]:
    profile = PatientProfile(
        id=draw_id(rng),
        given_name=person.given_name,
        family_name=person.family_name,
        born=person.born.isoformat(),
        register=PatientProfile.Register.CONFIRMED,
        register_asked_at=now,
        search_name=searchable_name(person.given_name, person.family_name),
        search_born=person.born,
        **told,
    )
    identifier = PatientIdentifier(
        id=draw_id(rng),
        system=person.identity.system,
        value=person.identity.value,
        index=identity_index(person.identity),
        added_at=now,
        **told,
    )
    return profile, identifier


def _where(
    person: InventedPerson, told: dict[str, Any], rng: np.random.Generator, now: dt.datetime
) -> tuple[Model, Model | None]:
    address = PatientAddress(
        id=draw_id(rng),
        kind=PatientAddress.Kind.REGISTERED,
        source=PatientAddress.Source.REGISTER,
        street=person.street,
        postal_code="831 00",
        locality=person.locality,
        municipality_code=person.municipality,
        position=f"{person.lat},{person.lon}",
        valid_from=now.date(),
        **told,
    )
    if not person.phone:
        return address, None
    phone = PatientPhone(
        id=draw_id(rng), number=person.phone, index=phone_index(person.phone), added_at=now, **told
    )
    return address, phone
