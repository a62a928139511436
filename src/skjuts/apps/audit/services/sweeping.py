"""Find deliveries and messages whose job was lost, and queue them again.

Every row gets its job in its own transaction, so this finds nothing on an ordinary day; it is what makes
lost jobs (a queue that was emptied, a restored copy) cost minutes instead of silence.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection

from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.queueing import defer_job

OVERDUE = dt.timedelta(minutes=2)
MOST_AT_A_TIME = 500

# The first undone of each handler and aggregate, when it should have been tried and no job is on its way.
_DELIVERIES = """
select first.handler, first.aggregate_id::text from (
    select distinct on (handler, aggregate_id) handler, aggregate_id, state, next_try_at
    from audit_delivery where state <> 'done' order by handler, aggregate_id, number) first
where first.state = 'waiting' and first.next_try_at < %(before)s and not exists (
    select from procrastinate_jobs job where job.task_name = 'audit.deliver_events'
    and job.status in ('todo', 'doing')
    and job.args ->> 'handler' = first.handler and job.args ->> 'aggregate_id' = first.aggregate_id::text)
limit %(most)s
"""
# The same for each message that stands alone, and for the first of each line.
_MESSAGES = """
select first.id::text from (
    select distinct on (channel, line, alone) id, state, next_try_at from (
        select *, case when line = '' then id end as alone from audit_message
        where state in ('waiting', 'leased', 'dead')) unsettled
    order by channel, line, alone, number) first
where first.state <> 'dead' and first.next_try_at < %(before)s and not exists (
    select from procrastinate_jobs job where job.task_name = 'audit.send_message'
    and job.status in ('todo', 'doing') and job.args ->> 'message_id' = first.id::text)
limit %(most)s
"""


def sweep(*, now: dt.datetime) -> int:
    """Queue what should have been under way for two minutes; returns how many jobs."""
    told: dict[str, dt.datetime | int] = {"before": now - OVERDUE, "most": MOST_AT_A_TIME}
    with whole_house(), connection.cursor() as cursor:
        cursor.execute(_DELIVERIES, told)
        deliveries = cursor.fetchall()
        cursor.execute(_MESSAGES, told)
        messages = cursor.fetchall()
        for handler, aggregate_id in deliveries:
            defer_job("audit.deliver_events", handler=handler, aggregate_id=aggregate_id)
        for (message_id,) in messages:
            defer_job("audit.send_message", message_id=message_id)
    return len(deliveries) + len(messages)
