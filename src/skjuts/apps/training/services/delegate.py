"""Granting and withdrawing the right to certify, and noting that it has ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from skjuts.apps.audit.services import publish_event
from skjuts.apps.registry.models import Assignment, Delegation
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.errors import AlreadyDelegated, TrainingMissing
from skjuts.apps.training.models import DelegationStatus, SofterTransition, TrainingCertificate
from skjuts.apps.training.policies import require_grant, require_withdraw
from skjuts.apps.training.queries.standings import moment_of
from skjuts.apps.training.rights import Moment
from skjuts.apps.training.services.telling import tell_of_delegation
from skjuts.apps.training.workflow import DELEGATION
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING, Step

FIRST_REASON = 5
"""So few signs are no reason."""


@transaction.atomic
def grant_delegation(
    *,
    actor: Actor,
    holder_id: UUID,
    kinds: Sequence[str],
    valid_from: dt.date,
    valid_to: dt.date,
    now: dt.datetime,
) -> Delegation:
    """Give a named person the right to certify some kinds at the actor's unit between two days.

    Raises TrainingMissing without a certificate of training (or a softer transition until the last day),
    AlreadyDelegated, InvalidField, and NotAllowed for anyone but the unit's head.
    """
    holder = Assignment.objects.select_for_update().filter(id=holder_id, unit_id=actor.unit_id).first()
    if holder is None:
        raise NotFound
    require_grant(actor, unit_id=holder.unit_id, holder_staff_id=holder.staff_id)
    moment = moment_of(now)
    _check_days(holder, kinds, valid_from, valid_to, moment)
    basis = _find_basis(holder, valid_from, valid_to, moment)
    _check_overlap(holder, kinds, valid_from, valid_to)
    delegation = Delegation.objects.create(
        authority_id=holder.authority_id,
        holder=holder,
        unit_id=holder.unit_id,
        granted_by_id=actor.assignment_id,
        kinds=[kind.value for kind in Delegation.Kind if kind.value in kinds],
        valid_from=valid_from,
        valid_to=valid_to,
        granted_at=now,
    )
    _take(DELEGATION.get_step(BEGINNING, "grant"), delegation, actor, now, **basis)
    return delegation


@transaction.atomic
def withdraw_delegation(*, actor: Actor, delegation_id: UUID, reason: str, now: dt.datetime) -> Delegation:
    """Take a delegation back, at once, with a reason. Raises InvalidTransition when it has ended already."""
    delegation = Delegation.objects.select_for_update().filter(id=delegation_id).first()
    if delegation is None:
        raise NotFound
    require_withdraw(actor, unit_id=delegation.unit_id, authority_id=delegation.authority_id)
    step = DELEGATION.get_step(state_of(delegation, moment_of(now)), "withdraw")
    if len(reason.strip()) < FIRST_REASON:
        raise InvalidField(
            "Skriv varför delegationen återkallas.", field="reason", remedy="En mening räcker."
        )
    delegation.withdrawn_at, delegation.withdrawn_by_id = now, actor.assignment_id
    delegation.withdrawal_reason = reason.strip()
    delegation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    _take(step, delegation, actor, now, reason=reason.strip())
    return delegation


@transaction.atomic
def expire_delegations(*, authority_id: int, now: dt.datetime) -> int:
    """Note every delegation whose last day has passed; returns how many. Time takes this step."""
    ended = DelegationStatus.objects.filter(delegation=OuterRef("pk")).exclude(state="granted")
    rows = Delegation.objects.filter(
        ~Exists(ended), authority_id=authority_id, withdrawn_at=None, valid_to__lt=moment_of(now).day
    )
    found = list(rows.select_for_update(of=("self",), skip_locked=True))
    for delegation in found:
        _take(DELEGATION.get_step("granted", "expire"), delegation, None, now)
    return len(found)


def state_of(delegation: Delegation, moment: Moment) -> str:
    """How a delegation stands; one whose last day has passed has expired, noted or not."""
    if delegation.withdrawn_at is not None:
        return "withdrawn"
    return "expired" if delegation.valid_to < moment.day else "granted"


def _check_days(
    holder: Assignment, kinds: Sequence[str], valid_from: dt.date, valid_to: dt.date, moment: Moment
) -> None:
    if not kinds or not set(kinds) <= set(Delegation.Kind.values):
        raise InvalidField("Välj vad personen får intyga.", field="kinds", remedy="Kryssa i minst en ruta.")
    if valid_from < moment.day:
        raise InvalidField(
            "Första dagen har redan varit.", field="valid_from", remedy="Välj i dag eller senare."
        )
    if valid_to < valid_from:
        raise InvalidField(
            "Sista dagen ligger före den första.", field="valid_to", remedy="Välj en senare dag."
        )
    if holder.suspended_at is not None or (holder.valid_to is not None and holder.valid_to < valid_from):
        raise InvalidField(
            "Personen arbetar inte på enheten då.", field="holder", remedy="Välj en annan person."
        )


def _find_basis(
    holder: Assignment, valid_from: dt.date, valid_to: dt.date, moment: Moment
) -> dict[str, TrainingCertificate | SofterTransition]:
    """What the grant leans on: a certificate valid on the first day, else a softer transition to the last."""
    certificates = TrainingCertificate.objects.filter(
        staff_id=holder.staff_id, version__updates="", valid_to__gte=valid_from
    )
    if certificate := certificates.order_by("-valid_to").first():
        return {"training_certificate": certificate}
    transitions = SofterTransition.objects.filter(
        unit_id=holder.unit_id, ended_at=None, valid_from__lte=valid_from, valid_to__gte=moment.day
    )
    transition = transitions.order_by("-valid_to").first()
    if transition is None:
        raise TrainingMissing(field="holder")
    if transition.valid_to < valid_to:
        last = f"Den mjukare övergången slutar {transition.valid_to:%Y-%m-%d}."
        raise TrainingMissing(last, field="valid_to", remedy="Välj en sista dag som ligger inom övergången.")
    return {"softer_transition": transition}


def _check_overlap(holder: Assignment, kinds: Sequence[str], first: dt.date, last: dt.date) -> None:
    others = Delegation.objects.filter(
        holder=holder, withdrawn_at=None, valid_from__lte=last, valid_to__gte=first
    )
    if any(not set(kinds).isdisjoint(one.kinds) for one in others):
        raise AlreadyDelegated(field="kinds")


def _take(step: Step, delegation: Delegation, actor: Actor | None, now: dt.datetime, **extra: object) -> None:
    """Write the status row, the message to the holder and the event of a step."""
    DelegationStatus.objects.create(
        authority_id=delegation.authority_id,
        delegation=delegation,
        state=step.target,
        by_id=actor.assignment_id if actor else None,
        at=now,
        **extra,
    )
    tell_of_delegation(step.message, delegation, str(extra.get("reason", "")))
    publish_event(
        name=step.event,
        aggregate_id=delegation.id,
        authority_id=delegation.authority_id,
        actor=actor,
        payload={
            "holder": str(delegation.holder_id),
            "unit": str(delegation.unit_id),
            "kinds": list(delegation.kinds),
            "valid_from": delegation.valid_from.isoformat(),
            "valid_to": delegation.valid_to.isoformat(),
        },
    )
