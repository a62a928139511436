"""One more identity of a patient, such as the personal number of somebody who had a reserve number."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from skjuts.apps.registry.facts.identities import identity_index
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.patient_errors import AlreadyRegistered, ForTheDesk, UnknownPerson
from skjuts.apps.registry.queries.patients import find_patient_by_identity
from skjuts.apps.registry.services.patients.asking import State, ask_register
from skjuts.apps.registry.services.patients.changing import changing
from skjuts.apps.registry.services.patients.check import apply_register
from skjuts.apps.registry.services.patients.registering import write_identity
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.identifiers import PersonIdentity


def add_identity(
    actor: Actor, patient_id: UUID, *, identity: PersonIdentity, now: dt.datetime, today: dt.date
) -> Patient:
    """Add it, and take in what the register says of it.

    Raises `AlreadyRegistered` with the other patient when the two are to be merged.
    """
    with changing(actor, patient_id, "identifiers") as patient:
        answer = ask_register(identity)
        if answer.state is State.MISSING:
            raise UnknownPerson(field="number")
        if answer.is_protected and patient.authority_id not in actor.desks:
            raise ForTheDesk(field="number")
        taken = find_patient_by_identity(patient.authority_id, identity_index(identity))
        if taken:
            raise AlreadyRegistered(taken.id, field="number")
        write_identity(patient, identity, now=now)
        if answer.state is not State.NOT_APPLICABLE:
            apply_register(patient, answer, now=now, today=today, actor=actor)
    return patient
