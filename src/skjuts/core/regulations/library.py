"""The shelf: which books there are, which one holds on a day, and where their amounts change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from skjuts.core.regulations.errors import NoRegulation
from skjuts.core.rules import BookStatus, DatedValue, Parameter, RuleBook
from skjuts.core.rules.parameters import list_epoch_starts


@dataclass(frozen=True, slots=True)
class ReformedAmount:
    """One parameter before and after a day; None where there is no value."""

    parameter: Parameter
    before: DatedValue | None
    after: DatedValue | None


@dataclass(frozen=True, slots=True)
class Reform:
    """A day on which amounts or limits of a book change."""

    day: date
    amounts: tuple[ReformedAmount, ...]

    @property
    def is_proposal(self) -> bool:
        """Whether something that takes effect that day is no more than a proposal."""
        return any(one.after and one.after.provenance.mark for one in self.amounts)


class Regulations:
    """Books by region. Nothing is read or looked up outside."""

    def __init__(self, books: Iterable[RuleBook]) -> None:
        self._books = tuple(sorted(books, key=lambda book: (book.edition.region, book.edition.id)))

    def list_books(self) -> tuple[RuleBook, ...]:
        """Every book, by region."""
        return self._books

    def list_regions(self) -> tuple[str, ...]:
        """The regions that have a book."""
        return tuple(dict.fromkeys(book.edition.region for book in self._books))

    def find_book(self, region: str, day: date) -> RuleBook | None:
        """The region's book on a day: one in force before a proposal, a proposal before a draft."""
        found = [
            book
            for book in self._books
            if book.edition.region == region and book.edition.validity.covers(day)
        ]
        ranks = list(BookStatus)
        return min(found, key=lambda book: ranks.index(book.edition.status), default=None)

    def get_book(self, region: str, day: date) -> RuleBook:
        """The same. Raises `NoRegulation` when there is none."""
        book = self.find_book(region, day)
        if book is None:
            raise NoRegulation(field=f"{region}, {day.isoformat()}")
        return book


def list_reforms(book: RuleBook) -> tuple[Reform, ...]:
    """The days on which the book's amounts change, in order, with what was and what comes.

    The first value of a parameter is no change, nor is a day outside the book's validity.
    """
    reforms = []
    for day in list_epoch_starts(book.parameters.values()):
        amounts = tuple(
            change
            for one in book.parameters.values()
            if (change := _change_on(one, day)) and change.before is not None
        )
        if amounts and book.edition.validity.covers(day):
            reforms.append(Reform(day, amounts))
    return tuple(reforms)


def _change_on(parameter: Parameter, day: date) -> ReformedAmount | None:
    before, after = parameter.find_on(day - timedelta(days=1)), parameter.find_on(day)
    return None if before is after else ReformedAmount(parameter, before, after)
