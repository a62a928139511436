"""A new draft: from a book that comes with the program, or on top of one of the authority's own versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from skjuts.apps.rulebooks.models import BookKind, RuleBookVersion
from skjuts.apps.rulebooks.policies import require_write_books
from skjuts.apps.rulebooks.queries.books import get_version, read_book
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.rulebooks.services.book_steps import take_step
from skjuts.apps.rulebooks.workflow import RULE_BOOK
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import DuplicateId, InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.rules import RuleBook, encode_book, hash_book
from skjuts.core.rules.editing import change_edition

LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What a draft begins as."""

    authority_id: int
    book: RuleBook
    cases: str
    fee_cases: str
    kinds: list[str]
    label: str
    packaged: str = ""
    based_on: RuleBookVersion | None = None


@transaction.atomic
def take_over_book(
    *, actor: Actor, authority_id: int, book_id: str, kinds: Collection[str], label: str, now: dt.datetime
) -> RuleBookVersion:
    """Begin an authority's own version from a book that comes with the program."""
    require_write_books(actor, authority_id)
    found = packaged_books.get().find_book(book_id)
    if found is None:
        raise NotFound(field=book_id)
    chosen = [one for one in BookKind.values if one in kinds]
    if not chosen:
        raise InvalidField("Välj minst ett slags ärenden.", field="kinds")
    start = _Start(
        authority_id=authority_id,
        book=found.book,
        cases=found.cases,
        fee_cases=found.fee_cases,
        kinds=chosen,
        label=label,
        packaged=book_id,
    )
    return _begin(start, actor, now)


@transaction.atomic
def begin_draft(*, actor: Actor, version_id: UUID, label: str, now: dt.datetime) -> RuleBookVersion:
    """Begin a draft on top of a version, which stays as it is."""
    old = get_version(actor, version_id)
    require_write_books(actor, old.authority_id)
    start = _Start(
        authority_id=old.authority_id,
        book=read_book(old),
        cases=old.cases,
        fee_cases=old.fee_cases,
        kinds=list(old.kinds),
        label=label,
        packaged=old.packaged,
        based_on=old,
    )
    return _begin(start, actor, now)


def _begin(start: _Start, actor: Actor, now: dt.datetime) -> RuleBookVersion:
    label = _check_label(start.label)
    today = timezone.localdate(now).isoformat()
    # Nobody has checked what is about to be written; who checked the book before says nothing of it.
    head = {"version": label, "status": "draft", "updated": today, "fact_checked": "", "fact_checker": ""}
    book = change_edition(start.book, head)
    version = RuleBookVersion(
        authority_id=start.authority_id,
        book=book.edition.id,
        kinds=start.kinds,
        label=label,
        title=book.edition.title,
        content=encode_book(book).decode(),
        cases=start.cases,
        fee_cases=start.fee_cases,
        digest=hash_book(book),
        packaged=start.packaged,
        based_on=start.based_on,
        begun_by_staff=actor.staff_id,
        begun_signed=sign(actor),
        begun_at=now,
    )
    try:
        with transaction.atomic():
            take_step(RULE_BOOK.get_step(BEGINNING, "begin"), version, actor, now)
    except IntegrityError as error:
        raise DuplicateId("Det finns redan en version med det namnet.", field="label") from error
    return version


def _check_label(label: str) -> str:
    text = " ".join(label.split())
    if not text:
        raise InvalidField("Ge versionen ett namn.", field="label")
    if len(text) > LONGEST_LABEL:
        raise InvalidField(
            "Namnet får ha högst %(most)s tecken.", field="label", values={"most": LONGEST_LABEL}
        )
    return text
