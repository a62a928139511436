"""The rule books that may be tried on past matters: the one in force, own versions, and the program's.

A controller tries drafts without reading or writing them: an answer tells what a book does, not what it says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from skjuts.apps.insight.errors import NoRuleBook
from skjuts.apps.insight.policies import require_read
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.queries.books import HEAVY, find_in_force, read_book
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.rules import RuleBook, hash_book

KIND = "patient_trip"
"""What is decided by the ladder of travel modes; other kinds have tables of their own."""
COVERAGE = "coverage"
IN_FORCE = "in_force"
PACKAGED = "program:"
State = RuleBookVersion.State
GONE = (State.WITHDRAWN, State.DISCARDED)


@dataclass(frozen=True, slots=True)
class TriedBook:
    """A book, what it is called, and what exactly it says."""

    title: str
    edition: str
    book: RuleBook


def list_books(actor: Actor) -> list[tuple[str, str]]:
    """The choices of an actor, by what a form sends."""
    require_read(actor)
    own_rows = RuleBookVersion.objects.filter(authority_id=actor.authority_id, kinds__contains=[KIND])
    rows = own_rows.exclude(state__in=GONE)
    own = [(str(one.id), _name(one)) for one in rows.defer(*HEAVY).order_by("-begun_at", "id")]
    program = [
        (f"{PACKAGED}{one.id}", _("%(title)s %(version)s (ur programmet)") % _title(one.title, one.version))
        for one in packaged_books.get().list_editions()
        if _find_packaged(one.id)
    ]
    return [(IN_FORCE, _("Den gällande regelboken")), *own, *program]


def get_tried_book(actor: Actor, choice: str, today: dt.date) -> TriedBook:
    """The book of a choice. Raises `NoRuleBook` when none is in force, `NotFound` for one that is gone."""
    require_read(actor)
    if choice == IN_FORCE:
        found = find_in_force(actor.authority_id, KIND, today)
        if found is None:
            raise NoRuleBook
        return _open(found)
    if choice.startswith(PACKAGED):
        book = _find_packaged(choice.removeprefix(PACKAGED))
        if book is None:
            raise NotFound
        return _tell(book.edition.title, book.edition.version, book)
    return _open(_get_version(actor, choice))


def _find_packaged(book_id: str) -> RuleBook | None:
    """A book of the program that patient trips are tried by; what the regions share is none."""
    packaged = packaged_books.get().find_book(book_id)
    return packaged.book if packaged and COVERAGE in packaged.book.tables else None


def _get_version(actor: Actor, choice: str) -> RuleBookVersion:
    try:
        version_id = UUID(choice)
    except ValueError:
        raise NotFound from None
    rows = RuleBookVersion.objects.filter(authority_id=actor.authority_id, kinds__contains=[KIND])
    found = rows.exclude(state__in=GONE).filter(id=version_id).first()
    if found is None:
        raise NotFound
    return found


def _open(version: RuleBookVersion) -> TriedBook:
    return _tell(version.title, version.label, read_book(version))


def _tell(title: str, version: str, book: RuleBook) -> TriedBook:
    return TriedBook(title, f"{version} ({hash_book(book)[:12]})", book)


def _name(version: RuleBookVersion) -> str:
    name = _("%(title)s %(version)s") % _title(version.title, version.label)
    return name if version.state == State.APPROVED else f"{name} ({State(version.state).label.lower()})"


def _title(title: str, version: str) -> dict[str, str]:
    return {"title": title, "version": version}
