"""Make room in the access log: one partition a month, a year ahead."""

from __future__ import annotations

import datetime as dt

from django.db import connection

AHEAD = dt.timedelta(days=365)


def ensure_months(*, today: dt.date, since: dt.date | None = None) -> int:
    """Make the partitions that are missing, from a day (today) to a year from now; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_ensure_months(%s, %s)", [since or today, today + AHEAD])
        made: int = cursor.fetchone()[0]
    return made
