"""The same table for zen-engine, in its own form, with its own amounts filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from skjuts.core.rules import HitPolicy, Kind, RuleBook, Value
from skjuts.core.rules.cells import Anything, Bound, Cell, Interval, Literal, OneOf, Operand, ParameterRef


def make_graph(book: RuleBook, table_id: str, day: date) -> str:
    """A decision graph of one table whose outcome is the id of the row that counts.

    Holds booleans, choices, whole numbers and parameters; sets and comparisons of facts are not
    what zen's cells are for. A collecting table collects the ids.
    """
    table = book.tables[table_id]
    rules = [
        {
            "_id": row.id,
            "row": json.dumps(row.id),
            **{column: _write_cell(book, row.get_cell(column), column, day) for column in table.columns},
        }
        for row in table.rows
    ]
    content = {
        "hitPolicy": "first" if table.policy is HitPolicy.FIRST else "collect",
        "inputs": [{"id": column, "name": column, "field": column} for column in table.columns],
        "outputs": [{"id": "row", "name": "row", "field": "row"}],
        "rules": rules,
    }
    place = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": place},
        {"id": "t", "type": "decisionTableNode", "name": "t", "position": place, "content": content},
        {"id": "out", "type": "outputNode", "name": "out", "position": place},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "e2", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def _write_cell(book: RuleBook, cell: Cell, column: str, day: date) -> str:
    if isinstance(cell, Anything):
        return ""
    if isinstance(cell, OneOf):
        values = [_find_value(book, one, day) for one in cell.operands]
        if cell.is_negated:
            return " and ".join(f"$ != {_write_value(value)}" for value in values)
        if book.every_fact[column].kind is Kind.BOOL:
            return " or ".join(f"$ == {_write_value(value)}" for value in values)
        return ", ".join(_write_value(value) for value in values)
    if not isinstance(cell, Interval):
        raise TypeError(f"zen's tables hold no {type(cell).__name__}")
    ends = [
        _write_bound(book, bound, sign, day) for bound, sign in ((cell.low, ">"), (cell.high, "<")) if bound
    ]
    return " and ".join(ends)


def _write_bound(book: RuleBook, bound: Bound, sign: str, day: date) -> str:
    equal = "=" if bound.is_closed else ""
    return f"$ {sign}{equal} {_write_value(_find_value(book, bound.operand, day))}"


def _find_value(book: RuleBook, operand: Operand, day: date) -> Value:
    if isinstance(operand, Literal):
        return operand.value
    dated = book.parameters[operand.id].find_on(day) if isinstance(operand, ParameterRef) else None
    if dated is None:
        raise TypeError("zen's tables compare with values that are there")
    return dated.value


def _write_value(value: Value) -> str:
    return json.dumps(value)


def find_rows(answer: Mapping[str, Any]) -> list[str]:
    """The ids of the rows that counted."""
    result = answer["result"]
    found = result if isinstance(result, list) else [result]
    return [one["row"] for one in found if one and "row" in one]
