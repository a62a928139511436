"""The world of the matrix: two regions, a municipality that the first one serves, one person a role."""

from __future__ import annotations

from dataclasses import dataclass, field

from skjuts.apps.registry.models import Authority, Cooperation, Unit
from skjuts.apps.tenancy.roles import Role, Task
from tests.app.rights.table import Relation
from tests.app.signed_in import OPENED, Person, give_assignment, make_authority, make_person, make_unit


@dataclass(frozen=True, slots=True)
class World:
    """Where the objects of the matrix lie, and who asks for them."""

    home: Authority
    other: Authority
    served: Authority
    own_unit: Unit
    other_unit: Unit
    foreign_unit: Unit
    served_unit: Unit
    people: dict[Role, Person] = field(default_factory=dict)
    foreign_people: dict[Role, Person] = field(default_factory=dict)

    def unit_in(self, relation: Relation) -> Unit:
        """The unit at which an object in this relation lies."""
        return {
            Relation.OWN_UNIT: self.own_unit,
            Relation.PROTECTED: self.own_unit,
            Relation.OTHER_UNIT: self.other_unit,
            Relation.OTHER_AUTHORITY: self.foreign_unit,
            Relation.FOREIGN_PROTECTED: self.foreign_unit,
            Relation.COOPERATING: self.served_unit,
        }[relation]

    def keeper_of(self, relation: Relation, *roles: Role) -> Person:
        """Somebody in the object's authority and unit with these roles, to make the object by."""
        return make_person(*roles, unit=self.unit_in(relation))


def make_world() -> World:
    """Make it. Every person works at `own_unit` and has one role."""
    home, other = make_authority("matris-norr"), make_authority("matris-soder")
    served = make_authority("matris-kommun", kind="municipality")
    Cooperation.objects.create(
        operator=home,
        authority=served,
        tasks=[Task.ASSESS, Task.BOOK],
        legal_basis="påhittat avtal",
        in_force_from=OPENED,
    )
    own_unit = make_unit(home, "Egna enheten")
    world = World(
        home=home,
        other=other,
        served=served,
        own_unit=own_unit,
        other_unit=make_unit(home, "Andra enheten"),
        foreign_unit=make_unit(other, "Enheten i en annan region"),
        served_unit=make_unit(served, "Enheten i kommunen"),
    )
    for role in Role:
        world.people[role] = make_person(role, unit=own_unit)
    return world


def make_everybody(world: World) -> Person:
    """Somebody with every role at once, at the own unit."""
    return make_person(*Role, unit=world.own_unit)


__all__ = ["World", "give_assignment", "make_everybody", "make_world"]
