"""Keeping the delegation order: who decides from when, and which named persons may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from skjuts.apps.audit.services import publish_event
from skjuts.apps.permits.models import DecisionRight, Outcome, PermitKindChoice, Responsibility
from skjuts.apps.permits.policies import require_order_delegation
from skjuts.apps.permits.services.stepping import require_text
from skjuts.apps.registry.models import Assignment, Cooperation
from skjuts.apps.registry.queries.units import get_unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Task
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidTransition, NotFound

OWN_BASIS = "kommunallagen 6 kap. 37 § och 7 kap. 5 §"
OTHERS_BASIS = "kommunallagen 9 kap. 37 §"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRight:
    """A right to decide, to be given to the holder of an assignment."""

    holder_id: UUID
    kinds: Sequence[str]
    outcomes: Sequence[str]
    point: str
    valid_from: dt.date
    valid_to: dt.date | None = None


@transaction.atomic
def set_responsibility(  # noqa: PLR0913  (one argument for each column of the row)
    *,
    actor: Actor,
    kind: str,
    model: str,
    unit_id: UUID | None,
    in_force_from: dt.date,
    reason: str,
    now: dt.datetime,
    today: dt.date,
) -> Responsibility:
    """Say who decides from a day on, at a unit or where no unit has its own row. Never backwards in time."""
    require_order_delegation(actor, actor.authority_id)
    if kind not in PermitKindChoice.values or model not in Responsibility.Model.values:
        raise InvalidField("Välj ett av alternativen.", field="model")
    if in_force_from < today:
        raise InvalidField(
            "Första dagen har redan varit.", field="in_force_from", remedy="Välj i dag eller senare."
        )
    unit = get_unit(actor, unit_id) if unit_id else None
    if unit and unit.authority_id != actor.authority_id:
        raise NotFound
    try:
        with transaction.atomic():
            made = Responsibility.objects.create(
                authority_id=actor.authority_id,
                kind=kind,
                unit=unit,
                model=model,
                in_force_from=in_force_from,
                reason=require_text(reason, "reason", "Skriv vem som har bestämt det och varför."),
                set_by_id=actor.assignment_id,
                set_at=now,
            )
    except IntegrityError:
        raise Conflict("Den dagen börjar redan en annan ordning.", field="in_force_from") from None
    _tell("responsibility.set", made.id, actor, {"kind": kind, "model": model})
    return made


@transaction.atomic
def grant_right(*, actor: Actor, new: NewRight, now: dt.datetime, today: dt.date) -> DecisionRight:
    """Give a named person the right to decide for the board. At a cooperating authority: KL 9:37.

    Raises NotFound for an assignment that is neither at home nor at an authority that assesses for this one.
    """
    require_order_delegation(actor, actor.authority_id)
    holder = _find_holder(actor, new.holder_id, today)
    _check(new, today)
    is_own = holder.authority_id == actor.authority_id
    made = DecisionRight.objects.create(
        authority_id=actor.authority_id,
        holder=holder.id,
        holder_staff=holder.staff_id,
        holder_signed=f"{holder.staff.name}, {holder.unit.name}",
        kinds=list(new.kinds),
        outcomes=list(new.outcomes),
        point=new.point.strip(),
        legal_basis=OWN_BASIS if is_own else OTHERS_BASIS,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        granted_by_id=actor.assignment_id,
        granted_at=now,
    )
    _tell("decision_right.granted", made.id, actor, {"holder": str(holder.id)})
    return made


@transaction.atomic
def withdraw_right(*, actor: Actor, right_id: UUID, reason: str, now: dt.datetime) -> DecisionRight:
    """Take a right to decide back, at once. Decisions that were made by it stand."""
    require_order_delegation(actor, actor.authority_id)
    rows = DecisionRight.objects.select_for_update().filter(authority_id=actor.authority_id)
    right = rows.filter(pk=right_id).first()
    if right is None:
        raise NotFound
    if right.withdrawn_at is not None:
        raise InvalidTransition("Beslutanderätten är redan återkallad.")
    right.withdrawal_reason = require_text(reason, "reason", "Skriv varför beslutanderätten återkallas.")
    right.withdrawn_at, right.withdrawn_by_id = now, actor.assignment_id
    right.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    _tell("decision_right.withdrawn", right.id, actor, {"holder": str(right.holder)})
    return right


def _check(new: NewRight, today: dt.date) -> None:
    faults = (
        (
            not new.kinds or not set(new.kinds) <= set(PermitKindChoice.values),
            "kinds",
            _("Välj minst ett slag."),
        ),
        (
            not new.outcomes or not set(new.outcomes) <= set(Outcome.values),
            "outcomes",
            _("Välj minst en utgång."),
        ),
        (not new.point.strip(), "point", _("Ange punkten i delegationsordningen.")),
        (new.valid_from < today, "valid_from", _("Första dagen har redan varit.")),
        (
            new.valid_to is not None and new.valid_to < new.valid_from,
            "valid_to",
            _("Sista dagen ligger före den första."),
        ),
    )
    for is_wrong, field, message in faults:
        if is_wrong:
            raise InvalidField(message, field=field, remedy="Rätta fältet.")


def _find_holder(actor: Actor, holder_id: UUID, today: dt.date) -> Assignment:
    """The holder at home, or at an authority whose staff assess in this one's name."""
    operators = Cooperation.objects.filter(
        Q(in_force_to=None) | Q(in_force_to__gte=today),
        authority_id=actor.authority_id,
        in_force_from__lte=today,
        tasks__contains=[Task.ASSESS.value],
    )
    reach = {actor.authority_id, *operators.values_list("operator_id", flat=True)}
    with entering(authorities=reach):
        rows = Assignment.objects.filter(pk=holder_id, authority_id__in=reach)
        found = rows.select_related("staff", "unit").first()
    if found is None or found.is_over(today):
        raise NotFound
    return found


def _tell(name: str, aggregate_id: UUID, actor: Actor, payload: dict[str, str]) -> None:
    publish_event(
        name=name,
        aggregate_id=aggregate_id,
        authority_id=actor.authority_id,
        actor=actor,
        payload=payload,
    )
