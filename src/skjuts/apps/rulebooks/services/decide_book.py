"""The way of a version from draft into force: proposed by one person, approved by another, from a day on."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.rulebooks.errors import BookDayTaken, OwnBook
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import (
    may_approve_book,
    require_administer_books,
    require_write_books,
)
from skjuts.apps.rulebooks.queries.books import list_approved, list_writers, read_book
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.rulebooks.services.book_steps import get_locked_version, require_reason, take_step
from skjuts.apps.rulebooks.workflow import RULE_BOOK
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField, InvalidTransition
from skjuts.core.rules import encode_book, hash_book
from skjuts.core.rules.editing import change_edition


@transaction.atomic
def propose_book(  # noqa: PLR0913 - each is a field of the form
    *,
    actor: Actor,
    version_id: UUID,
    revision: int,
    reason: str,
    from_day: dt.date,
    now: dt.datetime,
    today: dt.date,
) -> RuleBookVersion:
    """Hand a draft to those who approve, with why and the day wished for."""
    version = get_locked_version(actor, version_id, revision=revision)
    require_write_books(actor, version.authority_id)
    step = RULE_BOOK.get_step(version.state, "propose")
    _check_day(from_day, today)
    version.in_force_from = from_day
    take_step(step, version, actor, now, require_reason(reason))
    return version


@transaction.atomic
def take_back_book(*, actor: Actor, version_id: UUID, now: dt.datetime) -> RuleBookVersion:
    """Take a proposal back to the drafts, to write on."""
    version = get_locked_version(actor, version_id)
    require_write_books(actor, version.authority_id)
    take_step(RULE_BOOK.get_step(version.state, "take_back"), version, actor, now)
    return version


@transaction.atomic
def send_back_book(*, actor: Actor, version_id: UUID, reason: str, now: dt.datetime) -> RuleBookVersion:
    """Give a proposal back to those who wrote it, with what to mend."""
    version = get_locked_version(actor, version_id)
    require_administer_books(actor, version.authority_id)
    step = RULE_BOOK.get_step(version.state, "send_back")
    take_step(step, version, actor, now, require_reason(reason))
    return version


@transaction.atomic
def approve_book(  # noqa: PLR0913 - each is a field of the form
    *,
    actor: Actor,
    version_id: UUID,
    revision: int,
    reason: str,
    from_day: dt.date,
    now: dt.datetime,
    today: dt.date,
) -> RuleBookVersion:
    """Let a proposal hold from a day on; its head then says so. What it said when read is what is approved.

    Raises `OwnBook` for whoever wrote in it, `BookDayTaken` when another version begins that day.
    """
    version = get_locked_version(actor, version_id, revision=revision)
    require_administer_books(actor, version.authority_id)
    step = RULE_BOOK.get_step(version.state, "approve")
    if not may_approve_book(actor, version.authority_id, written_by=list_writers(version)):
        raise OwnBook
    why = require_reason(reason)
    _check_day(from_day, today)
    _check_day_is_free(version, from_day)
    head = {"status": "in_force", "valid_from": from_day.isoformat(), "valid_to": ""}
    book = change_edition(read_book(version), head)
    version.content, version.digest = encode_book(book).decode(), hash_book(book)
    version.in_force_from = from_day
    version.approved_by_staff, version.approved_signed, version.approved_at = actor.staff_id, sign(actor), now
    take_step(step, version, actor, now, why)
    return version


@transaction.atomic
def withdraw_book(
    *, actor: Actor, version_id: UUID, reason: str, now: dt.datetime, today: dt.date
) -> RuleBookVersion:
    """Take an approved version back before its first day. One that people have been judged by stays."""
    version = get_locked_version(actor, version_id)
    require_administer_books(actor, version.authority_id)
    step = RULE_BOOK.get_step(version.state, "withdraw")
    if version.in_force_from is None or version.in_force_from <= today:
        raise InvalidTransition("Versionen gäller redan. Godkänn en ny version som tar dess plats.")
    take_step(step, version, actor, now, require_reason(reason))
    return version


@transaction.atomic
def discard_draft(*, actor: Actor, version_id: UUID, now: dt.datetime) -> RuleBookVersion:
    """Put a draft away for good; its history is kept."""
    version = get_locked_version(actor, version_id)
    require_write_books(actor, version.authority_id)
    take_step(RULE_BOOK.get_step(version.state, "discard"), version, actor, now)
    return version


def _check_day(day: dt.date, today: dt.date) -> None:
    if day < today:
        raise InvalidField(
            "Regelboken kan inte börja gälla en dag som har varit.",
            field="from_day",
            remedy="Välj i dag eller en senare dag.",
        )


def _check_day_is_free(version: RuleBookVersion, day: dt.date) -> None:
    """Two versions that begin the same day would both claim to hold."""
    for other in list_approved([version.authority_id]):
        claims_same = other.book == version.book or not set(other.kinds).isdisjoint(version.kinds)
        if other.in_force_from == day and claims_same:
            raise BookDayTaken(field="from_day")
