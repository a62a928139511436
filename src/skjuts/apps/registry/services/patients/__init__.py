"""What is done with patients, one use case per file."""

from skjuts.apps.registry.services.patients.addresses import (
    NewAddress,
    add_address,
    end_address,
)
from skjuts.apps.registry.services.patients.change import ProfileChange, change_profile
from skjuts.apps.registry.services.patients.check import apply_register, check_patient
from skjuts.apps.registry.services.patients.identities import add_identity
from skjuts.apps.registry.services.patients.mandates import Paper, appoint_with_paper, open_paper
from skjuts.apps.registry.services.patients.merging import merge_patients, undo_merge
from skjuts.apps.registry.services.patients.opening import note_opening, open_patient
from skjuts.apps.registry.services.patients.phones import add_phone, remove_phone
from skjuts.apps.registry.services.patients.protecting import (
    lift_protection,
    protect_patient,
    raise_protection,
)
from skjuts.apps.registry.services.patients.registering import NewPatient, register_patient
from skjuts.apps.registry.services.patients.relating import relate_patient
from skjuts.apps.registry.services.patients.representing import (
    NewRepresentative,
    appoint_representative,
    end_representative,
)
from skjuts.apps.registry.services.patients.searching import search_patients

__all__ = [
    "NewAddress",
    "NewPatient",
    "NewRepresentative",
    "Paper",
    "ProfileChange",
    "add_address",
    "add_identity",
    "add_phone",
    "apply_register",
    "appoint_representative",
    "appoint_with_paper",
    "change_profile",
    "check_patient",
    "end_address",
    "end_representative",
    "lift_protection",
    "merge_patients",
    "note_opening",
    "open_paper",
    "open_patient",
    "protect_patient",
    "raise_protection",
    "register_patient",
    "relate_patient",
    "remove_phone",
    "search_patients",
    "undo_merge",
]
