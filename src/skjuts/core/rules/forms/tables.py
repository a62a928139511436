"""A table from its written form: columns, outcomes and rows."""

from __future__ import annotations

from collections.abc import Mapping

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules.cell_text import ANY_TEXT, Names, read_cell
from skjuts.core.rules.cells import ANYTHING, Cell, Literal, ParameterRef
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.forms.declarations import read_fact, read_provenance, require_identifier
from skjuts.core.rules.forms.document import Cursor
from skjuts.core.rules.parameters import Parameter
from skjuts.core.rules.tables import Combination, HitPolicy, OutcomeCell, OutcomeColumn, Row, Table

_ROW_KEYS = ("id", "when", "then", "reason", "law", "source", "evidence")


def read_outcomes(at: Cursor, facts: Mapping[str, Fact]) -> tuple[OutcomeColumn, ...]:
    """The outcome columns, described in the table or (nothing written) declared among the facts."""
    columns = []
    for id_, one in at.go("outcomes", at.place).list_entries("utfallet"):
        is_declared = id_ in facts and not (isinstance(one.node, Mapping) and "kind" in one.node)
        fact = facts[id_] if is_declared else read_fact(id_, one)
        if fact:
            columns.append(OutcomeColumn(fact, one.read_one_of("combination", Combination, Combination.LIST)))
    if not columns:
        at.note("Tabellen ger ingenting.", "Skriv minst ett utfall under outcomes.")
    return tuple(columns)


def read_table(
    id_: str,
    at: Cursor,
    outcomes: tuple[OutcomeColumn, ...],
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
) -> Table:
    """A table; what is wrong in it is noted, and what can be read is there."""
    require_identifier(id_, at)
    at.require_keys("name", "policy", "columns", "outcomes", "rows", "note")
    names = Names(
        {one.id: one.kind for one in parameters.values()}, {one.id: one.kind for one in facts.values()}
    )
    reader = _RowReader(facts, {column.fact.id: column.fact for column in outcomes}, names)
    rows = tuple(reader.read(one) for _, one in at.go("rows", at.place).list_items("rad nummer"))
    columns = _list_columns(at, rows, facts)
    policy = at.read_one_of("policy", HitPolicy)
    return Table(id_, at.get_text("name"), policy, columns, outcomes, rows, at.find_text("note"))


class _RowReader:
    """Reads rows of one table."""

    def __init__(self, facts: Mapping[str, Fact], outcomes: Mapping[str, Fact], names: Names) -> None:
        self._facts = facts
        self._outcomes = outcomes
        self._names = names

    def read(self, bare: Cursor) -> Row:
        row_id = bare.get_text("id")
        place = f"{bare.place.rpartition(', ')[0]}, raden {row_id}" if row_id else bare.place
        at = Cursor(bare.document, bare.node, bare.path, place, bare.faults)
        at.require_keys(*_ROW_KEYS)
        return Row(
            row_id,
            self._read_conditions(at.go("when", at.place)),
            self._read_outcome(at.go("then", at.place)),
            at.get_text("reason"),
            at.find_text("law"),
            read_provenance(at),
        )

    def _read_conditions(self, at: Cursor) -> dict[str, Cell]:
        cells = {}
        for column, one in at.list_entries("kolumnen"):
            fact = self._facts.get(column)
            if fact is None:
                one.note(
                    "Det finns ingen uppgift med det namnet.", "Rätta namnet, eller beskriv den under facts."
                )
                continue
            text = at.find_text(column)
            cell = one.try_to(lambda text=text, fact=fact: read_cell(text, fact, self._names))  # type: ignore[misc]
            if cell is not None and cell != ANYTHING:
                cells[column] = cell
        return cells

    def _read_outcome(self, at: Cursor) -> dict[str, OutcomeCell]:
        cells = {}
        for column, one in at.list_entries("utfallet"):
            fact = self._outcomes.get(column)
            if fact is None:
                one.note(
                    "Tabellen ger inget sådant utfall.", "Rätta namnet, eller beskriv det under outcomes."
                )
                continue
            text = at.find_text(column)
            cell = one.try_to(lambda text=text, fact=fact: read_outcome_cell(text, fact, self._names))  # type: ignore[misc]
            if cell is not None:
                cells[column] = cell
        return cells


def read_outcome_cell(text: str, fact: Fact, names: Names) -> OutcomeCell | None:
    """What a row gives in one column; None for nothing (`–`). Raises `InvalidField`."""
    words = " ".join(text.split())
    if words in {"", "-", ANY_TEXT}:
        return None
    if words.startswith("{") and words.endswith("}"):
        operand = names.read(words[1:-1], fact.kind)
        if not isinstance(operand, ParameterRef):
            raise InvalidField(f"{words} är ingen parameter.", remedy="Skriv ett värde eller en parameter.")
        return operand
    return Literal(fact.read(words))


def write_outcome_cell(cell: OutcomeCell | None, fact: Fact) -> str:
    """The text that `read_outcome_cell` reads back."""
    if cell is None:
        return ANY_TEXT
    return fact.write(cell.value) if isinstance(cell, Literal) else f"{{{cell.id}}}"


def _list_columns(at: Cursor, rows: tuple[Row, ...], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The order that the table states, else that in which rows first speak of a fact."""
    stated = at.go("columns", at.place).node
    columns = [str(one) for one in stated] if isinstance(stated, list) else []
    for column in columns:
        if column not in facts:
            at.note(
                f"Kolumnen {column} är ingen uppgift.",
                "Rätta namnet, eller beskriv den under facts.",
                "columns",
            )
    return tuple(dict.fromkeys([*columns, *(column for row in rows for column in row.conditions)]))
