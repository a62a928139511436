"""What the database's own catalogue says of the wall, table by table: nothing may be forgotten."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

OWN_WALLS = {
    # table: why its wall is not the plain one
    "audit_access": "seen by the authority whose data it is and by the one whose staff read",
}
REVIEWED_DEFINERS = {
    "audit_ensure_months": "makes partitions of the access log; gives nobody a row",
    "check_training_certificate": "open page: what the paper with the code says already, and no name",
    "registry_end_powers": "trigger: ends powers when a party becomes protected; gives nobody a row",
    "registry_find_patients": "search that needs its trigram index; filters on reach and desk, gives ids",
    "registry_find_acting": "begins a request: names the assignments in force of one account alone",
    "registry_join_account": "sign-in: joins an account to the staff rows of its own HSA-id",
    "vault_unknown_files": "sweeping: which random names belong to no attachment; gives nobody a row",
    "registry_refuse_party": "trigger: refuses a protected party; gives nobody a row",
}
"""Functions with the owner's rights, by name, with the reason. Each filters on the caller's reach."""


def rows(statement: str) -> list[tuple[object, ...]]:
    """What the catalogue answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def tenant_tables() -> set[str]:
    """Tables with an authority, partitions apart."""
    found = rows(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'authority_id'"
        " and c.relnamespace = 'public'::regnamespace"
    )
    return {str(name) for (name,) in found} - {"registry_cooperation"}


def test_every_tenant_table_when_looked_up_has_the_wall_up() -> None:
    """A table that somebody forgot to wall would show everybody's rows."""
    walled = {str(name) for (name,) in rows("select relname from pg_class where relrowsecurity")}
    assert tenant_tables() - walled == set()


def test_every_wall_when_looked_up_judges_reads_and_writes() -> None:
    """A policy for reading alone would let rows be planted behind the wall."""
    judged = rows(
        "select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid"
        " where p.polqual is not null and p.polwithcheck is not null and p.polcmd = '*'"
    )
    assert tenant_tables() - {str(name) for (name,) in judged} - set(OWN_WALLS) == set()


def test_every_reference_when_both_ends_have_an_authority_is_composite() -> None:
    """Foreign keys ignore the wall; only a composite one keeps a reference inside it."""
    single = rows(
        "select conrelid::regclass::text, conname, confrelid::regclass::text from pg_constraint"
        " where contype = 'f' and array_length(conkey, 1) = 1"
    )
    tables = tenant_tables()
    crossing = [(str(a), str(b)) for a, b, c in single if {str(a), str(c)} <= tables]
    assert crossing == []


def test_app_role_when_looked_up_owns_nothing_and_cannot_pass_the_wall() -> None:
    """The wall holds whoever is not the owner: the pages' role must never be it."""
    assert rows("select relname from pg_class where relowner = 'skjuts_app'::regrole") == []
    flags = rows(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'skjuts_app'"
    )
    assert flags == [(False,) * 4]
    assert rows("select pg_has_role('skjuts_app', 'skjuts_owner', 'MEMBER')") == [(False,)]


def test_views_when_there_are_any_run_with_the_rights_of_whoever_asks() -> None:
    """A view runs with its owner's rights unless told otherwise, past the wall."""
    ours = rows(
        "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"
        " and not coalesce(reloptions @> array['security_invoker=true'], false)"
        " and relname not like 'pg\\_%'"
    )
    assert ours == []


def test_definer_functions_when_looked_up_are_those_that_somebody_reviewed() -> None:
    """Each of them stands outside the wall, so each has a reason here and an attack in the tests."""
    found = rows(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1"
    )
    assert {str(name) for (name,) in found} == set(REVIEWED_DEFINERS)
