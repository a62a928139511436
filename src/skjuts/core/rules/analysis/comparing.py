"""Two versions of a book beside each other: what was added, taken away, changed and moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.forms.writing import write_book


class ChangeKind(StrEnum):
    """What happened to something between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class BookChange:
    """One change. `part` is `book`, `facts`, `parameters` or `tables`; `id` the fact, parameter or table.

    `row` and `column` say where in a table (`when.age`, `then.fee`, `reason`, `law`); `before` and
    `after` are the texts of cells or fields, empty where there was nothing. A row that is added or taken
    away is told by one change for each of its cells, so that nobody approves a row without having read it.
    """

    kind: ChangeKind
    part: str
    id: str
    row: str = ""
    column: str = ""
    before: str = ""
    after: str = ""


def compare_books(old: RuleBook, new: RuleBook) -> list[BookChange]:
    """Every difference between two versions, in the order of the new one. Equal books give none."""
    before, after = write_book(old), write_book(new)
    changes: list[BookChange] = []
    changes += _compare_fields("book", "", _flatten(before["book"]), _flatten(after["book"]))
    for part in ("facts", "parameters"):
        changes += _compare_entries(part, _as_mapping(before[part]), _as_mapping(after[part]))
    changes += _compare_tables(_as_mapping(before["tables"]), _as_mapping(after["tables"]))
    return changes


def _compare_entries(part: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[BookChange]:
    yield from _compare_presence(part, old, new)
    for id_ in new:
        if id_ in old:
            yield from _compare_fields(part, id_, _flatten(old[id_]), _flatten(new[id_]))


def _compare_presence(
    part: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[BookChange]:
    for id_ in new:
        if id_ not in old:
            yield BookChange(ChangeKind.ADDED, part, id_)
    for id_ in old:
        if id_ not in new:
            yield BookChange(ChangeKind.REMOVED, part, id_)


def _compare_tables(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[BookChange]:
    yield from _compare_presence("tables", old, new)
    for id_ in dict.fromkeys([*new, *old]):
        if id_ not in old or id_ not in new:
            rows = (_rows_of(_as_mapping(one.get(id_)).get("rows", [])) for one in (old, new))
            yield from _compare_rows(id_, *rows)
            continue
        was, is_now = dict(_as_mapping(old[id_])), dict(_as_mapping(new[id_]))
        rows_before, rows_after = _rows_of(was.pop("rows", [])), _rows_of(is_now.pop("rows", []))
        yield from _compare_fields("tables", id_, _flatten(was), _flatten(is_now))
        yield from _compare_rows(id_, rows_before, rows_after)


def _compare_rows(
    table: str, old: Mapping[str, Mapping[str, object]], new: Mapping[str, Mapping[str, object]]
) -> Iterator[BookChange]:
    for row in new:
        if row in old:
            yield from _compare_fields("tables", table, _flatten(old[row]), _flatten(new[row]), row)
        else:
            yield from _tell_row(ChangeKind.ADDED, table, row, new[row])
    for row in old:
        if row not in new:
            yield from _tell_row(ChangeKind.REMOVED, table, row, old[row])
    kept_before = [row for row in old if row in new]
    kept_after = [row for row in new if row in old]
    for row in _list_moved(kept_before, kept_after):
        before, after = str(kept_before.index(row) + 1), str(kept_after.index(row) + 1)
        yield BookChange(ChangeKind.MOVED, "tables", table, row, "", before, after)


def _tell_row(kind: ChangeKind, table: str, row: str, cells: Mapping[str, object]) -> Iterator[BookChange]:
    """What a row says that is only in one of the versions."""
    for column, text in _flatten(cells).items():
        if column != "id":
            before, after = ("", text) if kind is ChangeKind.ADDED else (text, "")
            yield BookChange(kind, "tables", table, row, column, before, after)


def _list_moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest rows that must move: those outside the longest sequence that kept its order."""
    places = [before.index(row) for row in after]
    longest: list[list[int]] = []
    for i, place in enumerate(places):
        head: list[int] = []
        for j, one in enumerate(longest):
            if places[j] < place and len(one) > len(head):
                head = one
        longest.append([*head, i])
    kept: set[int] = set()
    for one in longest:
        kept = set(one) if len(one) > len(kept) else kept
    return [row for i, row in enumerate(after) if i not in kept]


def _compare_fields(
    part: str, id_: str, old: Mapping[str, str], new: Mapping[str, str], row: str = ""
) -> Iterator[BookChange]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield BookChange(ChangeKind.CHANGED, part, id_, row, name, before, after)


def _flatten(node: object, name: str = "") -> dict[str, str]:
    """Nested fields by their path: `when.age`, `values.1.value`."""
    if isinstance(node, str):
        return {name: node}
    items = node.items() if isinstance(node, Mapping) else enumerate(node if isinstance(node, list) else [])
    flat: dict[str, str] = {}
    for key, value in items:
        flat.update(_flatten(value, f"{name}.{key}" if name else str(key)))
    return flat


def _as_mapping(node: object) -> Mapping[str, object]:
    return node if isinstance(node, Mapping) else {}


def _rows_of(node: object) -> dict[str, Mapping[str, object]]:
    rows = node if isinstance(node, list) else []
    return {str(_as_mapping(row)["id"]): _as_mapping(row) for row in rows}
