"""Tell whether an error means that the database cannot be reached, rather than that something is wrong."""

from __future__ import annotations

from psycopg import InterfaceError, OperationalError

AWAY = frozenset({"57P01", "57P02", "57P03", "53300"})
"""SQLSTATE: the server is closing down, has crashed, is starting, or takes no more connections."""
CONNECTION_CLASS = "08"


def is_out_of_reach(error: BaseException | None) -> bool:
    """Whether the error, or what caused it, is a connection that did not come or was lost.

    A pool that has none to give in time counts too: to the one who waits it is the same.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OperationalError | InterfaceError) and _is_away(error.sqlstate):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_away(sqlstate: str | None) -> bool:
    """The client's own errors, such as a time that ran out, carry no SQLSTATE."""
    return sqlstate is None or sqlstate in AWAY or sqlstate.startswith(CONNECTION_CLASS)
