"""A server of our own, from nothing to gone: made, entered, joined, stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from skjuts.adapters.postgres import folders as folders_module
from skjuts.adapters.postgres import making
from skjuts.adapters.postgres.binaries import Binaries, list_binaries
from skjuts.adapters.postgres.errors import ClusterInUse, ClusterOfOtherVersion, ServerFailed
from skjuts.adapters.postgres.server import Server, find_running, running_postgres
from skjuts.adapters.postgres.tether import Way

NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes user")


def ask(dsn: str, question: str) -> list[tuple[object, ...]]:
    """Ask on a connection of its own."""
    with psycopg.connect(dsn) as connection:
        return connection.execute(question.encode()).fetchall()


@pytest.mark.parametrize("binaries", list_binaries(), ids=lambda one: f"{one.major}-{one.folder.parts[1]}")
def test_cluster_when_made_by_any_postgresql_here_then_serves_the_application(
    binaries: Binaries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without the wheel's binaries has the system's, and the oldest allowed must do."""
    monkeypatch.setattr(making, "get_binaries", lambda: binaries)
    with running_postgres(home, durable=False) as server:
        assert server.is_new
        assert ask(server.dsn("skjuts_app"), "select current_user, lower('ÅÄÖ')") == [("skjuts_app", "åäö")]
        version = ask(server.admin_dsn, "select current_setting('server_version_num')::int / 10000")
    assert version == [(binaries.major,)]


def test_cluster_when_started_again_then_has_what_was_committed(home: Path) -> None:
    """Stopping is an everyday event."""
    with running_postgres(home) as server, psycopg.connect(server.dsn("skjuts_owner")) as owner:
        owner.execute("create table minne as select 7 as tal")
    with running_postgres(home) as server:
        assert not server.is_new
        assert ask(server.dsn("skjuts_app"), "select tal from minne") == [(7,)]
    assert not server.folders.pid_file.exists()


def test_cluster_when_made_then_detects_torn_pages_and_orders_alike_everywhere(server: Server) -> None:
    """Checksums cannot be had afterwards without a stop, and neither can the order of text."""
    told = ask(
        server.admin_dsn,
        "select current_setting('data_checksums'), datlocprovider, pg_encoding_to_char(encoding)"
        " from pg_database where datname = 'skjuts'",
    )
    assert told == [("on", "b", "UTF8")]


def test_server_when_durable_then_a_commit_is_on_the_disk(made: Path) -> None:
    """An acknowledged booking survives a power cut."""
    with running_postgres(made) as server:
        told = ask(
            server.dsn("skjuts_app"),
            "select current_setting('fsync'), current_setting('synchronous_commit'),"
            " current_setting('full_page_writes')",
        )
    assert told == [("on", "on", "on")]


def test_server_when_running_then_listens_on_no_network(server: Server) -> None:
    """Login asks for no password, so only the private folder may lead in."""
    listening = ask(server.admin_dsn, "select current_setting('listen_addresses')")
    assert listening == [("",)]
    assert not _listens_on_tcp(server.child.pid)


def _listens_on_tcp(pid: int) -> bool:
    links = list(Path(f"/proc/{pid}/fd").iterdir())
    targets = [str(link.readlink()) for link in links]
    inodes = {target[8:-1] for target in targets if target.startswith("socket:")}
    rows = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    rows += Path("/proc/net/tcp6").read_text(encoding="ascii").splitlines()[1:]
    return any(row.split()[9] in inodes for row in rows)


@NEEDS_ROOT
def test_server_when_started_by_root_then_does_not_open_the_folders_above(tmp_path: Path) -> None:
    """A private home stays private."""
    private = tmp_path / "hem"
    private.mkdir(mode=0o700)
    with running_postgres(private / "projekt" / "databas", durable=False) as server:
        assert server.folders.way in {Way.NAMESPACE, Way.NOBODY}
        assert private.stat().st_mode & 0o777 == 0o700


@NEEDS_ROOT
def test_server_when_namespaces_are_refused_then_runs_as_nobody(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers often refuse; the wheel may lie where nobody cannot reach, and the system's then serves."""
    monkeypatch.setattr(folders_module, "_may_use_namespace", lambda: False)
    monkeypatch.setattr(folders_module, "_SHARED_STATE", _open_folder(tmp_path))
    if not any(making.may_run_as_nobody(one) for one in list_binaries()):
        pytest.skip("no PostgreSQL here that nobody may run")
    with running_postgres(home, durable=False) as server:
        owner = Path(f"/proc/{server.child.pid}").stat().st_uid
        assert (server.folders.way, owner) == (Way.NOBODY, 65534)
        assert ask(server.dsn("skjuts_app"), "select 1") == [(1,)]


def _open_folder(tmp_path: Path) -> Path:
    """A folder that nobody reaches, as /var/lib is; pytest's own are private."""
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_mode & 0o001 == 0 and "pytest" in str(path):
            path.chmod(0o711)
    return tmp_path / "delat"


def test_cluster_when_another_runs_it_then_refused_but_can_be_joined(made: Path) -> None:
    """A backup is taken while the house is running; a second house is not started on the same data."""
    assert find_running(made) is None
    with running_postgres(made, durable=False) as server:
        with pytest.raises(ClusterInUse):
            running_postgres(made).__enter__()
        joined = find_running(made)
        assert joined is not None
        assert not joined.is_ours
        joined.stop()
        assert ask(server.dsn("skjuts_app"), "select 1") == [(1,)]
    assert find_running(made) is None


def test_clusters_when_two_run_then_neither_sees_the_other(made: Path, home: Path) -> None:
    """Two checkouts, or a demo beside a test."""
    with (
        running_postgres(made, durable=False) as one,
        running_postgres(home, durable=False) as other,
    ):
        with psycopg.connect(one.dsn("skjuts_owner")) as owner:
            owner.execute("create table bara_här ()")
        assert ask(other.dsn("skjuts_owner"), "select to_regclass('bara_här')") == [(None,)]


def test_cluster_when_of_another_major_then_refused_with_both_versions_named(made: Path) -> None:
    """PostgreSQL's own message comes from the log; ours says what to do."""
    with running_postgres(made, durable=False) as server:
        data = server.folders.data
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ClusterOfOtherVersion, match="PostgreSQL 9") as caught:
        running_postgres(made).__enter__()
    assert "skjuts backup" in caught.value.remedy


def test_making_when_cut_off_then_the_next_start_makes_it_whole(home: Path) -> None:
    """A kill in the first second must not leave half a cluster that never starts."""
    half = home / "data.begun"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with running_postgres(home, durable=False) as server:
        assert ask(server.dsn("skjuts_app"), "select 1") == [(1,)]
    assert not half.exists()


def test_settings_when_broken_then_the_error_carries_the_servers_own_word(made: Path) -> None:
    """The log is named, and its last word told."""
    with running_postgres(made, durable=False) as server:
        settings = server.folders.data / "postgresql.conf"
    with settings.open("a", encoding="utf-8") as file:
        file.write("\nshared_buffers = '1kB'\n")
    with pytest.raises(ServerFailed) as caught:
        running_postgres(made).__enter__()
    assert "shared_buffers" in caught.value.message or "configuration" in caught.value.message
    assert caught.value.field.endswith("server.log")


def test_log_when_an_error_quotes_a_person_then_the_log_does_not(server: Server) -> None:
    """An error's text holds values of rows; whoever tends the machine has no business reading them."""
    quoted = "19121212-1212"
    with psycopg.connect(server.dsn("skjuts_owner"), autocommit=True) as owner:
        owner.execute("create table personer (nummer text unique)")
        owner.execute("insert into personer values (%s)", [quoted])
        for statement in ("insert into personer values (%s)", "select %s::bigint from personer"):
            with pytest.raises(psycopg.Error):
                owner.execute(statement, [quoted])
        owner.execute("drop table personer")
    assert quoted not in server.folders.log.read_text(encoding="utf-8")


def test_lock_when_its_holder_is_killed_then_the_cluster_is_free(made: Path) -> None:
    """No file to delete by hand after a crash."""
    script = (
        "import sys, os, signal; from pathlib import Path; "
        "from skjuts.adapters.postgres.server import start; "
        "start(Path(sys.argv[1]), durable=False); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(made)], check=False, timeout=60)
    assert done.returncode == -9
    with running_postgres(made, durable=False) as server:
        assert ask(server.dsn("skjuts_app"), "select 1") == [(1,)]


def test_address_when_read_by_other_programs_then_leads_to_the_socket(server: Server) -> None:
    """Settings, psycopg and PostgreSQL's own programs read the same text."""
    told = subprocess.run(
        [server.binaries.program("psql"), server.dsn("skjuts_app"), "-Atc", "select current_user"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "skjuts_app"
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(server.folders.socket / ".s.PGSQL.5432"))
