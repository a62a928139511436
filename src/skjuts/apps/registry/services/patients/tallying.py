"""How many patients somebody looks up within an hour, by the database's clock.

Beyond the soft limit nothing stops, but an alarm goes.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection

from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.actor import Actor

SOFT_LIMIT = 60
ALARM = "registry.many_lookups"
_COUNT = """
insert into registry_lookuptally (id, authority_id, account_id, hour, lookups)
values (gen_random_uuid(), %s, %s, date_trunc('hour', now()), 1)
on conflict (authority_id, account_id, hour)
do update set lookups = registry_lookuptally.lookups + 1 returning lookups, hour
"""


def tally_lookups(actor: Actor) -> int:
    """Count one lookup; publishes the alarm when the hour's sum passes the limit, once. Returns the sum."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [actor.authority_id, actor.account_id])
        row: tuple[int, dt.datetime] = cursor.fetchone()
    total, hour = row
    if total == SOFT_LIMIT + 1:
        publish_event(
            name=ALARM,
            aggregate_id=actor.account_id,
            authority_id=actor.authority_id,
            actor=actor,
            payload={"hour": hour.isoformat(), "limit": SOFT_LIMIT},
        )
    return total
