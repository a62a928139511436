"""A controller and a leader of one region. Models are imported late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.app.signed_in import Person


@pytest.fixture
def controller(db: None) -> Iterator[Person]:
    """A controller, in whose scope the test runs."""
    from skjuts.apps.tenancy.roles import Role
    from skjuts.apps.tenancy.scope import acting
    from tests.app.signed_in import make_person

    person = make_person(Role.CONTROLLER, given_name="Kim")
    with acting(person.actor):
        yield person


@pytest.fixture
def leader(controller: Person) -> Person:
    """A leader at the controller's unit."""
    from skjuts.apps.tenancy.roles import Role
    from tests.app.signed_in import make_person

    return make_person(Role.LEADER, unit=controller.unit, given_name="Lea")
