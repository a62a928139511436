"""An assignment in force, as its holder works by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

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


def widen(authority_id: int, roles: frozenset[Role], reach: Reach) -> frozenset[int]:
    """The authority itself, and those whose tasks belong to the roles."""
    widened = (
        other
        for other, tasks in reach
        if any(not roles.isdisjoint(ROLES_OF_TASK[Task(task)]) for task in tasks)
    )
    return frozenset({authority_id, *widened})
