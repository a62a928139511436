"""What must hold of a book as a whole: ids that differ, names that stand for something, no circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.cells import Holds, list_fact_references
from skjuts.core.rules.forms.document import Path
from skjuts.core.rules.reasons import list_placeholders
from skjuts.core.rules.tables import Combination, HitPolicy, OutcomeColumn, Table
from skjuts.core.rules.values import ORDERED, Kind

type Unsound = tuple[str, str, str, Path]
"""Place, message, remedy, path."""

MOST_MEMBERS = 12
"""Members of one set fact that one table may name: each of their combinations is looked at."""


def list_unsound(book: RuleBook) -> Iterator[Unsound]:
    """Faults that show only when the whole book is read."""
    yield from _list_shared_ids(book)
    for table in book.tables.values():
        yield from _list_unsound_rows(book, table)
        yield from _list_unsound_outcomes(table)
        yield from _list_wide_sets(book, table)
    circle = find_circle(book)
    if circle:
        text = " → ".join(circle)
        yield (
            f"tabellen {circle[0]}",
            f"Tabellerna frågar efter varandra i en ring: {text}.",
            "Låt ingen tabell fråga efter något som till sist beror av den själv.",
            ("tables", circle[0]),
        )


def list_needed_tables(book: RuleBook, table: Table) -> list[str]:
    """The tables that give what a table asks for, each once."""
    asked = [*table.columns]
    for row in table.rows:
        for cell in row.conditions.values():
            asked += list_fact_references(cell)
    return list(dict.fromkeys(book.givers[one] for one in asked if one in book.givers))


def find_circle(book: RuleBook) -> list[str]:
    """Tables that feed each other in a circle, first and last the same; empty when there are none."""
    needs = {id_: list_needed_tables(book, table) for id_, table in book.tables.items()}
    done: set[str] = set()
    for id_ in needs:
        found = _walk(id_, needs, done, [])
        if found:
            return found
    return []


def _walk(id_: str, needs: Mapping[str, list[str]], done: set[str], trail: list[str]) -> list[str]:
    if id_ in trail:
        return [*trail[trail.index(id_) :], id_]
    if id_ not in done:
        for one in needs[id_]:
            found = _walk(one, needs, done, [*trail, id_])
            if found:
                return found
        done.add(id_)
    return []


def _list_shared_ids(book: RuleBook) -> Iterator[Unsound]:
    given = Counter(column.fact.id for table in book.tables.values() for column in table.outcomes)
    for id_, count in given.items():
        if count > 1:
            yield f"utfallet {id_}", "Flera tabeller ger samma utfall.", "Låt en tabell ge det.", ("tables",)
    for id_ in book.parameters.keys() & book.every_fact.keys():
        message = "Parametern heter som en uppgift."
        yield f"parametern {id_}", message, "Ge den ett eget namn.", ("parameters", id_)


def _list_unsound_rows(book: RuleBook, table: Table) -> Iterator[Unsound]:
    known = {*book.every_fact, *book.parameters}
    counts = Counter(row.id for row in table.rows)
    for i, row in enumerate(table.rows):
        place, path = f"tabellen {table.id}, raden {row.id}", ("tables", table.id, "rows", i)
        if counts[row.id] > 1:
            yield place, "Två rader har samma id.", "Ge varje rad ett eget id.", path
        for name in list_placeholders(row.reason):
            if name not in known:
                message = f"Motiveringen nämner {{{name}}}, som inte finns."
                yield place, message, "Rätta namnet, eller lägg till parametern.", (*path, "reason")
        for column, cell in row.conditions.items():
            if column in list_fact_references(cell):
                message = "Villkoret jämför uppgiften med sig själv."
                yield (
                    f"{place}, kolumnen {column}",
                    message,
                    "Jämför med något annat.",
                    (*path, "when", column),
                )


def _list_unsound_outcomes(table: Table) -> Iterator[Unsound]:
    for column in table.outcomes:
        if column.combination is Combination.LIST:
            continue
        place, path = f"tabellen {table.id}, utfallet {column.fact.id}", ("tables", table.id, "outcomes")
        if table.policy is not HitPolicy.COLLECT:
            yield place, "Bara en tabell som samlar lägger ihop utfall.", "Ta bort combination.", path
        elif not _can_combine(column):
            message = f"Utfall av slaget {column.fact.kind} går inte att lägga ihop så."
            yield place, message, "Välj list, eller ett utfall som är ett tal.", path


def _can_combine(column: OutcomeColumn) -> bool:
    if column.combination is Combination.SUM:
        return column.fact.kind in ORDERED - {Kind.DATE, Kind.CLOCK}
    return column.fact.kind in ORDERED


def _list_wide_sets(book: RuleBook, table: Table) -> Iterator[Unsound]:
    for column in table.columns:
        cells = [row.conditions.get(column) for row in table.rows]
        members = {member for cell in cells if isinstance(cell, Holds) for member in cell.members}
        if len(members) > MOST_MEMBERS:
            place = f"tabellen {table.id}, kolumnen {column}"
            name = book.every_fact[column].name
            message = f"Tabellen nämner {len(members)} val i {name}; högst {MOST_MEMBERS} går."
            yield place, message, "Dela tabellen i två.", ("tables", table.id)
