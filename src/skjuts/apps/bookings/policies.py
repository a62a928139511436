"""Who may do what with claims and ledgers. may_ answers; require_ raises. No queries."""

from __future__ import annotations

from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.policies.patients import may_identify
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed

READERS = (Role.CASE_OFFICER, Role.BOOKING_AGENT, Role.PROTECTED_DESK)
KEEPERS = (Role.CASE_OFFICER, Role.PROTECTED_DESK)


def may_read_account(actor: Actor, patient: Patient) -> bool:
    """Those who book and those who handle matters, for a person whom they may know."""
    return actor.has(*READERS) and may_identify(actor, patient)


def may_keep_account(actor: Actor, patient: Patient) -> bool:
    """Officers enter claims and take them back."""
    return actor.has(*KEEPERS) and may_identify(actor, patient)


def require_keep_account(actor: Actor, patient: Patient) -> None:
    """Raise NotAllowed unless the actor keeps the patient's account."""
    if not may_keep_account(actor, patient):
        raise NotAllowed
