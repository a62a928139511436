"""Let another authority's staff work in the own one's name, and end that."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Authority, Cooperation
from skjuts.apps.registry.policies.staff import require_onboard
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Task
from skjuts.core.kernel.errors import InvalidField, NotFound

SPACE = UUID("5d0f7f6e-52a5-4d2a-9b3f-8f1f6d1a7c11")


@transaction.atomic
def grant_cooperation(
    *,
    actor: Actor,
    operator_id: int,
    tasks: tuple[Task, ...],
    legal_basis: str,
    in_force_from: dt.date,
    in_force_to: dt.date | None,
) -> Cooperation:
    """Let the operator do these tasks in the name of the actor's authority, whose patients it is."""
    require_onboard(actor)
    operator = Authority.objects.filter(pk=operator_id).exclude(pk=actor.authority_id).first()
    if operator is None:
        raise NotFound
    if in_force_to is not None and in_force_to < in_force_from:
        raise InvalidField(
            "Sista dagen ligger före den första.", field="in_force_to", remedy="Rätta någon av dagarna."
        )
    made = Cooperation.objects.create(
        operator=operator,
        authority_id=actor.authority_id,
        tasks=[task.value for task in tasks],
        legal_basis=legal_basis,
        in_force_from=in_force_from,
        in_force_to=in_force_to,
    )
    _publish("registry.cooperation_granted", made, actor)
    return made


@transaction.atomic
def end_cooperation(*, actor: Actor, cooperation_id: int, now: dt.datetime) -> None:
    """Yesterday was its last day; the operator's staff lose their reach at once."""
    require_onboard(actor)
    found = (
        Cooperation.objects.select_for_update()
        .filter(pk=cooperation_id, authority_id=actor.authority_id)
        .first()
    )
    if found is None:
        raise NotFound
    yesterday = localdate(now) - dt.timedelta(days=1)
    if found.in_force_to is not None and found.in_force_to <= yesterday:
        return
    if found.in_force_from > yesterday:
        _publish("registry.cooperation_ended", found, actor)
        found.delete()
        return
    found.in_force_to = yesterday
    found.save(update_fields=["in_force_to"])
    _publish("registry.cooperation_ended", found, actor)


def _publish(name: str, one: Cooperation, actor: Actor) -> None:
    publish_event(
        name=name,
        aggregate_id=uuid5(SPACE, str(one.pk)),
        authority_id=one.authority_id,
        actor=actor,
        payload={"operator": one.operator_id, "tasks": list(one.tasks)},
    )
