"""A stored verdict given again, from its facts and the version of the book that gave it."""

from __future__ import annotations

from datetime import date

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.engine import RuleEngine
from skjuts.core.rules.errors import ReplayMismatch
from skjuts.core.rules.facts import read_json_facts
from skjuts.core.rules.record import VerdictRecord


def replay(record: VerdictRecord, book: RuleBook) -> VerdictRecord:
    """The verdict once more; equal to the stored one, to the last letter.

    Raises `ReplayMismatch` when the book is not the version that the record names.
    """
    engine = RuleEngine(book)
    if engine.book_hash != record.book.hash:
        raise ReplayMismatch(field=record.book.version)
    facts = read_json_facts(book.every_fact, record.facts)
    return engine.decide(record.table, facts, date.fromisoformat(record.travel_day)).record()
