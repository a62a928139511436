"""Rows that leave the house for a purpose and a time, without who anybody is; that they left is logged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from skjuts.apps.audit.models import Access
from skjuts.apps.audit.services import record_access
from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.policies import require_list_trips
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.services.open_trips import KIND
from skjuts.apps.rulebooks.services.ask import check_text
from skjuts.apps.tenancy.actor import Actor

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.core.followup.ledger.extract import ExtractOrder


@transaction.atomic
def take_extract(*, actor: Actor, order: ExtractOrder, now: dt.datetime, today: dt.date) -> bytes:
    """The order's rows, packed with the order. Raises `NoTrips` and `ExtractNotAllowed`.

    The log says for what and for whom: neither may name a patient.
    """
    require_list_trips(actor)
    check_text(order.purpose, field="purpose", now=now)
    check_text(order.recipient, field="recipient", now=now)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    packed = trips.extract(order, today)
    record_access(
        actor,
        action=Access.EXPORT,
        authority_id=actor.authority_id,
        reason=f"{order.purpose.strip()} ({order.recipient.strip()})",
        context=f"extract:{order.erase_on.isoformat()}",
        kind=KIND,
    )
    return packed
