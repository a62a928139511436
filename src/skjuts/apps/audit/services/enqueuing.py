"""Put a message into the outbox, in the transaction that decided to send it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from skjuts.apps.audit.events import JSON
from skjuts.apps.audit.models import Message
from skjuts.apps.audit.queueing import defer_job


@transaction.atomic
def enqueue_message(
    *, channel: str, key: str, authority_id: int, payload: Mapping[str, JSON], line: str = ""
) -> None:
    """Send this outside, once: the same channel and key again changes nothing.

    `line`: messages with the same line on a channel leave in the order in which they were enqueued ('' for
    messages that need not wait for one another). `payload` may hold personal data; it lies encrypted.
    """
    number = _next_number(channel, line)
    made = Message.objects.bulk_create(
        [
            Message(
                authority_id=authority_id,
                channel=channel,
                key=key,
                line=line,
                number=number,
                payload=json.dumps(payload, ensure_ascii=False, cls=DjangoJSONEncoder),
            )
        ],
        ignore_conflicts=True,
    )
    defer_job("audit.send_message", message_id=str(made[0].id))


def _next_number(channel: str, line: str) -> int:
    """The next place in the line. The lock makes the order that of the commits; a gap does no harm."""
    with connection.cursor() as cursor:
        if line:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"{channel} {line}"])
        cursor.execute("select nextval('audit_message_number')")
        number: int = cursor.fetchone()[0]
    return number
