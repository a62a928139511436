"""How far a change reaches: the tables that it changes, and those that answer by what these give."""

from __future__ import annotations

from collections.abc import Iterable

from skjuts.core.rules.analysis.comparing import BookChange, ChangeKind
from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cells import ParameterRef, list_parameter_references
from skjuts.core.rules.forms.soundness import list_needed_tables
from skjuts.core.rules.reasons import list_placeholders
from skjuts.core.rules.tables import Table

WORDS = frozenset({"law", "source", "evidence", "reason", "note"})
"""Fields of a row or a value that say something about a rule without changing what it gives."""


def list_touched_tables(book: RuleBook, changes: Iterable[BookChange]) -> tuple[str, ...]:
    """The tables of the new book whose answers a change may alter, in the book's order.

    Words alone (reason, law, source) touch nothing. What has gone with its table touches those that asked it.
    """
    told = [one for one in changes if not _is_words(one)]
    touched = {one.id for one in told if one.part == "tables"}
    moved = {one.id for one in told if one.part in {"parameters", "facts"}}
    for table in book.tables.values():
        if moved.intersection(_list_named(table)):
            touched.add(table.id)
    return _follow(book, touched)


def _follow(book: RuleBook, touched: set[str]) -> tuple[str, ...]:
    """With the tables that ask for what a touched table gives, however far."""
    while True:
        more = {
            table.id
            for table in book.tables.values()
            if table.id not in touched and touched.intersection(list_needed_tables(book, table))
        }
        if not more:
            return tuple(id_ for id_ in book.tables if id_ in touched)
        touched = touched | more


def _is_words(change: BookChange) -> bool:
    last = change.column.rpartition(".")[2]
    return change.part == "book" or (change.kind is ChangeKind.CHANGED and last in WORDS)


def _list_named(table: Table) -> Iterable[str]:
    yield from table.columns
    for row in table.rows:
        yield from list_placeholders(row.reason)
        for cell in row.conditions.values():
            yield from list_parameter_references(cell)
        yield from (one.id for one in row.outcome.values() if isinstance(one, ParameterRef))
