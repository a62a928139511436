"""Who may do what with patients. Protected persons belong to the desk of their own authority."""

from __future__ import annotations

from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

READERS = (
    Role.CARE_STAFF,
    Role.SUPPORT_OFFICER,
    Role.CASE_OFFICER,
    Role.BOOKING_AGENT,
    Role.REGISTRAR,
    Role.PROTECTED_DESK,
)
MERGERS = (Role.REGISTRAR, Role.PROTECTED_DESK)


def may_read_patients(actor: Actor) -> bool:
    """Whether the assignment has to do with patients at all."""
    return actor.has(*READERS)


def require_reader(actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor may read patients."""
    if not may_read_patients(actor):
        raise NotAllowed


def may_read_patient(actor: Actor, patient: Patient) -> bool:
    """Whether the patient may be known to the actor, by the code name at least."""
    return may_read_patients(actor) and actor.reaches(patient.authority_id)


def may_identify(actor: Actor, patient: Patient) -> bool:
    """Whether the actor may see who the patient is; the database says the same."""
    return may_read_patient(actor, patient) and (
        not patient.is_guarded or patient.authority_id in actor.desks
    )


def may_register(actor: Actor, authority_id: int) -> bool:
    """Whether the actor may enter new patients of an authority."""
    return may_read_patients(actor) and actor.reaches(authority_id)


def require_register(actor: Actor, authority_id: int) -> None:
    """Raise `NotAllowed` unless the actor may enter patients there."""
    if not may_register(actor, authority_id):
        raise NotAllowed


def may_change(actor: Actor, patient: Patient) -> bool:
    """Whether the actor may change what is known of the patient."""
    return may_identify(actor, patient) and patient.merged_into_id is None


def require_change(actor: Actor, patient: Patient) -> None:
    """Raise `NotAllowed` unless the actor may change the patient."""
    if not may_change(actor, patient):
        raise NotAllowed


def may_merge(actor: Actor, *patients: Patient) -> bool:
    """Whether the actor may say that these are one person: registrars at home, the desk for its own."""
    return actor.has(*MERGERS) and all(
        one.authority_id == actor.authority_id and may_identify(actor, one) for one in patients
    )


def require_merge(actor: Actor, *patients: Patient) -> None:
    """Raise `NotAllowed` unless the actor may merge them."""
    if not may_merge(actor, *patients):
        raise NotAllowed


def may_lift_protection(actor: Actor, patient: Patient) -> bool:
    """Only the desk lowers a protection; anybody who hears of one raises it."""
    return patient.is_guarded and patient.authority_id in actor.desks
