"""How many questions follow-up's pages put to the database: every address has a ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from skjuts.apps.insight.scenarios.kinds import KINDS
from skjuts.apps.tenancy.roles import Role
from skjuts.config.trips import HouseWarehouses
from skjuts.core.ports.trip_warehouses import trip_warehouses
from tests.app.insight.trips import write_warehouse
from tests.app.query_ceilings import count_queries
from tests.app.rights import insight as _insight  # noqa: F401  (declares its builders)
from tests.app.rights.insight import build_scenario
from tests.app.rights.objects import BUILDERS
from tests.app.rights.table import Relation, Row, read_table
from tests.app.rights.world import World, make_world

pytestmark = pytest.mark.django_db

CEILING = 12
"""Who asks and what they may is part of it; a page of its own rows asks for them once."""
ROWS = [row for name, row in read_table().items() if name.startswith("insight:") and "GET" in row.methods]
KEPT_APART = "finding"
"""Findings are of trips that are billed wrongly; their pages have a ceiling where there are such."""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: Any,  # noqa: ANN401
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """One person a role, and an authority with trips; made once, every test rolls back to it."""
    folder: Path = tmp_path_factory.mktemp("trips")
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        with trip_warehouses.holding(HouseWarehouses(write_warehouse(folder, made.home.id))):
            yield made
        transaction.set_rollback(True)


def count(world: World, row: Row, path: str) -> int:
    """The questions of an address, asked by somebody whom it lets in."""
    role = min(row.roles) if row.roles else Role.CONTROLLER
    answer, asked = count_queries(world.people[role].client, path)
    assert answer.status_code == 200, (path, answer.status_code)
    return asked


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.object != KEPT_APART],
    ids=lambda row: row.name.removeprefix("insight:"),
)
def test_page_when_shown_then_asks_no_more_than_its_ceiling(row: Row, world: World) -> None:
    """A new address is in the table of rights, and so it is here."""
    told = BUILDERS[row.object](world, Relation.OWN_UNIT) if row.object else None
    assert count(world, row, reverse(row.name, kwargs=told) + _choose(row, world)) <= CEILING


@pytest.mark.parametrize("key", [kind.key for kind in KINDS])
def test_scenario_form_when_shown_then_asks_no_more_than_its_ceiling(key: str, world: World) -> None:
    """Replays offer books and days to choose among, and ask for each list once."""
    row = read_table()["insight:new-scenario"]
    assert count(world, row, reverse(row.name, args=[key])) <= CEILING


def test_comparison_when_of_more_scenarios_then_asks_no_more(world: World) -> None:
    """Scenarios beside each other are asked for together."""
    row = read_table()["insight:compare-scenarios"]
    two, three = (count(world, row, reverse(row.name) + _choose(row, world, number)) for number in (2, 3))
    assert three <= two <= CEILING


def _choose(row: Row, world: World, number: int = 2) -> str:
    """Scenarios to set beside each other, where the address asks for some."""
    if not row.name.startswith("insight:compare-scenarios"):
        return ""
    made = [build_scenario(world, Relation.OWN_UNIT)["scenario_id"] for _ in range(number)]
    return "?" + "&".join(f"val={one}" for one in made)
