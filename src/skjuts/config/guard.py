"""Production refuses to start unsafe: what would leak or lose data is told and stops the process.

Asked when the pages and the worker start, before they serve anybody. `list_faults` is there for those who
want to see everything that is wrong at once (`skjuts doctor`).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from skjuts.core.kernel.errors import BadConfiguration, Upstream

SHORTEST_SECRET = 50
FEWEST_LETTERS = 12
"""A drawn secret has some forty different letters; one that was typed has few."""
KNOWN_SECRETS = ("django-insecure-", "changeme", "change-me", "secret", "hemlig", "skjuts")
FEWEST_BYTES = 12
"""A drawn key of 32 bytes has some thirty different ones."""
DEMO_APPS = frozenset({"allauth.idp.oidc", "skjuts.rehearsal.personas"})

# What the application's role may do in this database, and whether the server keeps what it says it has.
_DATABASE = """
select current_user, role.rolsuper, role.rolbypassrls, current_setting('synchronous_commit'),
    current_setting('fsync'), current_setting('full_page_writes'),
    exists (select from pg_class held join pg_namespace place on place.oid = held.relnamespace
        where held.relkind in ('r', 'p') and place.nspname not in ('pg_catalog', 'information_schema')
        and pg_has_role(role.oid, held.relowner, 'member'))
from pg_roles role where role.rolname = current_user
"""


class UnsafeProduction(BadConfiguration):
    """Production would run in a way that leaks or loses data; nothing was started."""

    code = "input.unsafe_production"
    sentence = "Tjänsten är inte säker nog för produktion och startar inte."
    advice = "Rätta det som nämns; docs/reference/configuration.md beskriver inställningarna."


class DatabaseSilent(Upstream):
    """The database does not answer, so nobody can tell whether it is safe to start."""

    code = "upstream.database_silent"
    is_passing = True
    sentence = "Databasen svarar inte."
    advice = (
        "Kontrollera DATABASE_URL och att databasservern är igång. Processen försöker igen vid nästa start."
    )


class Keys(Protocol):
    """The part of the key file that is judged."""

    django: str
    fields: dict[str, bytes]
    index: bytes
    signing: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason not to start: what is wrong, where, and what to do."""

    sentence: str
    field: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What the database says about the role and itself."""

    role: str
    is_superuser: bool
    bypasses_walls: bool
    owns_tables: bool
    synchronous_commit: str
    fsync: str
    full_page_writes: str


def stand_guard() -> None:
    """Let the process start, or raise `UnsafeProduction`; outside production everything may start.

    Raises `DatabaseSilent` when there is nobody to ask.
    """
    from django.conf import settings  # noqa: PLC0415  (read once the settings are there)

    if not settings.IS_PRODUCTION:
        return
    faults = list_faults(settings)
    if faults:
        raise UnsafeProduction(
            " ".join(one.sentence for one in faults),
            field=", ".join(dict.fromkeys(one.field for one in faults)),
            remedy=" ".join(dict.fromkeys(one.remedy for one in faults)),
        )


def list_faults(settings: Any) -> list[Fault]:  # noqa: ANN401  (Django's settings have no type)
    """Everything that makes it unsafe to serve with these settings and this database."""
    return [*judge_settings(settings), *judge_keys(settings.SECRETS), *judge_database(read_database())]


def judge_settings(settings: Any) -> Iterator[Fault]:  # noqa: ANN401
    """What the settings alone tell."""
    if settings.DEBUG:
        yield Fault("Felsökningsläget är på.", "DEBUG", "Använd skjuts.config.settings som den är.")
    demo = sorted(DEMO_APPS.intersection(settings.INSTALLED_APPS))
    if demo:
        yield Fault(
            "Demonstrationens inloggning är inkopplad.",
            "INSTALLED_APPS",
            f"Ta bort {' och '.join(demo)}.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Fault(
            "Sidorna svarar på vilket värdnamn som helst.",
            "SKJUTS_ALLOWED_HOSTS",
            "Skriv de värdnamn som tjänsten har.",
        )
    if settings.PUBLIC_URL and urlsplit(settings.PUBLIC_URL).scheme != "https":
        yield Fault(
            "Adressen som användare ser är inte krypterad.",
            "SKJUTS_PUBLIC_URL",
            "Skriv en adress som börjar med https.",
        )
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Fault(
            "Sessionskakorna får skickas okrypterade.",
            "SESSION_COOKIE_SECURE",
            "Använd skjuts.config.settings som den är.",
        )
    if "owner" in settings.DATABASES:
        yield Fault(
            "Processen har fått adressen med ägarens roll.",
            "DATABASE_OWNER_URL",
            "Sätt DATABASE_OWNER_URL bara för skjuts migrate.",
        )


def judge_keys(keys: Keys) -> Iterator[Fault]:
    """Keys that somebody could guess."""
    remedy = "Skapa en ny nyckelfil med skjuts keys new."
    secret = keys.django
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_LETTERS:
        yield Fault("Hemligheten django i nyckelfilen är för kort eller enkel.", "SKJUTS_SECRETS", remedy)
    elif secret.lower().startswith(KNOWN_SECRETS):
        yield Fault("Hemligheten django i nyckelfilen är ett exempel.", "SKJUTS_SECRETS", remedy)
    drawn = [*keys.fields.values(), keys.index, keys.signing]
    if any(len(set(key)) < FEWEST_BYTES for key in drawn):
        yield Fault("En nyckel i nyckelfilen är inte slumpad.", "SKJUTS_SECRETS", remedy)
    if len(set(drawn)) < len(drawn):
        yield Fault("Samma nyckel används till två saker.", "SKJUTS_SECRETS", remedy)


def judge_database(facts: DatabaseFacts) -> Iterator[Fault]:
    """A role that the walls do not hold, or a server that forgets."""
    use_app = "Logga in med rollen skjuts_app."
    if facts.is_superuser:
        yield Fault(f"Rollen {facts.role} är superanvändare i databasen.", "DATABASE_URL", use_app)
    elif facts.owns_tables:
        yield Fault(
            f"Rollen {facts.role} äger tabeller, och väggarna mellan huvudmän gäller inte den som äger.",
            "DATABASE_URL",
            use_app,
        )
    if facts.bypasses_walls and not facts.is_superuser:
        yield Fault(
            f"Rollen {facts.role} går förbi väggarna mellan huvudmän (BYPASSRLS).",
            "DATABASE_URL",
            f"Kör alter role {facts.role} nobypassrls.",
        )
    for name, value in (
        ("synchronous_commit", facts.synchronous_commit),
        ("fsync", facts.fsync),
        ("full_page_writes", facts.full_page_writes),
    ):
        if value == "off":
            yield Fault(
                f"Databasen kan tappa det som den har bekräftat ({name} är off).",
                name,
                f"Sätt {name} till on.",
            )


def read_database() -> DatabaseFacts:
    """Ask the database, in a thread of its own: the web server imports us inside its event loop.

    Raises `DatabaseSilent`.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(_ask_database).result()


def _ask_database() -> DatabaseFacts:
    from django.db import DatabaseError, connections  # noqa: PLC0415

    connection = connections["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_DATABASE)
            role, is_super, bypasses, commit, fsync, pages, owns = cursor.fetchone()
    except DatabaseError:
        raise DatabaseSilent(field="DATABASE_URL") from None
    finally:
        connection.close()
    return DatabaseFacts(
        role=role,
        is_superuser=is_super,
        bypasses_walls=bypasses,
        owns_tables=owns,
        synchronous_commit=commit,
        fsync=fsync,
        full_page_writes=pages,
    )
