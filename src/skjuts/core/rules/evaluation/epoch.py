"""A book during a time in which no parameter changes: values, texts of conditions, compiled tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cell_text import describe_cell
from skjuts.core.rules.cells import Cell, FactRef, Literal, Operand
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.parameters import DatedValue
from skjuts.core.rules.provenance import EVIDENCE_NAMES, Evidence
from skjuts.core.rules.values import Value, write_prose_value


class Epoch:
    """The parameters of a book on one day, which are those of every day until one changes."""

    def __init__(self, book: RuleBook, day: date) -> None:
        self.book = book
        found = {id_: parameter.find_on(day) for id_, parameter in book.parameters.items()}
        self.dated: Mapping[str, DatedValue] = {id_: one for id_, one in found.items() if one}
        self.values: Mapping[str, Value] = {id_: one.value for id_, one in self.dated.items()}

    def write_parameter(self, id_: str) -> str | None:
        """The value in prose, marked when it is no fact: `150 kronor (förslag)`; None without a value."""
        dated = self.dated.get(id_)
        if dated is None:
            return None
        parameter = self.book.parameters[id_]
        return write_prose_value(parameter.kind, dated.value, parameter.unit) + dated.provenance.mark

    def describe(self, cell: Cell, fact: Fact) -> str:
        """A condition in Swedish with the amounts of the day: `minst 51 kilometer (karensavståndet)`."""
        return describe_cell(cell, fact, lambda operand: self._write_operand(operand, fact))

    def _write_operand(self, operand: Operand, fact: Fact) -> str:
        if isinstance(operand, Literal):
            return fact.write_prose(operand.value)
        if isinstance(operand, FactRef):
            return self.book.every_fact[operand.id].name
        parameter, dated = self.book.parameters[operand.id], self.dated.get(operand.id)
        if dated is None:
            return f"{parameter.name}, som saknar värde den dagen"
        amount = write_prose_value(parameter.kind, dated.value, parameter.unit)
        is_fact = dated.provenance.evidence is Evidence.SOURCED
        doubt = "" if is_fact else f"; {EVIDENCE_NAMES[dated.provenance.evidence]}"
        return f"{amount} ({parameter.name}{doubt})"
