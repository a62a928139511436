"""Softer transitions: decided by the authority, for one unit, with a last day."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.models import SofterTransition
from skjuts.apps.training.policies import require_administer
from skjuts.apps.training.queries.standings import moment_of
from skjuts.core.kernel.errors import InvalidField, InvalidTransition, NotFound

LONGEST_DAYS = 184
"""Half a year at a time: whoever wants more decides again."""
FIRST_REASON = 10


@transaction.atomic
def allow_softer_transition(
    *,
    actor: Actor,
    unit_id: UUID,
    valid_from: dt.date,
    valid_to: dt.date,
    reason: str,
    now: dt.datetime,
) -> SofterTransition:
    """Let a unit delegate without certificates of training between two days. Raises InvalidField."""
    unit = Unit.objects.select_for_update().filter(id=unit_id).first()
    if unit is None:
        raise NotFound
    require_administer(actor, unit.authority_id)
    _check_days(unit_id, valid_from, valid_to, moment_of(now).day)
    if len(reason.strip()) < FIRST_REASON:
        raise InvalidField("Skriv varför enheten behöver övergången.", field="reason")
    allowed = SofterTransition.objects.create(
        authority_id=unit.authority_id,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason.strip(),
        allowed_by_id=actor.assignment_id,
        allowed_at=now,
    )
    _publish("softer_transition.allowed", allowed, actor)
    return allowed


@transaction.atomic
def end_softer_transition(*, actor: Actor, transition_id: UUID, now: dt.datetime) -> SofterTransition:
    """End a softer transition before its last day. Raises InvalidTransition when it has ended."""
    transition = SofterTransition.objects.select_for_update().filter(id=transition_id).first()
    if transition is None:
        raise NotFound
    require_administer(actor, transition.authority_id)
    if transition.ended_at is not None or transition.valid_to < moment_of(now).day:
        raise InvalidTransition
    transition.ended_at, transition.ended_by_id = now, actor.assignment_id
    transition.save(update_fields=["ended_at", "ended_by"])
    _publish("softer_transition.ended", transition, actor)
    return transition


def _check_days(unit_id: UUID, valid_from: dt.date, valid_to: dt.date, today: dt.date) -> None:
    if valid_from < today:
        raise InvalidField(
            "Första dagen har redan varit.", field="valid_from", remedy="Välj i dag eller senare."
        )
    if valid_to < valid_from:
        raise InvalidField(
            "Sista dagen ligger före den första.", field="valid_to", remedy="Välj en senare dag."
        )
    if (valid_to - valid_from).days >= LONGEST_DAYS:
        raise InvalidField(
            "En övergång får vara högst ett halvår.", field="valid_to", remedy="Välj en tidigare dag."
        )
    overlapping = SofterTransition.objects.filter(
        unit_id=unit_id, ended_at=None, valid_from__lte=valid_to, valid_to__gte=valid_from
    )
    if overlapping.exists():
        raise InvalidField("Enheten har redan en övergång under den tiden.", field="valid_from")


def _publish(name: str, transition: SofterTransition, actor: Actor) -> None:
    publish_event(
        name=name,
        aggregate_id=transition.id,
        authority_id=transition.authority_id,
        actor=actor,
        payload={"unit": str(transition.unit_id), "valid_to": transition.valid_to.isoformat()},
    )
