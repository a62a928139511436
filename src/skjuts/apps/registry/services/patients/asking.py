"""Asking the person register, and what it means when it does not answer."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from skjuts.apps.registry.facts.identities import REGISTERED_SYSTEMS
from skjuts.apps.registry.models import PatientProfile
from skjuts.core.kernel.errors import Upstream
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.ports.person_register import RegisterPerson, RegisterProtection, person_register

log = structlog.get_logger(__name__)
State = PatientProfile.Register


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """What the register said: a state, and the person when there is one.

    `is_gone`: it said nothing, and there is no use in asking about others just now.
    """

    state: PatientProfile.Register
    person: RegisterPerson | None = None
    is_gone: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether the register protects the person."""
        return self.person is not None and self.person.protection is not RegisterProtection.NONE


def ask_register(identity: PersonIdentity) -> RegisterAnswer:
    """Ask; a register that is gone or wrong leaves the person unchecked, and a job asks again."""
    if identity.system not in REGISTERED_SYSTEMS:
        return RegisterAnswer(State.NOT_APPLICABLE)
    try:
        person = person_register.get().find_person(identity)
    except Upstream as trouble:
        log.warning("person_register_gave_no_answer", code=trouble.code)
        return RegisterAnswer(State.UNCHECKED, is_gone=trouble.is_passing)
    return RegisterAnswer(State.CONFIRMED, person) if person else RegisterAnswer(State.MISSING)
