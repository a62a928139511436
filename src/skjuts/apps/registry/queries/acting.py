"""The question that begins a request: whose assignments these are, and how far they reach."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from skjuts.apps.registry.models import Assignment, Cooperation
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import ROLES_OF_TASK, Role, Task

type Reach = Iterable[tuple[int, Iterable[str]]]
"""Authorities that cooperations add, each with its tasks."""


@dataclass(frozen=True, slots=True)
class HeldAssignment:
    """An assignment in force as its holder works by it.

    `reach`: the authorities that cooperations in force add, each with its tasks.
    """

    reach: Reach
    id: UUID
    authority_id: int
    authority_name: str
    unit_id: UUID
    unit_name: str
    staff_id: UUID
    given_name: str
    family_name: str
    roles: list[str]
    commission_hsa_id: str
    valid_to: dt.date | None

    @property
    def name(self) -> str:
        """Given name and family name of who holds it."""
        return f"{self.given_name} {self.family_name}"

    def actor(self, account_id: UUID) -> Actor:
        """Who acts by it."""
        roles = frozenset(map(Role, self.roles))
        return Actor(
            account_id=account_id,
            staff_id=self.staff_id,
            assignment_id=self.id,
            unit_id=self.unit_id,
            authority_id=self.authority_id,
            roles=roles,
            authorities=widen(self.authority_id, roles, self.reach),
        )


def list_held(account_id: UUID, day: dt.date) -> list[HeldAssignment]:
    """List the account's assignments in force on a day; asked before any authority is entered."""
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_find_acting(%s, %s)", [account_id, day])
        rows = cursor.fetchall()
    return [HeldAssignment(json.loads(reach), *columns) for *columns, reach in rows]


def find_actor_again(account_id: UUID, assignment_id: UUID, day: dt.date) -> Actor | None:
    """Who acts in a worker: the same person by the same assignment, if it is still in force."""
    held = list_held(account_id, day)
    return next((one.actor(account_id) for one in held if one.id == assignment_id), None)


def actor_of(assignment: Assignment, account_id: UUID, day: dt.date) -> Actor:
    """Who acts by an assignment on a day, in force or not: for what happened before."""
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


def authorities_reached(authority_id: int, roles: frozenset[Role], day: dt.date) -> frozenset[int]:
    """The authority itself, and those that cooperations in force add for these roles."""
    found = Cooperation.objects.filter(operator_id=authority_id, in_force_from__lte=day).filter(
        Q(in_force_to=None) | Q(in_force_to__gte=day)
    )
    return widen(authority_id, roles, found.values_list("authority_id", "tasks"))


def widen(authority_id: int, roles: frozenset[Role], reach: Reach) -> frozenset[int]:
    """The authority itself, and those whose tasks belong to the roles."""
    widened = (
        other
        for other, tasks in reach
        if any(not roles.isdisjoint(ROLES_OF_TASK[Task(task)]) for task in tasks)
    )
    return frozenset({authority_id, *widened})
