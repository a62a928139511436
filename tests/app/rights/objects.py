"""Builders of the objects that addresses are about.

A builder makes an object that lies in the given relation to the people of the world, and returns the
arguments of its address. `MISSING` says the arguments of an object that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tests.app.rights.table import Relation
from tests.app.rights.world import World

type Arguments = dict[str, str]
type Builder = Callable[[World, Relation], Arguments]

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
PLACES = (Relation.OWN_UNIT, Relation.OTHER_UNIT, Relation.OTHER_AUTHORITY, Relation.COOPERATING)
BUILDERS: dict[str, Builder] = {}
MISSING: dict[str, Arguments] = {}
RELATIONS: dict[str, tuple[Relation, ...]] = {}


def builder(
    name: str, *, relations: tuple[Relation, ...] = PLACES, **missing: object
) -> Callable[[Builder], Builder]:
    """Declare a builder, the relations in which its objects can lie, and the arguments of what is not there.

    What is about patients takes `tuple(Relation)`; what belongs to nobody `(Relation.OWN_UNIT,)`.
    """

    def declare(build: Builder) -> Builder:
        BUILDERS[name] = build
        MISSING[name] = {key: str(value) for key, value in missing.items()}
        RELATIONS[name] = relations
        return build

    return declare


@builder("provider", relations=(Relation.OWN_UNIT,), provider_id="finns-inte")
def build_provider(_world: World, _relation: Relation) -> Arguments:
    """An identity provider: the demonstration's own."""
    return {"provider_id": "demo"}
