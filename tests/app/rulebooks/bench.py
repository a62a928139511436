"""Two who write, two who approve, and a small book that lies on the shelf. Models are imported late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.services.begin_book import begin_draft, take_over_book
from skjuts.apps.rulebooks.services.decide_book import approve_book, propose_book
from skjuts.apps.rulebooks.services.edit_book import edit_draft
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import entering
from skjuts.core.ports.packaged_books import PackagedBook, packaged_books
from skjuts.core.regulations.case_files import write_case_file
from skjuts.core.rules import Document, Edition, RuleBook
from skjuts.core.rules.editing import change_outcome
from tests.app.permits.small_book import make_book
from tests.app.signed_in import Person, make_authority, make_person, make_unit

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 20)
NEXT_MONTH = dt.date(2026, 12, 1)
CASES = {
    "day": "2026-01-01",
    "cases": {
        "vaccination": {
            "title": "Vaccination omfattas inte.",
            "table": "coverage",
            "facts": {"purpose": "vaccination"},
            "expect": {"coverage": "omfattas inte"},
        }
    },
}


class SmallShelf:
    """One book."""

    def __init__(self, book: RuleBook) -> None:
        self.packaged = PackagedBook(book, write_case_file(Document(CASES)))

    def list_editions(self) -> tuple[Edition, ...]:
        """Its head."""
        return (self.packaged.book.edition,)

    def find_book(self, book_id: str) -> PackagedBook | None:
        """The book, by its id."""
        return self.packaged if book_id == self.packaged.book.edition.id else None


@dataclass
class Bench:
    """Those who work with the books of one region."""

    writer: Person
    second: Person
    admin: Person
    nurse: Person

    def take_over(self, label: str = "1") -> RuleBookVersion:
        """A first draft from the shelf."""
        return take_over_book(
            actor=self.writer.actor,
            authority_id=self.writer.authority.id,
            book_id="liten",
            kinds=["patient_trip"],
            label=label,
            now=NOON,
        )

    def put_in_force(
        self, draft: RuleBookVersion, *, from_day: dt.date = TODAY, today: dt.date = TODAY
    ) -> RuleBookVersion:
        """Proposed by the writer, approved by the administrator."""
        proposed = propose_book(
            actor=self.writer.actor,
            version_id=draft.id,
            revision=draft.revision,
            reason="Nämnden har beslutat.",
            from_day=from_day,
            now=NOON,
            today=today,
        )
        return approve_book(
            actor=self.admin.actor,
            version_id=draft.id,
            revision=proposed.revision,
            reason="Stämmer med beslutet.",
            from_day=from_day,
            now=NOON,
            today=today,
        )

    def draft_on(self, version: RuleBookVersion, label: str = "2") -> RuleBookVersion:
        """A new draft on top of a version."""
        return begin_draft(actor=self.writer.actor, version_id=version.id, label=label, now=NOON)

    def refuse_care(self, draft: RuleBookVersion, *, by: Person | None = None) -> RuleBookVersion:
        """The draft changed so that care is no longer covered."""
        return edit_draft(
            actor=(by or self.writer).actor,
            version_id=draft.id,
            revision=draft.revision,
            change=lambda book: change_outcome(book, "coverage", "rest", "coverage", "omfattas inte"),
            now=NOON,
        )


@contextmanager
def open_bench(slug: str = "norr") -> Iterator[Bench]:
    """The bench inside its region's scope."""
    authority = make_authority(slug)
    office = make_unit(authority, "Sjukresefunktionen", kind="office")
    people = Bench(
        writer=make_person(Role.CASE_OFFICER, unit=office, given_name="Vera"),
        second=make_person(Role.SUPPORT_OFFICER, unit=office, given_name="Sven"),
        admin=make_person(Role.AUTHORITY_ADMIN, unit=office, given_name="Ada"),
        nurse=make_person(Role.CARE_STAFF, unit=make_unit(authority, "Avdelning 1")),
    )
    with entering(authorities=[authority.id]), packaged_books.holding(SmallShelf(make_book())):
        yield people
