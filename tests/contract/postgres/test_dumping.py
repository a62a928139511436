"""Out of a cluster and back again, compared table by table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from skjuts.adapters.postgres.binaries import Binaries
from skjuts.adapters.postgres.dumping import (
    BEFORE,
    dump_database,
    put_in_place,
    restored_beside,
    tally_database,
)
from skjuts.adapters.postgres.errors import CopyFailed, DatabaseInUse
from skjuts.adapters.postgres.server import Server, running_postgres

RESTORED = "skjuts_restored"
SCHEMA = """
create table resor (id bigint generated always as identity primary key, region bigint, ort text,
                    tid timestamptz, andel double precision, bild bytea, grupper text[], ledig bool);
alter table resor enable row level security;
alter table resor force row level security;
create policy ingen on resor using (false);
create table tom (id int);
insert into resor (region, ort, tid, andel, bild, grupper, ledig)
select n % 3, 'Ort ' || n, '2026-03-29 01:30+00'::timestamptz + n * interval '1 hour', n / 7.0,
       decode(md5(n::text), 'hex'), array['å', null, n::text], n % 2 = 0
from generate_series(1, 500) n;
"""


@pytest.fixture
def filled(made: Path) -> Iterator[Server]:
    """A server with rows that nobody but an administrator sees."""
    with running_postgres(made, durable=False) as server:
        with psycopg.connect(server.dsn("skjuts_admin")) as admin:
            admin.execute("set role skjuts_owner")
            admin.execute("set row_security = off")
            for statement in SCHEMA.split(";\n"):
                if "insert" in statement:
                    admin.execute("reset role")
                if statement.strip():
                    admin.execute(statement.encode())
        yield server


def test_database_when_dumped_and_restored_then_every_table_is_the_same(
    filled: Server, tmp_path: Path
) -> None:
    """Rows behind the wall included: a backup that obeys it is empty."""
    taken = dump_database(filled.binaries, filled.admin_dsn, tmp_path / "dump")
    assert taken["public.resor"].rows == 500
    assert taken["public.tom"].rows == 0
    with restored_beside(filled.binaries, filled.admin_dsn, tmp_path / "dump", RESTORED) as url:
        assert tally_database(url) == taken
    assert tally_database(filled.dsn("skjuts_admin")) == taken


@pytest.mark.parametrize(
    "change",
    [
        "update resor set ort = 'Ort X' where id = 7",
        "update resor set grupper = array['å', 'null', '9'] where id = 9",
        "update resor set tid = tid + interval '1 microsecond' where id = 3",
        "delete from resor where id = 500",
        "insert into tom values (null)",
    ],
)
def test_tally_when_one_value_changes_then_changes(filled: Server, change: str) -> None:
    """The comparison must be able to fail."""
    before = tally_database(filled.dsn("skjuts_admin"))
    with psycopg.connect(filled.dsn("skjuts_admin")) as admin:
        admin.execute(change.encode())
    assert tally_database(filled.dsn("skjuts_admin")) != before


def test_tally_when_rows_lie_in_another_order_then_the_same(filled: Server) -> None:
    """A restored table is written in an order of its own."""
    before = tally_database(filled.dsn("skjuts_admin"))
    with psycopg.connect(filled.dsn("skjuts_admin")) as admin:
        admin.execute("create index efter_ort on resor (ort desc)")
        admin.execute("cluster resor using efter_ort")
    assert tally_database(filled.dsn("skjuts_admin")) == before


def test_dump_when_rows_are_written_meanwhile_then_tally_and_dump_are_of_one_moment(
    filled: Server, tmp_path: Path
) -> None:
    """Backups are taken while the house is open."""
    writing = tmp_path / "skriv.sql"
    writing.write_text("insert into tom values (1);")
    write = f"{filled.binaries.program('psql')} '{filled.dsn('skjuts_admin')}' -qf {writing}"
    slow = tmp_path / "pg_dump"
    slow.write_text(f'#!/bin/sh\nset -e\n{write}\n{filled.binaries.program("pg_dump")} "$@"\n{write}\n')
    slow.chmod(0o755)
    taken = dump_database(Binaries(tmp_path, 18, is_from_wheel=False), filled.admin_dsn, tmp_path / "dump")
    assert tally_database(filled.dsn("skjuts_admin"))["public.tom"].rows == 2
    assert taken["public.tom"].rows == 0
    with restored_beside(filled.binaries, filled.admin_dsn, tmp_path / "dump", RESTORED) as url:
        assert tally_database(url) == taken


def test_dump_when_damaged_then_restoring_fails_and_leaves_no_database(
    filled: Server, tmp_path: Path
) -> None:
    """Half a database under a name of its own is still half a database."""
    dump_database(filled.binaries, filled.admin_dsn, tmp_path / "dump")
    largest = max((tmp_path / "dump").glob("*.gz"), key=lambda path: path.stat().st_size)
    torn = bytearray(largest.read_bytes())
    torn[len(torn) // 2] ^= 0xFF
    largest.write_bytes(torn)
    with (
        pytest.raises(CopyFailed),
        restored_beside(filled.binaries, filled.admin_dsn, tmp_path / "dump", RESTORED),
    ):
        pytest.fail("a torn dump was restored")
    with psycopg.connect(filled.admin_dsn) as admin:
        left = admin.execute("select 1 from pg_database where datname = %s", [RESTORED]).fetchone()
    assert left is None


def test_database_when_somebody_is_connected_then_not_replaced(filled: Server, tmp_path: Path) -> None:
    """Replacing under an open page would lose what it writes."""
    dump_database(filled.binaries, filled.admin_dsn, tmp_path / "dump")
    with (
        psycopg.connect(filled.dsn("skjuts_app")) as connected,
        restored_beside(filled.binaries, filled.admin_dsn, tmp_path / "dump", RESTORED),
    ):
        with pytest.raises(DatabaseInUse):
            put_in_place(filled.admin_dsn, RESTORED)
        assert connected.execute("select 1").fetchone() == (1,)


def test_database_when_replaced_then_the_old_one_is_kept_until_the_next_time(
    filled: Server, tmp_path: Path
) -> None:
    """Whoever restored the wrong backup can go back once."""
    taken = dump_database(filled.binaries, filled.admin_dsn, tmp_path / "dump")
    for _ in range(2):
        with psycopg.connect(filled.dsn("skjuts_admin")) as admin:
            admin.execute("delete from resor where id > 100")
        damaged = tally_database(filled.dsn("skjuts_admin"))
        with restored_beside(filled.binaries, filled.admin_dsn, tmp_path / "dump", RESTORED):
            put_in_place(filled.admin_dsn, RESTORED)
        assert tally_database(filled.dsn("skjuts_admin")) == taken
        assert tally_database(filled.dsn("skjuts_admin", database=BEFORE)) == damaged
    with psycopg.connect(filled.dsn("skjuts_app")) as app:
        assert app.execute("select count(*) from resor").fetchone() == (0,)


def test_password_when_in_the_address_then_not_on_the_command_line(server: Server, tmp_path: Path) -> None:
    """Everybody on a machine may read command lines."""
    told = tmp_path / "sagt.json"
    program = tmp_path / "pg_dump"
    program.write_text(
        "#!/usr/bin/env python3\nimport json, os, sys\n"
        f"json.dump([sys.argv, os.environ.get('PGPASSWORD')], open({str(told)!r}, 'w'))\n"
    )
    program.chmod(0o755)
    address = server.admin_dsn.replace("skjuts_admin@", "skjuts_admin:hemligt@")
    dump_database(Binaries(tmp_path, 18, is_from_wheel=False), address, tmp_path / "dump")
    words, carried = json.loads(told.read_text())
    assert "hemligt" not in " ".join(words)
    assert carried == "hemligt"
