"""A database that cannot be reached: a calm page within seconds, and processes that end at once."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import OperationalError, close_old_connections
from django.db.utils import ConnectionHandler
from django.test import Client

from skjuts.config.databases import LONGEST_WAIT_S, databases
from skjuts.config.environment import read_environment
from skjuts.config.out_of_reach import is_out_of_reach

if TYPE_CHECKING:
    from collections.abc import Iterator

NOWHERE = "postgresql://skjuts_app:none@127.0.0.1:9/skjuts"
START = """
import threading
from skjuts.config.started_django import close_connections, start_django
start_django()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("select 1")
close_connections()
print([one.name for one in threading.enumerate() if one is not threading.main_thread()])
"""


@pytest.fixture
def silent() -> Iterator[OperationalError]:
    """What Django raises when a pool has no connection to give."""
    told = databases(read_environment({"SKJUTS_MODE": "demo", "DATABASE_URL": NOWHERE}))
    told["default"]["OPTIONS"]["pool"] |= {"timeout": 0.2}
    handler = ConnectionHandler({"default": told["default"]})
    with pytest.raises(OperationalError) as raised:
        handler["default"].cursor()
    yield raised.value
    handler["default"].close_pool()  # type: ignore[attr-defined]
    close_old_connections()


@pytest.fixture
def without_database(silent: OperationalError, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser with a session, at pages whose database is away."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise silent

    for name in ("load", "exists", "save"):
        monkeypatch.setattr(f"skjuts.apps.registry.session_store.SessionStore.{name}", fail)
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "a" * 32
    logging.disable(logging.CRITICAL)
    yield client
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("path", ["/", "/patienter/", "/logga-in/"])
def test_page_when_the_database_is_away_says_so_calmly_and_when_to_come_back(
    without_database: Client, path: str
) -> None:
    """Not "something went wrong with us", not a code to phone in, and not a word about what was saved."""
    answer = without_database.get(path)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Tjänsten vilar ett ögonblick" in page
    assert "har sparat tidigare finns kvar" in page


def test_program_when_the_database_is_away_gets_a_problem_and_when_to_come_back(
    without_database: Client,
) -> None:
    """A program waits as it is told, and knows the code."""
    answer = without_database.get("/api/v1/units")
    assert (answer.status_code, answer.json()["code"]) == (503, "upstream.database_silent")
    assert int(answer["Retry-After"]) > 0


def test_request_when_no_connection_comes_waits_five_seconds_at_most() -> None:
    """A queue of hanging pages is worse than an answer."""
    told = databases(read_environment({"SKJUTS_MODE": "demo", "DATABASE_URL": NOWHERE}))
    assert told["default"]["OPTIONS"]["pool"]["timeout"] == LONGEST_WAIT_S <= 5


@pytest.mark.parametrize(
    ("fault", "is_away"),
    [
        (psycopg.OperationalError("server closed the connection unexpectedly"), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.CannotConnectNow(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.errors.LockNotAvailable(), False),
        (psycopg.errors.DiskFull(), False),
        (psycopg.errors.UniqueViolation(), False),
        (ZeroDivisionError(), False),
        (None, False),
    ],
)
def test_fault_when_it_is_no_lost_connection_is_not_called_one(
    fault: BaseException | None, *, is_away: bool
) -> None:
    """A full disk does not mend itself within fifteen seconds."""
    assert is_out_of_reach(fault) is is_away


@pytest.mark.django_db(transaction=True)
def test_process_when_it_closes_its_connections_has_no_thread_left() -> None:
    """A pool's threads held up the end of every command by twenty seconds."""
    import os

    from django.db import connection

    at = connection.settings_dict
    told = {
        "SKJUTS_MODE": "demo",
        "DATABASE_URL": f"postgresql:///{at['NAME']}?user=skjuts_app&host={at['HOST']}",
    }
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=os.environ | told,
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_pages_when_refused_at_start_end_at_once(silent: OperationalError) -> None:
    """The supervisor starts them again within a second, not after twenty."""
    import os

    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    script = "import sys, time\ntry:\n import skjuts.config.asgi\nfinally:\n print(time.time(), flush=True)"
    started = subprocess.run(
        [sys.executable, "-c", script],
        env=environment
        | {"SKJUTS_MODE": "production", "DATABASE_URL": NOWHERE, "SKJUTS_ALLOWED_HOSTS": "resor.exempel.se"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert started.returncode == 4, started.stderr
    assert time.time() - float(started.stdout) < 5
