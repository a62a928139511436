"""The rule book that a matter is tried against, and the stored copy that an answer was given by."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.permits.models import BookCopy
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import RuleBook, decode_book, encode_book, hash_book


def find_book(authority_id: int, kind: str, day: dt.date) -> RuleBook | None:
    """Find the book in force; None when there is none, and an officer weighs alone."""
    return rule_books.get().find_book(authority_id, kind, day)


def keep_copy(authority_id: int, book: RuleBook) -> BookCopy:
    """The stored copy of a book, made when the authority first tries somebody against it."""
    digest = hash_book(book)
    found = BookCopy.objects.filter(authority_id=authority_id, digest=digest).first()
    if found:
        return found
    made = BookCopy(
        authority_id=authority_id,
        digest=digest,
        book=book.edition.id,
        version=book.edition.version,
        content=encode_book(book).decode(),
    )
    BookCopy.objects.bulk_create([made], ignore_conflicts=True)
    return BookCopy.objects.get(authority_id=authority_id, digest=digest)


def read_copy(copy: BookCopy) -> RuleBook:
    """The book again, as it was."""
    return decode_book(copy.content.encode())
