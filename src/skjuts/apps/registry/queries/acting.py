"""Reads that begin a request: whose assignments these are, and how far they reach."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from skjuts.apps.registry.models import Assignment, Cooperation, Unit
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import ROLES_OF_TASK, Role, Task
from skjuts.apps.tenancy.scope import entering


def assignments_in_force(account_id: UUID, day: dt.date) -> QuerySet[Assignment]:
    """The account's assignments on a day; one query, read under the account's own rows.

    Units are not among a person's own rows: read them after entering the authority.
    """
    return (
        Assignment.objects.filter(account_id=account_id, suspended_at=None, valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gte=day))
        .select_related("staff", "authority")
        .order_by("authority_id", "valid_from", "id")
    )


def authorities_reached(authority_id: int, roles: frozenset[Role], day: dt.date) -> frozenset[int]:
    """The authority itself, and those that cooperations in force add for these roles."""
    found = Cooperation.objects.filter(operator_id=authority_id, in_force_from__lte=day).filter(
        Q(in_force_to=None) | Q(in_force_to__gte=day)
    )
    widened = {
        row.authority_id
        for row in found.only("authority_id", "tasks")
        if any(not roles.isdisjoint(ROLES_OF_TASK[Task(task)]) for task in row.tasks)
    }
    return frozenset({authority_id, *widened})


def actor_of(assignment: Assignment, account_id: UUID, day: dt.date) -> Actor:
    """Who acts by this assignment on a day."""
    roles = frozenset(Role(one) for one in assignment.roles)
    return Actor(
        account_id=account_id,
        staff_id=assignment.staff_id,
        assignment_id=assignment.id,
        unit_id=assignment.unit_id,
        authority_id=assignment.authority_id,
        roles=roles,
        authorities=authorities_reached(assignment.authority_id, roles, day),
    )


def list_units(account_id: UUID, held: list[Assignment]) -> dict[UUID, Unit]:
    """The units of a person's own assignments, by id; they are read inside their authorities."""
    with entering(authorities={one.authority_id for one in held}, account_id=account_id):
        return Unit.objects.in_bulk([one.unit_id for one in held])


def find_actor_again(account_id: UUID, assignment_id: UUID, day: dt.date) -> Actor | None:
    """Who acts in a worker: the same person by the same assignment, if it is still in force."""
    with entering(authorities=(), account_id=account_id):
        one = assignments_in_force(account_id, day).filter(pk=assignment_id).first()
        return actor_of(one, account_id, day) if one else None
