"""The rule books that come with the program, for an authority to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from skjuts.core.ports.slot import Slot
from skjuts.core.rules import Edition, RuleBook


@dataclass(frozen=True, slots=True)
class PackagedBook:
    """A book and the worked cases beside it, as `core.regulations.case_files` writes them ('' for none)."""

    book: RuleBook
    cases: str = ""
    fee_cases: str = ""


class PackagedBooks(Protocol):
    """The shelf."""

    def list_editions(self) -> tuple[Edition, ...]:
        """The heads of every book, by region."""

    def find_book(self, book_id: str) -> PackagedBook | None:
        """The book of that id, or None. Raises `UnreadableInput` when the package is damaged."""


packaged_books: Slot[PackagedBooks] = Slot("programmets regelböcker")
"""What was delivered. What an authority decides by lies in its own versions."""
