"""A rule book back to its written form: the same for the same book, so that its digest names the version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import msgspec

from skjuts.core.rules.book import Edition, RuleBook
from skjuts.core.rules.cell_text import write_cell
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.forms.document import Document, Node
from skjuts.core.rules.forms.reading import read_book
from skjuts.core.rules.forms.tables import write_outcome_cell
from skjuts.core.rules.parameters import DatedValue, Parameter, Validity
from skjuts.core.rules.provenance import Provenance
from skjuts.core.rules.tables import Combination, OutcomeColumn, Row, Table
from skjuts.core.rules.values import Value, write_cell_value

type Written = dict[str, Node]


def write_book(book: RuleBook) -> Written:
    """The book as nested mappings, lists and texts; `read_book` gives the same book back."""
    return {
        "book": _write_edition(book.edition),
        "facts": {fact.id: _write_fact(fact) for fact in book.facts.values()},
        "parameters": {one.id: _write_parameter(one) for one in book.parameters.values()},
        "tables": {table.id: _write_table(table, book) for table in book.tables.values()},
    }


def encode_book(book: RuleBook) -> bytes:
    """The written form as JSON, the same bytes for the same book."""
    return msgspec.json.encode(write_book(book))


def decode_book(data: bytes) -> RuleBook:
    """The book of a written form in JSON. Raises `BadRuleBook`."""
    return read_book(Document(msgspec.json.decode(data)))


def hash_book(book: RuleBook) -> str:
    """SHA-256 of the written form: the name of exactly this version."""
    return hashlib.sha256(encode_book(book)).hexdigest()


def _write_edition(edition: Edition) -> Written:
    return _kept(
        id=edition.id,
        title=edition.title,
        region=edition.region,
        version=edition.version,
        valid=_write_validity(edition.validity),
        status=edition.status.value,
        updated=_day(edition.updated),
        fact_checked=_day(edition.fact_checked),
        fact_checker=edition.fact_checker,
        editor=edition.editor,
        next_review=_day(edition.next_review),
        note=edition.note,
    )


def _write_fact(fact: Fact) -> Written:
    return _kept(
        name=fact.name,
        kind=fact.kind.value,
        choices=dict(fact.choices),
        unit=", ".join(dict.fromkeys(fact.unit)),
        least=_write_end(fact, fact.least or None),
        most=_write_end(fact, fact.most),
        question=fact.question,
    )


def _write_end(fact: Fact, value: Value | None) -> str:
    return "" if value is None else write_cell_value(fact.kind, value, fact.unit)


def _write_parameter(parameter: Parameter) -> Written:
    values: list[Node] = [_write_dated(parameter, one) for one in parameter.values]
    return _kept(
        name=parameter.name,
        kind=parameter.kind.value,
        unit=", ".join(dict.fromkeys(parameter.unit)),
        values=values,
    )


def _write_dated(parameter: Parameter, dated: DatedValue) -> Written:
    return _kept(
        value=write_cell_value(parameter.kind, dated.value, parameter.unit),
        **_write_validity(dated.validity),
        law=dated.law,
        **_write_provenance(dated.provenance),
    )


def _write_table(table: Table, book: RuleBook) -> Written:
    columns: list[Node] = list(table.columns)
    rows: list[Node] = [_write_row(row, table, book.every_fact) for row in table.rows]
    return _kept(
        name=table.name,
        policy=table.policy.value,
        columns=columns,
        outcomes={column.fact.id: _write_outcome_column(column) for column in table.outcomes},
        rows=rows,
        note=table.note,
    )


def _write_outcome_column(column: OutcomeColumn) -> Written:
    stated = "" if column.combination is Combination.LIST else column.combination.value
    return {**_write_fact(column.fact), **_kept(combination=stated)}


def _write_row(row: Row, table: Table, facts: Mapping[str, Fact]) -> Written:
    when: Written = {
        column: write_cell(row.conditions[column], facts[column])
        for column in table.columns
        if column in row.conditions
    }
    then: Written = {
        column.fact.id: write_outcome_cell(row.outcome[column.fact.id], column.fact)
        for column in table.outcomes
        if column.fact.id in row.outcome
    }
    provenance = _write_provenance(row.provenance)
    return _kept(id=row.id, when=when, then=then, reason=row.reason, law=row.law, **provenance)


def _write_provenance(provenance: Provenance) -> Written:
    return {"source": provenance.source, "evidence": provenance.evidence.value}


def _write_validity(validity: Validity) -> Written:
    return _kept(**{"from": _day(validity.starts), "to": _day(validity.ends)})


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _kept(**fields: Node) -> Written:
    """Only what says something."""
    return {key: value for key, value in fields.items() if value}
