"""A rule book from its written form. All faults are found before any is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.core.rules.book import BookStatus, Edition, RuleBook
from skjuts.core.rules.errors import BadRuleBook, Fault
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.forms.declarations import read_fact, read_parameter, read_validity
from skjuts.core.rules.forms.document import Cursor, Document
from skjuts.core.rules.forms.pruning import prune
from skjuts.core.rules.forms.soundness import list_unsound
from skjuts.core.rules.forms.tables import read_outcomes, read_table
from skjuts.core.rules.parameters import Parameter
from skjuts.core.rules.tables import Table

_TOP = ("book", "facts_from", "facts", "parameters", "tables")


@dataclass(frozen=True, slots=True)
class _Declared:
    facts: dict[str, Fact]
    parameters: dict[str, Parameter]


def read_book(document: Document, families: Sequence[Document] = ()) -> RuleBook:
    """The book that a document describes, with facts and parameters declared in families that it shares.

    Raises `BadRuleBook` with every fault: of form, of names that stand for nothing, and of tables
    that feed each other in a circle. What the families declare and the book does not use is left out.
    """
    faults: list[Fault] = []
    top = Cursor(document, document.root, (), "", faults)
    top.require_keys(*_TOP)
    own = _read_declared(top)
    shared = _Declared({}, {})
    for family in families:
        found = _read_declared(Cursor(family, family.root, (), f"familjen {family.source}", faults))
        shared.facts.update(found.facts)
        shared.parameters.update(found.parameters)
    facts = {**shared.facts, **own.facts}
    parameters = {**shared.parameters, **own.parameters}
    tables = _read_tables(top, facts, parameters)
    edition = _read_edition(top.go("book", "bokens huvud"))
    if not faults:
        book = prune(RuleBook(edition, facts, parameters, tables), own.facts, own.parameters)
        for place, message, remedy, path in list_unsound(book):
            Cursor(document, None, path, place, faults).note(message, remedy)
    if faults:
        raise BadRuleBook(faults, document.source)
    return book


def _read_declared(top: Cursor) -> _Declared:
    facts = {id_: read_fact(id_, at) for id_, at in top.go("facts", top.place).list_entries("uppgiften")}
    parameters = {
        id_: read_parameter(id_, at) for id_, at in top.go("parameters", top.place).list_entries("parametern")
    }
    return _Declared(
        {id_: fact for id_, fact in facts.items() if fact},
        {id_: parameter for id_, parameter in parameters.items() if parameter},
    )


def _read_tables(top: Cursor, facts: dict[str, Fact], parameters: dict[str, Parameter]) -> dict[str, Table]:
    """Tables in two rounds: outcomes first, since a table may ask for what a later one gives."""
    entries = list(top.go("tables", "").list_entries("tabellen"))
    if not entries:
        top.note("Boken har inga tabeller.", "Skriv minst en tabell under tables.")
    tables = {}
    outcomes = {id_: read_outcomes(at, facts) for id_, at in entries}
    every = dict(facts)
    for columns in outcomes.values():
        every.update({column.fact.id: column.fact for column in columns})
    for id_, at in entries:
        tables[id_] = read_table(id_, at, outcomes[id_], every, parameters)
    return tables


def _read_edition(at: Cursor) -> Edition:
    at.require_keys(
        "id", "title", "region", "version", "valid", "status", "updated", "fact_checked", "fact_checker",
        "editor", "next_review", "note",
    )  # fmt: skip
    return Edition(
        id=at.get_text("id"),
        title=at.get_text("title"),
        region=at.get_text("region"),
        version=at.get_text("version"),
        validity=read_validity(at.go("valid", at.place)),
        status=at.read_one_of("status", BookStatus),
        updated=at.read_day("updated"),
        fact_checked=at.read_day("fact_checked"),
        fact_checker=at.find_text("fact_checker"),
        editor=at.find_text("editor"),
        next_review=at.read_day("next_review"),
        note=at.find_text("note"),
    )
