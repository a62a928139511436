"""The database: reached, of the right age and habits, with a wall that holds, and somebody doing the jobs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from skjuts.adapters.postgres.binaries import OLDEST_MAJOR
from skjuts.adapters.postgres.roles import EXTENSIONS
from skjuts.cli.doctor.findings import Finding, Surroundings, judge, untried, wrong

if TYPE_CHECKING:
    import psycopg

MOST_SKEW_S = 1.0
HEARTBEAT_S = 30.0
LONGEST_WAIT_S = 300.0
OPEN_TABLES = ("registry_cooperation",)
"""Who works for whom is read before anybody's authorities are known, and names no person."""
_CONNECT_S = 5
_MOST_NAMES = 5
_REACHED = "Databasen"
_SAFE = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
# Asked as the application's role: what it may reach of an authority's rows must be behind the wall for it.
_UNWALLED = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = 'public'
  and exists (select 1 from pg_attribute a
              where a.attrelid = c.oid and a.attname = 'authority_id' and not a.attisdropped)
  and c.relname <> all (%s)
  and has_table_privilege(c.oid, 'select, insert, update, delete')
  and not row_security_active(c.oid)
order by 1
"""
_ROLE = """
select current_user, rolsuper or rolbypassrls,
       (select count(*) from pg_class where relowner = pg_roles.oid),
       exists (select 1 from pg_database d
               where d.datname = current_database() and pg_has_role(current_user, d.datdba, 'member'))
from pg_roles where rolname = current_user
"""
_WORKERS = """
select count(*) filter (where last_heartbeat > now() - make_interval(secs => %s)) from procrastinate_workers
"""
_WAITING = """
select count(*), coalesce(extract(epoch from max(now() - coalesce(j.scheduled_at, e.at))), 0)::float
from procrastinate_jobs j
join lateral (select min(at) as at from procrastinate_events where job_id = j.id) e on true
where j.status = 'todo' and coalesce(j.scheduled_at, '-infinity') <= now()
"""


def check_database(around: Surroundings) -> Iterator[Finding]:
    """All that can be asked with the application's own role, in one connection."""
    if around.database is None:
        yield untried(_REACHED, "ingen finns ännu; skjuts serve eller ./run demo skapar den")
        return
    import psycopg

    try:
        with psycopg.connect(
            around.database.app_url, autocommit=True, connect_timeout=_CONNECT_S
        ) as connection:
            yield _judge_version(connection)
            yield _judge_role(connection)
            yield _judge_wall(connection)
            yield _judge_habits(connection)
            yield _judge_pages(connection)
            yield _judge_extensions(connection)
            yield _judge_clock(connection)
            yield from _judge_jobs(connection, is_open=around.database.is_open)
    except psycopg.OperationalError:
        yield wrong(
            _REACHED,
            "går inte att nå med DATABASE_URL",
            "Kontrollera adressen, lösenordet och att klustret är igång (pg_isready).",
        )


def _judge_version(connection: psycopg.Connection) -> Finding:
    major = connection.info.server_version // 10_000
    return judge(
        _REACHED,
        major >= OLDEST_MAJOR,
        f"nås, PostgreSQL {major}",
        f"Uppgradera klustret till PostgreSQL {OLDEST_MAJOR} eller senare.",
    )


def _judge_role(connection: psycopg.Connection) -> Finding:
    row = connection.execute(_ROLE).fetchone()
    name, is_mighty, owned, may_own = row or ("?", True, 0, True)
    return judge(
        "Databasroll",
        not is_mighty and not owned and not may_own,
        f"{name} äger inget och får inget kringgå"
        if not (is_mighty or owned or may_own)
        else f"{name} har för mycket makt",
        "Logga in med en roll som varken äger tabellerna eller har BYPASSRLS; "
        "skjuts prepare-cluster skapar den.",
    )


def _judge_wall(connection: psycopg.Connection) -> Finding:
    open_tables = [name for (name,) in connection.execute(_UNWALLED, [list(OPEN_TABLES)])]
    return judge(
        "Radskydd mellan huvudmän",
        not open_tables,
        "alla tabeller har det" if not open_tables else _tell_tables(open_tables),
        "Kör skjuts migrate; hjälper inte det är tabellen ändrad för hand.",
    )


def _tell_tables(names: list[str]) -> str:
    more = f" och {len(names) - _MOST_NAMES} till" if len(names) > _MOST_NAMES else ""
    return f"saknas på {', '.join(names[:_MOST_NAMES])}{more}"


def _judge_habits(connection: psycopg.Connection) -> Finding:
    told = {name: connection.execute("select current_setting(%s)", [name]).fetchone() for name in _SAFE}
    unsafe = [name for name, row in told.items() if row is None or row[0] == "off"]
    return judge(
        "Databasens skrivsätt",
        not unsafe,
        "ett kvitterat svar finns på disken" if not unsafe else f"avstängt: {', '.join(unsafe)}",
        "Slå på dem i klustret, annars kan kvitterade uppgifter försvinna. "
        "data_checksums slås på med pg_checksums när klustret är stoppat.",
    )


def _judge_pages(connection: psycopg.Connection) -> Finding:
    row = connection.execute(
        "select coalesce(sum(checksum_failures), 0)::int from pg_stat_database"
    ).fetchone()
    failures = row[0] if row else 0
    return judge(
        "Databasens sidor",
        failures == 0,
        "inga trasiga" if failures == 0 else f"{failures} trasiga har påträffats",
        "Byt disk och återställ en säkerhetskopia: skjuts backup restore.",
    )


def _judge_extensions(connection: psycopg.Connection) -> Finding:
    found = {name for (name,) in connection.execute("select extname from pg_extension")}
    missing = [name for name in EXTENSIONS if name not in found]
    return judge(
        "Databasens tillägg",
        not missing,
        "alla finns" if not missing else f"saknas: {', '.join(missing)}",
        "Kör skjuts prepare-cluster.",
    )


def _judge_clock(connection: psycopg.Connection) -> Finding:
    before = time.time()
    row = connection.execute("select extract(epoch from clock_timestamp())::float").fetchone()
    after = time.time()
    skew_s = (row[0] if row else 0.0) - (before + after) / 2
    return judge(
        "Klockor",
        abs(skew_s) <= MOST_SKEW_S,
        f"databasens klocka går {abs(skew_s):.1f} s {'före' if skew_s > 0 else 'efter'}".replace(".", ","),
        "Låt båda datorerna ställa klockan efter samma tidsserver (NTP).",
    )


def _judge_jobs(connection: psycopg.Connection, *, is_open: bool) -> Iterator[Finding]:
    there = connection.execute("select to_regclass('procrastinate_workers') is not null").fetchone()
    if not (there and there[0]):
        yield untried("Jobb", "databasen har inga tabeller ännu; se Tabeller")
        return
    row = connection.execute(_WORKERS, [HEARTBEAT_S]).fetchone()
    workers = row[0] if row else 0
    if workers or is_open:
        yield judge(
            "Jobbprocess",
            workers > 0,
            f"{workers} igång",
            "Starta skjuts serve, eller skjuts worker för sig.",
        )
    else:
        yield untried("Jobbprocess", "tjänsten är inte igång")
    waiting, longest_s = connection.execute(_WAITING).fetchone() or (0, 0.0)
    is_late = is_open and longest_s > LONGEST_WAIT_S
    yield judge(
        "Jobbkö",
        not is_late,
        f"{waiting} väntar" + (f", det äldsta sedan {longest_s / 60:.0f} min" if waiting else ""),
        "Starta fler jobbprocesser, eller läs deras meddelanden: något jobb tar för lång tid.",
    )


CHECKS = (check_database,)
