"""A book keeps of the families that it shares only what it uses: a fact more in a family changes no book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cells import ParameterRef, list_fact_references, list_parameter_references
from skjuts.core.rules.reasons import list_placeholders
from skjuts.core.rules.tables import Table


def prune(book: RuleBook, own_facts: Iterable[str], own_parameters: Iterable[str]) -> RuleBook:
    """The book without what families share and no table names, and without facts that a table gives."""
    named = set(list_named(book))
    facts = {*own_facts, *named} - book.outcome_facts.keys()
    parameters = {*own_parameters, *named}
    return RuleBook(
        book.edition,
        {id_: fact for id_, fact in book.facts.items() if id_ in facts},
        {id_: one for id_, one in book.parameters.items() if id_ in parameters},
        book.tables,
    )


def list_named(book: RuleBook) -> Iterator[str]:
    """Every fact and parameter that some table names, again for each time."""
    for table in book.tables.values():
        yield from table.columns
        yield from _list_named_in_rows(table)


def _list_named_in_rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from list_placeholders(row.reason)
        for cell in row.conditions.values():
            yield from list_fact_references(cell)
            yield from list_parameter_references(cell)
        for given in row.outcome.values():
            if isinstance(given, ParameterRef):
                yield given.id
