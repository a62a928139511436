"""An actor, two authorities by number, and rows counted as the house sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting

if TYPE_CHECKING:
    from skjuts.adapters.witness import FolderWitness

NORTH, SOUTH = 1, 2


def make_actor(number: int = 1, authority_id: int = NORTH, *roles: Role) -> Actor:
    """An invented person at an invented unit; the number makes them another one."""
    return Actor(
        account_id=UUID(int=0xA0000 + number),
        staff_id=UUID(int=0xB0000 + number),
        assignment_id=UUID(int=0xC0000 + number),
        unit_id=UUID(int=0xD0000 + number % 7),
        authority_id=authority_id,
        roles=frozenset(roles or {Role.CASE_OFFICER}),
        authorities=frozenset({authority_id}),
    )


@pytest.fixture
def actor() -> Actor:
    """A case officer in the north."""
    return make_actor()


@pytest.fixture
def inside(actor: Actor, db: None) -> Iterator[Actor]:
    """The case officer, with their scope open."""
    with acting(actor):
        yield actor


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[FolderWitness]:
    """A witness in a folder."""
    from skjuts.adapters.witness import FolderWitness
    from skjuts.core.ports.witness import witness

    folder = FolderWitness(tmp_path / "witness")
    with witness.holding(folder):
        yield folder
