"""How often somebody may guess: so many misses within so long, by account or by address.

A miss is an answer that gave the guesser nothing. Whoever has none left is refused before anything is
looked up, so that a right guess shows no more than a wrong one. What is kept is a keyed digest of whom it
concerns and the instants of the last misses; an hour later nothing.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from django.db import connection

from skjuts.apps.vault.blind_index import blind_index
from skjuts.apps.vault.errors import TooManyGuesses
from skjuts.apps.vault.models import Guesses

KEPT = dt.timedelta(hours=1)

_WAIT = """
select extract(epoch from
    missed_at[cardinality(missed_at) - %(most)s + 1] + %(within)s - statement_timestamp())
from vault_guesses where kind = %(kind)s and subject = %(subject)s and cardinality(missed_at) >= %(most)s
"""
_NOTE = """
insert into vault_guesses as held (kind, subject, missed_at, last_at)
values (%(kind)s, %(subject)s, array[statement_timestamp()], statement_timestamp())
on conflict (kind, subject) do update set last_at = excluded.last_at,
missed_at = (held.missed_at || excluded.missed_at)[greatest(1, cardinality(held.missed_at) + 2 - %(most)s):]
"""


@dataclass(frozen=True, slots=True)
class GuessLimit:
    """At most `most` misses by one subject within `within`."""

    kind: str
    most: int
    within: dt.timedelta = dt.timedelta(minutes=15)


def require_guess_left(limit: GuessLimit, subject: str) -> None:
    """Raise `TooManyGuesses`, with the time to wait, when the subject has missed too often.

    An empty subject is one subject like any other: the unknown share their guesses.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, _told(limit, subject))
        row = cursor.fetchone()
    if row and row[0] > 0:
        raise TooManyGuesses(retry_after_s=math.ceil(row[0]))


def note_miss(limit: GuessLimit, subject: str) -> None:
    """Remember a miss. It is lost if the transaction fails, so the miss must be answered, not raised."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, _told(limit, subject))


def clear_guesses(*, now: dt.datetime) -> int:
    """Take away what is too old to matter to any limit; returns how many subjects."""
    return Guesses.objects.filter(last_at__lt=now - KEPT).delete()[0]


def _told(limit: GuessLimit, subject: str) -> dict[str, Any]:
    index = blind_index(f"guesses {limit.kind}", subject)
    return {"kind": limit.kind, "subject": index, "most": limit.most, "within": limit.within}
