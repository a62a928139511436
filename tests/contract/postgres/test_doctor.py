"""What the doctor says of a database: each fault planted, and found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from skjuts.adapters.postgres.server import Server
from skjuts.cli.doctor import database_checks
from skjuts.cli.doctor.database_checks import check_database
from skjuts.cli.doctor.findings import Finding, State, Surroundings
from skjuts.cli.house.plan import HouseFolder
from skjuts.cli.house.reaching import Reached


def examine(url: str, *, is_open: bool = True) -> dict[str, Finding]:
    """The findings by name."""
    reached = Reached(url, None, None, is_open=is_open)
    return {one.what: one for one in check_database(Surroundings(HouseFolder(Path("hus")), {}, reached))}


@contextmanager
def planted(server: Server, make: str, remove: str) -> Iterator[None]:
    """A state of the database for a moment."""
    with psycopg.connect(server.dsn("skjuts_owner"), autocommit=True) as owner:
        for statement in make.split(";"):
            owner.execute(statement.encode())
        yield
        owner.execute(remove.encode())


def test_database_when_none_is_made_yet_then_untried(tmp_path: Path) -> None:
    """Before the first start there is nothing to mend."""
    (found,) = check_database(Surroundings(HouseFolder(tmp_path), {}, None))
    assert found.state is State.UNTRIED


def test_database_when_nobody_answers_then_a_fault_without_the_password() -> None:
    """The address holds a password, and the answer is pasted into questions."""
    (found,) = examine("postgresql://skjuts_app:hemligt@127.0.0.1:1/skjuts").values()
    assert found.state is State.FAULT
    assert "hemligt" not in f"{found.told}{found.remedy}"


def test_database_when_prepared_then_role_wall_extensions_and_clock_are_right(server: Server) -> None:
    """What our own launcher makes must pass our own doctor."""
    found = examine(server.dsn("skjuts_app"))
    for what in ("Databasen", "Databasroll", "Radskydd mellan huvudmän", "Databasens tillägg", "Klockor"):
        assert found[what].state is State.OK, found[what]


@pytest.mark.parametrize("role", ["skjuts_owner", "skjuts_admin"])
def test_role_when_it_may_pass_the_wall_then_a_fault(server: Server, role: str) -> None:
    """The usual shortcut is to log in as the owner."""
    assert examine(server.dsn(role))["Databasroll"].state is State.FAULT


def test_tenant_table_when_it_has_no_wall_then_named(server: Server) -> None:
    """One forgotten table shows everybody's patients."""
    with planted(server, "create table glömd (authority_id bigint)", "drop table glömd"):
        found = examine(server.dsn("skjuts_app"))["Radskydd mellan huvudmän"]
    assert (found.state, "glömd" in found.told) == (State.FAULT, True)


def test_tenant_table_when_the_app_cannot_reach_it_then_no_fault(server: Server) -> None:
    """Partitions are reached through their parent, which has the wall."""
    make = "create table del (authority_id bigint); revoke all on del from skjuts_app"
    with planted(server, make, "drop table del"):
        assert examine(server.dsn("skjuts_app"))["Radskydd mellan huvudmän"].state is State.OK


def test_server_when_it_forgets_commits_then_a_fault_that_names_the_setting(server: Server) -> None:
    """The server here runs as tests run: fast, and not to be trusted with a booking."""
    found = examine(server.dsn("skjuts_app"))["Databasens skrivsätt"]
    assert found.state is State.FAULT
    assert "synchronous_commit" in found.told
    assert "fsync" in found.told


def test_clock_when_askew_then_told_in_seconds(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clocks that differ put a decision before its application."""
    real = database_checks.time.time
    monkeypatch.setattr(database_checks.time, "time", lambda: real() - 90)
    found = examine(server.dsn("skjuts_app"))["Klockor"]
    assert found.state is State.FAULT
    assert "90,0 s före" in found.told


JOBS = """
create table procrastinate_workers (last_heartbeat timestamptz);
create table procrastinate_jobs (id bigint, status text, scheduled_at timestamptz);
create table procrastinate_events (job_id bigint, at timestamptz);
insert into procrastinate_jobs values (1, 'todo', null);
insert into procrastinate_events values (1, now() - interval '20 minutes');
insert into procrastinate_workers values (now() - interval '{age} seconds')
"""
DROP_JOBS = "drop table procrastinate_workers, procrastinate_jobs, procrastinate_events"


def test_worker_when_silent_and_jobs_wait_then_both_are_faults(server: Server) -> None:
    """Letters that nobody sends are noticed here before the patient notices."""
    with planted(server, JOBS.format(age=120), DROP_JOBS):
        found = examine(server.dsn("skjuts_app"))
    assert found["Jobbprocess"].state is State.FAULT
    assert found["Jobbkö"].state is State.FAULT
    assert "20 min" in found["Jobbkö"].told


def test_worker_when_its_heart_beats_then_right(server: Server) -> None:
    """Ten seconds is the usual beat."""
    with planted(server, JOBS.format(age=5), DROP_JOBS):
        assert examine(server.dsn("skjuts_app"))["Jobbprocess"].state is State.OK


def test_worker_when_the_house_is_closed_then_untried(server: Server) -> None:
    """Nobody does jobs in a closed house, and that is no fault."""
    with planted(server, JOBS.format(age=5000), DROP_JOBS):
        found = examine(server.dsn("skjuts_app"), is_open=False)
    assert found["Jobbprocess"].state is State.UNTRIED
    assert found["Jobbkö"].state is State.OK
