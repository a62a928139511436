"""Two roles and what each may do, in our own cluster and in one run by others."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from skjuts.adapters.postgres.errors import ClusterUnprepared
from skjuts.adapters.postgres.folders import get_folders, make_home, make_socket_folder
from skjuts.adapters.postgres.foreign import Passwords, preparation_script, prepare_cluster
from skjuts.adapters.postgres.launching import end, launch_until_ready
from skjuts.adapters.postgres.making import choose_binaries, make_cluster
from skjuts.adapters.postgres.roles import grant_connection
from skjuts.adapters.postgres.server import Server
from skjuts.core.kernel.errors import UpstreamUnavailable

EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent", "citext"}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running cluster that nobody has prepared."""
    folders = get_folders(tmp_path_factory.mktemp("främmande") / "kluster")
    make_home(folders)
    make_socket_folder(folders)
    binaries = choose_binaries(folders)
    make_cluster(binaries, folders, durable=False)
    process = launch_until_ready(binaries, folders, durable=False)
    yield Server(folders, binaries, None, durable=False, is_new=True)
    end(process)


@contextmanager
def emptied(bare: Server) -> Iterator[psycopg.Connection]:
    """The bare cluster as it was."""
    with psycopg.connect(bare.admin_dsn, autocommit=True) as admin:
        yield admin
        admin.execute("drop database if exists skjuts with (force)")
        for role in ("skjuts_owner", "skjuts_app", "dba", "ingen"):
            if admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                name = sql.Identifier(role)
                admin.execute(sql.SQL("drop owned by {} cascade").format(name))
                admin.execute(sql.SQL("drop role {}").format(name))


@pytest.mark.parametrize("role", ["skjuts_owner", "skjuts_app"])
def test_role_when_looked_at_then_has_no_power_over_the_cluster(server: Server, role: str) -> None:
    """Row-level security binds nobody who may switch it off."""
    with psycopg.connect(server.admin_dsn) as admin:
        row = admin.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
            " from pg_roles where rolname = %s",
            [role],
        ).fetchone()
    assert row == (False,) * 5


def test_app_when_it_tries_to_become_the_owner_then_refused(server: Server) -> None:
    """An injected statement must not be able to switch the wall off."""
    with (
        psycopg.connect(server.dsn("skjuts_app")) as app,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        app.execute("set role skjuts_owner")


@pytest.mark.parametrize(
    "statement",
    [
        "create table min_egen ()",
        "create temporary table min_egen ()",
        "create schema min_egen",
        "drop table rader",
        "alter table rader disable row level security",
        "truncate rader",
        "create extension hstore",
    ],
)
def test_app_when_it_tries_to_change_the_house_then_refused(server: Server, statement: str) -> None:
    """It works with rows, and with nothing else."""
    with psycopg.connect(server.dsn("skjuts_owner"), autocommit=True) as owner:
        owner.execute("create table rader (id bigint generated always as identity, ord text)")
        try:
            with (
                psycopg.connect(server.dsn("skjuts_app")) as app,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                app.execute(statement.encode())
        finally:
            owner.execute("drop table rader")


def test_app_when_the_owner_makes_a_table_then_it_may_work_with_its_rows(server: Server) -> None:
    """Migrations need not grant table by table."""
    with psycopg.connect(server.dsn("skjuts_owner"), autocommit=True) as owner:
        owner.execute("create table rader (id serial, ord text)")
        with psycopg.connect(server.dsn("skjuts_app"), autocommit=True) as app:
            app.execute("insert into rader (ord) values ('a')")
            app.execute("update rader set ord = 'b'")
            assert app.execute("select ord, nextval('rader_id_seq') from rader").fetchone() == ("b", 2)
            assert app.execute("delete from rader").rowcount == 1
        owner.execute("drop table rader")


def test_extensions_when_prepared_then_all_there(server: Server) -> None:
    """Exclusion constraints and tolerant search stand on them."""
    with psycopg.connect(server.dsn("skjuts_app")) as app:
        found = {name for (name,) in app.execute("select extname from pg_extension")}
    assert found >= EXTENSIONS


def test_clone_when_let_in_then_the_app_has_the_same_rights_there(server: Server) -> None:
    """Tests run in clones of a migrated database."""
    with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
        admin.execute("create database en_klon template skjuts owner skjuts_owner")
        grant_connection(admin, "en_klon")
        with psycopg.connect(server.dsn("skjuts_owner", database="en_klon")) as owner:
            owner.execute("create table rader ()")
        with psycopg.connect(server.dsn("skjuts_app", database="en_klon")) as app:
            assert app.execute("select count(*) from rader").fetchone() == (0,)
        admin.execute("drop database en_klon with (force)")


def test_foreign_cluster_when_prepared_twice_then_ready_and_unchanged(bare: Server) -> None:
    """The command may be run again after every upgrade."""
    with emptied(bare):
        for _ in range(2):
            prepare_cluster(bare.admin_dsn, Passwords(owner="ägarens", app="appens"))
        with psycopg.connect(bare.dsn("skjuts_owner")) as owner:
            owner.execute("create table rader ()")
        with psycopg.connect(bare.dsn("skjuts_app")) as app:
            assert app.execute("select count(*) from rader").fetchone() == (0,)


def test_passwords_when_told_then_only_a_hash_travels_to_the_server(bare: Server) -> None:
    """A server may log every statement, and logs are read by many."""
    with emptied(bare) as admin:
        prepare_cluster(bare.admin_dsn, Passwords(owner="ägarens-lösenord", app="appens-lösenord"))
        stored = admin.execute("select rolpassword from pg_authid where rolname = 'skjuts_app'").fetchone()
    assert stored is not None
    assert stored[0].startswith("SCRAM-SHA-256$")


def test_foreign_cluster_when_the_account_makes_roles_only_then_prepared_all_the_same(bare: Server) -> None:
    """Managed clusters give nobody a superuser."""
    with emptied(bare) as admin:
        admin.execute("create role dba login createrole createdb")
        prepare_cluster(bare.dsn("dba", database="postgres"), Passwords())
        with psycopg.connect(bare.dsn("skjuts_owner")) as owner:
            owner.execute("create table rader ()")
        with psycopg.connect(bare.dsn("skjuts_app")) as app:
            assert app.execute("select count(*) from rader").fetchone() == (0,)


def test_foreign_cluster_when_the_account_may_not_then_says_so(bare: Server) -> None:
    """The one who may is another person, who gets the statements."""
    with emptied(bare) as admin:
        admin.execute("create role ingen login")
        with pytest.raises(ClusterUnprepared):
            prepare_cluster(bare.dsn("ingen", database="postgres"), Passwords())


def test_script_when_run_by_one_who_may_then_the_account_that_may_not_is_content(bare: Server) -> None:
    """The printed statements must be enough, and must run as printed."""
    with emptied(bare):
        statements = "\n".join(
            line for line in preparation_script().splitlines() if not line.startswith("\\password")
        )
        subprocess.run(
            [bare.binaries.program("psql"), bare.admin_dsn, "-v", "ON_ERROR_STOP=1", "-q"],
            input=statements,
            text=True,
            check=True,
            capture_output=True,
        )
        with psycopg.connect(bare.dsn("skjuts_app")) as app:
            found = {name for (name,) in app.execute("select extname from pg_extension")}
        assert found >= EXTENSIONS


def test_foreign_cluster_when_nobody_answers_then_the_error_says_so_without_the_password() -> None:
    """An address holds a password: it is in no message."""
    with pytest.raises(UpstreamUnavailable) as caught:
        prepare_cluster("postgresql://a:hemligt@127.0.0.1:1/x", Passwords())
    assert "hemligt" not in f"{caught.value.message}{caught.value.field}{caught.value.remedy}"
