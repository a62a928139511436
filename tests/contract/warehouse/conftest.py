"""The engines that the ledger's questions must be answered by, each with the same trips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pytest

from skjuts.adapters.warehouse import Warehouse, import_trips, open_warehouse
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.ledger.columns import COLUMN_NAMES
from skjuts.core.followup.ledger.relations import TRIPS_SCHEMA, count_trips
from tests import platform_database
from tests.contract.warehouse.trips import make_trips, write_csv

type Ask = Callable[[ir.Table], list[dict[str, Any]]]
POSTGRES_TYPES = {"string": "text", "date": "date", "int64": "bigint"}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse's folder with the invented trips read in."""
    folder = tmp_path_factory.mktemp("warehouse")
    path = write_csv(folder / "trips.csv", make_trips())
    import_trips(folder / "shelf", path, "allt", "s1")
    return folder / "shelf"


@pytest.fixture
def warehouse(filled: Path) -> Iterator[Warehouse]:
    """That warehouse, opened."""
    opened = open_warehouse(filled)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[tuple[ir.Table, Ask]]:
    """The same trips in a temporary table of a real PostgreSQL."""
    import os

    import ibis
    import psycopg

    if not platform_database.has_platform():
        pytest.skip("missing here: the platform's packages")
    columns = ", ".join(f"{name} {POSTGRES_TYPES[kind]}" for name, kind in TRIPS_SCHEMA.items())
    places = ", ".join(["%s"] * len(COLUMN_NAMES))
    with psycopg.connect(os.environ[platform_database.ADMIN], autocommit=True) as connection:
        connection.execute(f"CREATE TEMP TABLE trips ({columns})")
        rows = [tuple(row[name] for name in COLUMN_NAMES) for row in make_trips()]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO trips VALUES ({places})", rows)  # noqa: S608
        backend = ibis.postgres.from_connection(connection)
        table = ibis.table(TRIPS_SCHEMA, name="trips")
        yield count_trips(table, DistanceBands()), lambda question: backend.to_pyarrow(question).to_pylist()
