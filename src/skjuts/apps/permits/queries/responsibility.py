"""Who decides on a day, and by which named right."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from skjuts.apps.permits.models import Application, DecisionRight, Responsibility
from skjuts.apps.permits.policies import HANDLING_ROLES, require_order_delegation, require_report
from skjuts.apps.registry.models import Assignment, Authority, Cooperation, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role, Task
from skjuts.apps.tenancy.scope import entering
from skjuts.apps.tenancy.swedish_order import swedish_key
from skjuts.core.kernel.errors import NotFound

SETTINGS = "permits"
DECIDING_ROLES = frozenset(role for roles in HANDLING_ROLES.values() for role in roles)
UNLESS_SET = Responsibility.Model.CENTRAL_DECIDES


def find_model(authority_id: int, kind: str, unit_id: UUID | None, day: dt.date) -> str:
    """The model in force: the unit's own row, else that of the unit above it, else the authority's."""
    rows = Responsibility.objects.filter(authority_id=authority_id, kind=kind, in_force_from__lte=day)
    latest: dict[UUID | None, str] = dict(rows.order_by("in_force_from").values_list("unit_id", "model"))
    while unit_id is not None and unit_id not in latest:
        unit_id = Unit.objects.filter(pk=unit_id).values_list("parent_id", flat=True).first()
    return latest.get(unit_id, UNLESS_SET.value)


def model_of(application: Application, day: dt.date) -> str:
    """The model that a matter is decided by on a day."""
    return find_model(application.authority_id, application.kind, application.unit_id, day)


def find_right(
    actor: Actor, *, authority_id: int, kind: str, outcome: str, now: dt.datetime, day: dt.date
) -> DecisionRight | None:
    """Find the right by which the actor decides so, in the authority's name; None when there is none."""
    rows = DecisionRight.objects.filter(
        authority_id=authority_id,
        holder=actor.assignment_id,
        kinds__contains=[kind],
        outcomes__contains=[outcome],
        valid_from__lte=day,
        granted_at__lte=now,
    )
    in_force = Q(valid_to=None) | Q(valid_to__gte=day)
    return (
        rows.filter(in_force, Q(withdrawn_at=None) | Q(withdrawn_at__gt=now)).order_by("valid_from").first()
    )


def list_outcomes(
    actor: Actor, *, authority_id: int, kind: str, now: dt.datetime, day: dt.date
) -> frozenset[str]:
    """List the outcomes that the actor has a right in force to decide."""
    rows = DecisionRight.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=now),
        authority_id=authority_id,
        holder=actor.assignment_id,
        kinds__contains=[kind],
        valid_from__lte=day,
        granted_at__lte=now,
    )
    return frozenset(one for outcomes in rows.values_list("outcomes", flat=True) for one in outcomes)


def list_rights(actor: Actor) -> QuerySet[DecisionRight]:
    """The register of the delegation order, newest first."""
    require_report(actor)
    return DecisionRight.objects.filter(authority_id=actor.authority_id).order_by("-valid_from", "id")


def list_models(actor: Actor) -> QuerySet[Responsibility]:
    """Who decides from when, newest first."""
    require_order_delegation(actor, actor.authority_id)
    rows = Responsibility.objects.filter(authority_id=actor.authority_id).select_related(
        "unit", "set_by__staff"
    )
    return rows.order_by("kind", "-in_force_from", "id")


def get_settings(authority_id: int) -> dict[str, Any]:
    """The authority's own: `handling_days` by kind, `letters`, and with what `queries.settings` begins."""
    return dict(Authority.objects.get(pk=authority_id).settings.get(SETTINGS, {}))


def get_right(actor: Actor, right_id: UUID) -> DecisionRight:
    """A right of the actor's own authority, for whoever keeps the order. Raises NotFound."""
    require_order_delegation(actor, actor.authority_id)
    found = DecisionRight.objects.filter(pk=right_id, authority_id=actor.authority_id).first()
    if found is None:
        raise NotFound
    return found


def list_holders(actor: Actor, today: dt.date) -> list[tuple[str, str]]:
    """List whom a right may be given to: those with a deciding role, here and where others assess for us."""
    require_order_delegation(actor, actor.authority_id)
    rows = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=today), authority_id=actor.authority_id, suspended_at=None
    ).filter(roles__overlap=[role.value for role in DECIDING_ROLES])
    operators = Cooperation.objects.filter(
        Q(in_force_to=None) | Q(in_force_to__gte=today),
        authority_id=actor.authority_id,
        in_force_from__lte=today,
        tasks__contains=[Task.ASSESS.value],
    ).values_list("operator_id", flat=True)
    found = list(rows.select_related("staff", "unit"))
    with entering(authorities={actor.authority_id, *operators}):
        theirs = Assignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=today),
            authority_id__in=set(operators),
            roles__contains=[Role.CASE_OFFICER.value],
            suspended_at=None,
        )
        found += list(theirs.select_related("staff", "unit"))
    named = [(str(one.id), f"{one.staff.name}, {one.unit.name}") for one in found]
    return sorted(named, key=lambda one: swedish_key(one[1]))
