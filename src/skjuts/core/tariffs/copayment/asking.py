"""Asks a book's fee tables, and turns their rows into typed terms with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from skjuts.core.rules import Row, RuleBook, RuleEngine, Value, Verdict, VerdictKind, VerdictRecord
from skjuts.core.rules.cells import ParameterRef, list_parameter_references
from skjuts.core.rules.reasons import list_placeholders
from skjuts.core.rules.record import MissingFact
from skjuts.core.tariffs.copayment.steps import Basis


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the book or the application must be completed with before an amount can be given.

    `missing` are facts to ask the patient for; without them it is the book that does not suffice.
    """

    text: str
    missing: tuple[MissingFact, ...] = ()


class NotAnsweredError(Exception):
    """Inside this folder only: the tables do not suffice. Callers get the `OpenQuestion`."""

    def __init__(self, question: OpenQuestion) -> None:
        self.question = question
        super().__init__(question.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """One table's proposal: its outcome, the row's reason, and what it rests on."""

    values: Mapping[str, Value]
    text: str
    basis: Basis
    record: VerdictRecord

    def find_amount(self, column: str) -> int | None:
        """A whole number of the outcome, if the row says one."""
        value = self.values.get(column)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def get_amount(self, column: str) -> int:
        """A whole number that the rule cannot do without. Raises `NotAnsweredError`."""
        amount = self.find_amount(column)
        if amount is None:
            said = next((one for one in self.record.cautions if "inget värde" in one), "")
            raise NotAnsweredError(OpenQuestion(said or f"Regeln {self.basis.row} anger inget belopp."))
        return amount

    def find_choice(self, column: str) -> str:
        """A choice of the outcome; empty when the row says none."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""


class FeeTables:
    """A book's tables of fees, asked with the facts that they know."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._engine = RuleEngine(book)
        self._known = frozenset(book.every_fact)

    def has(self, table: str) -> bool:
        """Whether the book has such a table."""
        return table in self.book.tables

    def ask(self, table: str, facts: Mapping[str, object], day: date) -> Answer:
        """What a table proposes. Raises `NotAnsweredError` when it proposes nothing.

        Facts that no table of the book asks for are left out. Raises `BadFacts` for values that the
        book cannot read.
        """
        if not self.has(table):
            raise NotAnsweredError(
                OpenQuestion(f"Regelboken {self.book.edition.title} har inga regler om det.")
            )
        asked = {name: value for name, value in facts.items() if name in self._known}
        verdict = self._engine.decide(table, asked, day)
        record = verdict.record()
        if verdict.kind is not VerdictKind.PROPOSAL:
            raise NotAnsweredError(_tell_why_not(record))
        row = verdict.matched[0]
        values = {name: value for name, value in verdict.outcome.items() if _is_single(value)}
        return Answer(values, record.answer.matched[0].reason, _find_basis(verdict, record, row), record)  # type: ignore[arg-type]


def _is_single(value: object) -> bool:
    return value is not None and not isinstance(value, tuple)


def _tell_why_not(record: VerdictRecord) -> OpenQuestion:
    answer = record.answer
    if answer.missing:
        return OpenQuestion(record.summary, answer.missing)
    said = [one for one in record.cautions if "inget värde" in one]
    return OpenQuestion(" ".join([f"{answer.name}: {record.summary}", *said]))


def _find_basis(verdict: Verdict, record: VerdictRecord, row: Row) -> Basis:
    named = set(list_placeholders(row.reason))
    named |= {cell.id for cell in row.outcome.values() if isinstance(cell, ParameterRef)}
    for cell in row.conditions.values():
        named |= set(list_parameter_references(cell))
    return Basis(
        verdict.book.tables[record.table].name,
        row.id,
        row.law,
        row.provenance.source,
        row.provenance.evidence,
        tuple(one for one in record.parameters if one.id in named),
    )
