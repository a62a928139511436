"""Database addresses as Django wants them: the application's role, and the owner for migrations."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from skjuts.config.environment import Environment, Mode
from skjuts.core.kernel.errors import BadConfiguration

LOST_PEER_S = 3
"""A cut cable is noticed after so long instead of hanging until it heals (tcp_user_timeout)."""

LONGEST_WAIT_S = 5
"""So long a request waits for a connection; then it is answered that the database is out of reach."""

PREPARED_FROM = 3
"""A statement seen so often on a connection is prepared: the wall between authorities makes each dear to plan
(ADR 0025)."""


def databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """`default` is the application's role; `owner` is there only for migrations, imports and tests."""
    default = _database(environment.database_url, "DATABASE_URL")
    # Threads of the test client share one connection; everything else draws from a pool.
    if environment.mode is not Mode.TEST:
        default["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": environment.pool_size,
            "timeout": LONGEST_WAIT_S,
        }
    found = {"default": default}
    if environment.database_owner_url:
        found["owner"] = _database(environment.database_owner_url, "DATABASE_OWNER_URL")
    return found


def _database(url: str, variable: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:  # noqa: PLR2004  ("/" and a name)
        raise BadConfiguration(
            f"{variable} är ingen PostgreSQL-adress.",
            field=variable,
            remedy="Skriv postgresql://roll:lösenord@värd:port/databas.",
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": parts.port or query.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "tcp_user_timeout": LOST_PEER_S * 1000,
            "keepalives_idle": LOST_PEER_S,
            "server_side_binding": True,
            "prepare_threshold": PREPARED_FROM,
            **query,
        },
    }
