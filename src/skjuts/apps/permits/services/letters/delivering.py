"""After a letter is written: it is opened and logged, handed over by hand, and the board's day is noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.letters.text import LetterText, digest_of
from skjuts.apps.permits.models import DecisionNotice, Letter, LetterHandover
from skjuts.apps.permits.policies import require_report
from skjuts.apps.permits.queries.letters import get_letter, list_to_announce
from skjuts.apps.permits.services.receive import REASON
from skjuts.apps.permits.services.stepping import note_access, owned_by, signed_by
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict, InvalidField


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """A letter and what it says. `is_whole`: it is what was written, to the last letter."""

    row: Letter
    text: LetterText
    is_whole: bool


@transaction.atomic
def open_letter(
    *, actor: Actor, letter_id: UUID, today: dt.date, action: Access = Access.READ
) -> OpenedLetter:
    """The letter as it was written, logged. Raises NotAllowed for anybody who does not handle the matter."""
    row = get_letter(actor, letter_id, day=today)
    note_access(actor, row, action=action, reason=REASON, about="letter")
    return OpenedLetter(row, LetterText.decode(row.content), digest_of(row.content) == row.digest)


@transaction.atomic
def hand_over(
    *, actor: Actor, letter_id: UUID, way: str, on: dt.date, now: dt.datetime, today: dt.date
) -> LetterHandover:
    """Note that somebody saw to it that the letter reached its reader. Raises InvalidField, and Conflict."""
    row = get_letter(actor, letter_id, day=today)
    if way not in LetterHandover.Way.values:
        raise InvalidField("Välj hur brevet lämnades.", field="way")
    if not timezone.localdate(row.at) <= on <= today:
        raise InvalidField(
            "Dagen ligger före brevet eller i framtiden.", field="on", remedy="Ange dagen då det lämnades."
        )
    # One at a time: the matter is locked, since rows of letters only grow.
    type(row.application).objects.select_for_update().get(pk=row.application_id)
    if row.handovers.exists():
        raise Conflict("Brevet är redan lämnat.")
    note_access(actor, row, action=Access.ALTER, reason=REASON, about="letter")
    return LetterHandover.objects.create(letter=row, way=way, on=on, **owned_by(row), **signed_by(actor, now))


@transaction.atomic
def announce_decisions(
    *, actor: Actor, first: dt.date, last: dt.date, on: dt.date, now: dt.datetime, today: dt.date
) -> int:
    """Note that the board's adjusted minutes with a period's decisions were announced; returns how many.

    From that day the clock of their legality review runs (KL 13:5). Those noted before keep their day.
    """
    require_report(actor)
    if not last <= on <= today:
        raise InvalidField(
            "Anslagsdagen ligger före periodens slut eller i framtiden.",
            field="on",
            remedy="Ange den dag då protokollet anslogs.",
        )
    rows = list(list_to_announce(actor, first=first, last=last))
    made = [
        DecisionNotice(decision=row, event="announced", on=on, **owned_by(row), **signed_by(actor, now))
        for row in rows
    ]
    return len(DecisionNotice.objects.bulk_create(made, ignore_conflicts=True))
