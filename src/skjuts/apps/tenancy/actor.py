"""The person behind a request: who, by which assignment, and in which authorities.

Everything that reads or writes takes an `Actor`; nothing asks a global who is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from skjuts.apps.tenancy.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting by one assignment.

    `authority_id`: the authority whose unit the assignment is at. `authorities`: that one and those
    that a cooperation in force adds for the actor's roles; row-level security compares with this set.
    """

    account_id: UUID
    staff_id: UUID
    assignment_id: UUID
    unit_id: UUID
    authority_id: int
    roles: frozenset[Role]
    authorities: frozenset[int] = field(default_factory=frozenset)

    def has(self, *roles: Role) -> bool:
        """Whether the assignment carries any of these roles."""
        return not self.roles.isdisjoint(roles)

    def reaches(self, authority_id: int) -> bool:
        """Whether the actor may work in this authority's name at all."""
        return authority_id in self.authorities

    @property
    def desks(self) -> frozenset[int]:
        """The authorities whose protected persons the actor works with: at most their own."""
        return frozenset({self.authority_id}) if self.has(Role.PROTECTED_DESK) else frozenset()
