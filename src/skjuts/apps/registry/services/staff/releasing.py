"""Part a person in the staff register from the account that they sign in with."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Assignment, StaffMember
from skjuts.apps.registry.policies.staff import is_own, require_keep
from skjuts.apps.registry.services.end_sessions import end_all_sessions
from skjuts.apps.registry.staff_errors import OwnAssignment
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound


@transaction.atomic
def end_sessions_of_person(*, actor: Actor, staff_id: UUID) -> None:
    """Sign the person out everywhere."""
    staff = _take(actor, staff_id)
    if staff.account_id:
        end_all_sessions(account_id=staff.account_id)
    _publish("registry.sessions_ended", staff, actor)


@transaction.atomic
def release_account(*, actor: Actor, staff_id: UUID) -> None:
    """Let the next sign-in with the person's HSA-id be theirs; the old account loses its assignments here."""
    staff = _take(actor, staff_id)
    if is_own(actor, staff.id):
        raise OwnAssignment
    if staff.account_id:
        end_all_sessions(account_id=staff.account_id)
    staff.account = None
    staff.version += 1
    staff.save(update_fields=["account", "version"])
    Assignment.objects.filter(staff=staff).update(account=None)
    _publish("registry.account_released", staff, actor)


def _take(actor: Actor, staff_id: UUID) -> StaffMember:
    require_keep(actor)
    found = (
        StaffMember.objects.select_for_update().filter(pk=staff_id, authority_id=actor.authority_id).first()
    )
    if found is None:
        raise NotFound
    return found


def _publish(name: str, staff: StaffMember, actor: Actor) -> None:
    publish_event(name=name, aggregate_id=staff.id, authority_id=staff.authority_id, actor=actor, payload={})
