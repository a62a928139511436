"""A person becomes protected while a letter waits to be printed: it stays, and the desk hands it over."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.audit.services.sending import recall_message
from skjuts.apps.permits.models import Letter
from skjuts.apps.permits.queries.letters import CHANNEL, letter_id_of, message_key


@transaction.atomic
def recall_letters(*, patient_id: UUID, now: dt.datetime) -> int:
    """Take a person's letters out of the outbox that have not left; returns how many. Safe to repeat."""
    rows = Letter.objects.filter(patient_id=patient_id, route=Letter.Route.OUTBOX, is_guarded=True)
    return sum(
        recall_message(channel=CHANNEL, key=message_key(letter_id), authority_id=authority_id, now=now)
        for letter_id, authority_id in rows.values_list("id", "authority_id")
    )


def is_guarded_letter(key: str) -> bool:
    """Whether a letter in the outbox is to a person who is protected now; asked outside the desk's reach.

    Such rows are behind the desk's wall, so that a letter that cannot be seen must not be sent.
    """
    return not Letter.objects.filter(pk=letter_id_of(key), is_guarded=False).exists()
