"""A controller and a leader of one region, and its trips. Models are imported late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from skjuts.core.ports.trip_warehouses import TripWarehouse
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


@pytest.fixture
def warehouse(controller: Person, tmp_path: Path) -> Iterator[None]:
    """The controller's authority with trips, whose long ones got dearer in November 2025."""
    from skjuts.config.trips import HouseWarehouses
    from skjuts.core.ports.trip_warehouses import trip_warehouses
    from tests.app.insight.trips import write_warehouse

    with trip_warehouses.holding(HouseWarehouses(write_warehouse(tmp_path, controller.authority.id))):
        yield


@pytest.fixture
def trips(controller: Person, warehouse: None) -> TripWarehouse:
    """Those trips, as the controller may ask them."""
    from skjuts.apps.insight.queries.ledger import find_trips

    found = find_trips(controller.actor)
    assert found is not None
    return found
