"""The guard in the doorway: real settings, a real database, a real start in production mode."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from skjuts.config.guard import read_database
from skjuts.config.secrets import make_secrets

pytestmark = pytest.mark.django_db(transaction=True)


def test_facts_when_asked_as_the_application_are_those_of_its_role() -> None:
    """The catalogue is asked, not the name in the address."""
    facts = read_database()
    assert facts.role == "skjuts_app"
    assert (facts.is_superuser, facts.bypasses_walls, facts.owns_tables) == (False, False, False)
    # The test server trades safety for speed, which is what the guard is there to see.
    assert facts.fsync == "off"


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The environment of a production start against this test's own database."""
    keys = tmp_path / "keys.json"
    make_secrets(keys)
    told = {
        name: value for name, value in os.environ.items() if not name.startswith(("SKJUTS_", "DATABASE_"))
    }
    return told | {
        "SKJUTS_MODE": "production",
        "SKJUTS_SECRETS": str(keys),
        "SKJUTS_ALLOWED_HOSTS": "resor.exempel.se",
        "DATABASE_URL": address_as("skjuts_app"),
    }


def address_as(role: str) -> str:
    """The database of this test, as another role."""
    name = connection.settings_dict["NAME"]
    host = connection.settings_dict["HOST"]
    return f"postgresql:///{name}?user={role}&host={host}"


def start_pages(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Load the web server's entry, as uvicorn does."""
    return subprocess.run(
        [sys.executable, "-c", "import skjuts.config.asgi; print('open')"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_pages_when_the_server_forgets_do_not_open(production: dict[str, str]) -> None:
    """The sentence comes instead of a traceback, and the exit code is that of a bad configuration."""
    done = start_pages(production)
    assert done.returncode == 2
    assert "Databasen kan tappa det som den har bekräftat (fsync är off)." in done.stderr
    assert "Traceback" not in done.stderr
    assert "open" not in done.stdout


def test_worker_when_the_server_forgets_does_not_start(production: dict[str, str]) -> None:
    """Jobs write as much as pages do."""
    done = subprocess.run(
        [sys.executable, "-m", "skjuts", "worker"],
        env=production,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "fsync är off" in done.stderr


def test_pages_when_logged_in_as_the_owner_do_not_open(production: dict[str, str]) -> None:
    """The owner stands outside the walls: the pages would show every authority's patients."""
    done = start_pages(production | {"DATABASE_URL": address_as("skjuts_owner")})
    assert done.returncode == 2
    assert "Rollen skjuts_owner äger tabeller" in done.stderr


def test_pages_when_nobody_answers_say_so(production: dict[str, str]) -> None:
    """A database that is away is nobody's misconfiguration: another exit code, and the supervisor repeats."""
    gone = production | {"DATABASE_URL": "postgresql://skjuts_app@127.0.0.1:9/skjuts"}
    done = start_pages(gone)
    assert done.returncode == 4
    assert "Databasen svarar inte." in done.stderr


def test_pages_when_the_mode_is_test_open(production: dict[str, str]) -> None:
    """The guard is for production alone."""
    done = start_pages(production | {"SKJUTS_MODE": "test"})
    assert (done.returncode, done.stdout) == (0, "open\n"), done.stderr
