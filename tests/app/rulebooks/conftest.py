"""A care unit that asks and a centre that answers. Models are imported late, after Django is set up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.app.rulebooks.bench import Bench
    from tests.app.signed_in import Person


@dataclass
class Desk:
    """Who asks, who answers, and who merely works elsewhere."""

    nurse: Person
    colleague: Person
    officer: Person
    stranger: Person
    admin: Person


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    """Two units of one region and its support function, inside the region's scope."""
    from skjuts.apps.tenancy.roles import Role
    from skjuts.apps.tenancy.scope import entering
    from tests.app.signed_in import make_authority, make_person, make_unit

    authority = make_authority("norr")
    ward = make_unit(authority, "Avdelning 1")
    office = make_unit(authority, "Sjukresefunktionen", kind="office")
    with entering(authorities=[authority.id]):
        yield Desk(
            nurse=make_person(Role.CARE_STAFF, unit=ward, given_name="Nora"),
            colleague=make_person(Role.CARE_STAFF, unit=ward, given_name="Kai"),
            officer=make_person(Role.SUPPORT_OFFICER, unit=office, given_name="Stina", family_name="Stöd"),
            stranger=make_person(Role.CARE_STAFF, unit=make_unit(authority, "Avdelning 2")),
            admin=make_person(Role.AUTHORITY_ADMIN, unit=office),
        )


@pytest.fixture
def bench(db: None) -> Iterator[Bench]:
    """Those who work with the rule books of one region."""
    from tests.app.rulebooks.bench import open_bench

    with open_bench() as made:
        yield made
