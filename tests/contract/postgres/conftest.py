"""Real servers: one shared by tests that only look, and programs of each kind that the machine has."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from skjuts.adapters.postgres.server import Server, running_postgres

if importlib.util.find_spec("psycopg") is None:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A prepared server for tests that leave nothing behind."""
    with running_postgres(tmp_path_factory.mktemp("kluster") / "en mapp med å", durable=False) as running:
        yield running


@pytest.fixture(scope="package")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster that was made, prepared and stopped, to copy from."""
    folder = tmp_path_factory.mktemp("mall") / "databas"
    with running_postgres(folder, durable=False):
        pass
    return folder


@pytest.fixture
def made(finished: Path, tmp_path: Path) -> Path:
    """A stopped cluster of the test's own, in a fraction of the time that making one takes."""
    return Path(shutil.copytree(finished, tmp_path / "gjord" / "databas"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for a cluster of the test's own."""
    return tmp_path / "databas"
