"""A draft changed one text at a time. Every change gives a whole, checked book or an error that says why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cell_text import ANY_TEXT
from skjuts.core.rules.forms.document import Document
from skjuts.core.rules.forms.reading import read_book
from skjuts.core.rules.forms.writing import write_book

ROW_FIELDS = ("reason", "law", "source", "evidence")
VALUE_FIELDS = ("value", "from", "to", "law", "source", "evidence")
EDITION_FIELDS = (
    "title", "version", "status", "updated", "fact_checked", "fact_checker", "editor", "next_review", "note",
)  # fmt: skip


def change_condition(book: RuleBook, table: str, row: str, column: str, text: str) -> RuleBook:
    """The book with one condition as the text says. Raises `BadRuleBook` with the cell pointed out."""
    written = write_book(book)
    _put(_find_row(written, table, row).setdefault("when", {}), column, "" if _is_empty(text) else text)
    return read_book(Document(written))


def change_outcome(book: RuleBook, table: str, row: str, column: str, text: str) -> RuleBook:
    """The book with what a row gives in one column as the text says."""
    written = write_book(book)
    _put(_find_row(written, table, row).setdefault("then", {}), column, "" if _is_empty(text) else text)
    return read_book(Document(written))


def change_row_text(book: RuleBook, table: str, row: str, field: str, text: str) -> RuleBook:
    """The book with a row's reason, law, source or evidence (`ROW_FIELDS`) as the text says."""
    written = write_book(book)
    _put(_find_row(written, table, row), _known(field, ROW_FIELDS), text)
    return read_book(Document(written))


def add_row(book: RuleBook, table: str, row: str, reason: str, place: int) -> RuleBook:
    """The book with a new row that asks for nothing, at a place counted from 0."""
    written = write_book(book)
    _list_rows(written, table).insert(place, {"id": row, "reason": reason})
    return read_book(Document(written))


def remove_row(book: RuleBook, table: str, row: str) -> RuleBook:
    """The book without a row."""
    written = write_book(book)
    _list_rows(written, table).remove(_find_row(written, table, row))
    return read_book(Document(written))


def move_row(book: RuleBook, table: str, row: str, place: int) -> RuleBook:
    """The book with a row moved to a place counted from 0."""
    written = write_book(book)
    rows = _list_rows(written, table)
    moved = _find_row(written, table, row)
    rows.remove(moved)
    rows.insert(place, moved)
    return read_book(Document(written))


def change_parameter(book: RuleBook, parameter: str, number: int, field: str, text: str) -> RuleBook:
    """The book with one field of a parameter's dated value (`VALUE_FIELDS`) as the text says."""
    written = write_book(book)
    values = _list_values(written, parameter)
    if not 0 <= number < len(values):
        raise NotFound(field=f"{parameter}.{number}")
    _put(values[number], _known(field, VALUE_FIELDS), text)
    return read_book(Document(written))


def set_parameter_from(book: RuleBook, parameter: str, day: date, fields: dict[str, str]) -> RuleBook:
    """The book with a parameter's value from a day on; `fields` are `VALUE_FIELDS` but the two days.

    The value before ends the day before, and a value that already begins later keeps its time. A value that
    begins the same day is replaced. Raises `BadRuleBook`, and `InvalidField` when the value is missing.
    """
    if not fields.get("value", "").strip():
        raise InvalidField("Värdet saknas.", field="value", remedy="Skriv beloppet eller gränsen.")
    written = write_book(book)
    values = _list_values(written, parameter)
    first = day.isoformat()
    later = sorted(one["from"] for one in values if one.get("from", "") > first)
    before = [one for one in values if one.get("from", "") < first]
    for one in before:
        if one.get("to", "9999") >= first:
            one["to"] = (day - timedelta(days=1)).isoformat()
    made = {key: text for key, text in fields.items() if text and key in VALUE_FIELDS} | {"from": first}
    if later:
        made["to"] = (date.fromisoformat(later[0]) - timedelta(days=1)).isoformat()
    after = [one for one in values if one.get("from", "") > first]
    values[:] = [*before, made, *after]
    return read_book(Document(written))


def remove_parameter_value(book: RuleBook, parameter: str, number: int) -> RuleBook:
    """The book without one dated value; the value before it gets its time."""
    written = write_book(book)
    values = _list_values(written, parameter)
    if not 0 <= number < len(values):
        raise NotFound(field=f"{parameter}.{number}")
    removed = values.pop(number)
    if number:
        _put(values[number - 1], "to", removed.get("to", ""))
    return read_book(Document(written))


def change_edition(book: RuleBook, fields: dict[str, str]) -> RuleBook:
    """The book with fields of its head (`EDITION_FIELDS`, `valid_from`, `valid_to`) as the texts say."""
    written = write_book(book)
    head: dict[str, Any] = written["book"]  # type: ignore[assignment]
    for field, text in fields.items():
        if field in {"valid_from", "valid_to"}:
            _put(head.setdefault("valid", {}), field.removeprefix("valid_"), text)
        else:
            _put(head, _known(field, EDITION_FIELDS), text)
    return read_book(Document(written))


def _is_empty(text: str) -> bool:
    return text.strip() in {"", "-", ANY_TEXT}


def _put(fields: dict[str, Any], key: str, text: str) -> None:
    if text:
        fields[key] = text
    else:
        fields.pop(key, None)


def _known(field: str, fields: tuple[str, ...]) -> str:
    if field not in fields:
        raise NotFound(field=field)
    return field


def _list_rows(written: dict[str, Any], table: str) -> list[dict[str, Any]]:
    if table not in written["tables"]:
        raise NotFound(field=table)
    rows: list[dict[str, Any]] = written["tables"][table].setdefault("rows", [])
    return rows


def _find_row(written: dict[str, Any], table: str, row: str) -> dict[str, Any]:
    for one in _list_rows(written, table):
        if one["id"] == row:
            return one
    raise NotFound(field=f"{table}.{row}")


def _list_values(written: dict[str, Any], parameter: str) -> list[dict[str, Any]]:
    if parameter not in written["parameters"]:
        raise NotFound(field=parameter)
    values: list[dict[str, Any]] = written["parameters"][parameter].setdefault("values", [])
    return values
