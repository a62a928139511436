"""What permits does when it hears of an event: letters are written, and those of the protected are held back.

Letters reach protected persons too, so a handler speaks for the desk; what it writes of them it alone sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import timezone

from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.subscriptions import subscribe
from skjuts.apps.audit.withholding import withholds
from skjuts.apps.permits.models import DecisionChange
from skjuts.apps.permits.queries.letters import CHANNEL
from skjuts.apps.permits.services.letters import (
    send_change,
    send_completion,
    send_decision,
    send_revocation,
)
from skjuts.apps.permits.services.letters.recalling import is_guarded_letter, recall_letters
from skjuts.apps.tenancy.scope import entering


@subscribe("decision.made", handler="permits.write_decision_letter")
def write_decision_letter(event: EventRow) -> None:
    """A decision is told to the one whom it concerns."""
    with _with_desk(event):
        send_decision(decision_id=_id(event, "decision"))


@subscribe("application.completion_asked", handler="permits.write_completion_letter")
def write_completion_letter(event: EventRow) -> None:
    """What is missing is asked for."""
    with _with_desk(event):
        send_completion(request_id=_id(event, "request"))


@subscribe("permit.revoked", handler="permits.write_revocation_letter")
def write_revocation_letter(event: EventRow) -> None:
    """A permit that was taken back is told of."""
    with _with_desk(event):
        send_revocation(permit_id=event.aggregate_id)


@subscribe("decision.changed", handler="permits.write_change_letter")
def write_change_letter(event: EventRow) -> None:
    """A corrected or improved decision is told of; a revocation is told as what becomes of the permit."""
    if event.payload["verb"] == DecisionChange.Verb.REVOKED:
        return
    with _with_desk(event):
        send_change(change_id=_id(event, "change"))


@subscribe("registry.patient_protected", handler="permits.recall_letters")
def recall_unsent_letters(event: EventRow) -> None:
    """What waits for the print service goes to the desk's tray instead."""
    with _with_desk(event):
        recall_letters(patient_id=event.aggregate_id, now=timezone.now())


@withholds(CHANNEL)
def keep_letter_in(key: str) -> bool:
    """A letter to a person who is protected by now must not be printed, however early it was enqueued."""
    return is_guarded_letter(key)


@contextmanager
def _with_desk(event: EventRow) -> Iterator[None]:
    with entering(authorities=[event.authority_id], desk=[event.authority_id]):
        yield


def _id(event: EventRow, name: str) -> UUID:
    return UUID(str(event.payload[name]))
