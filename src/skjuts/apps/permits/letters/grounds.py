"""What a letter says of the rules: the rows that carried the outcome, what was weighed, what came near. Pure.

Facts about illness and state of mind are left out, with the rows that rest on them: the reader knows them,
and whoever else opens the letter need not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from skjuts.apps.permits.letters.addressing import to_reader
from skjuts.apps.permits.letters.matter import Grounds
from skjuts.core.rules import HitPolicy, RuleBook, VerdictRecord, read_json_facts
from skjuts.core.rules.record import MatchedRow

SENSITIVE = frozenset(
    {"is_confused", "is_infectious", "care_on_the_way", "stated_reason", "purpose", "special_seat"}
)
UNKNOWN = "(okänt)"
MOST_RULES, MOST_FACTS, MOST_MISSES = 2, 6, 3
YES, NO = "yes_fits", "no_fit"
BUS = "fits_public_transport"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was weighed: the stored verdicts, the book they were given by, and what was decided on them."""

    verdicts: Sequence[VerdictRecord]
    book: RuleBook | None
    outcome: str
    travel_modes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Where in which book a permit's mode stands: enough to look it up, and nothing of the person."""

    book: str
    version: str
    table: str
    row: str
    law: str


def find_rule_row(verdicts: Sequence[VerdictRecord], travel_mode: str) -> RuleRow | None:
    """Find the row by which the book proposed a mode; None when it proposed another."""
    for one in verdicts:
        if one.table == f"fits_{travel_mode}" and _answer(one) == YES and one.answer.matched:
            row = one.answer.matched[0]
            return RuleRow(one.book.title, one.book.version, one.answer.name, row.row, row.law)
    return None


def read_grounds(reasons: str, weighed: Weighed) -> Grounds:
    """The grounds of a decision that goes with the rules: the officer's words, then the rules' own."""
    book = weighed.book
    if book is None:
        return Grounds(reasons=reasons)
    deciding = _find_deciding(weighed)
    rows = [(one, row) for one in deciding for row in one.answer.matched if _may_tell(book, one, row)]
    told = [to_reader(row.reason) for _, row in rows]
    return Grounds(
        reasons=reasons,
        rules=tuple(_once(one for one in told if one not in reasons))[:MOST_RULES],
        laws=tuple(_once(row.law for _, row in rows if row.law)),
        considered=tuple(_once(_tell_facts(book, rows)))[:MOST_FACTS],
        near_misses=tuple(_once(_tell_misses(deciding)))[:MOST_MISSES],
    )


def _find_deciding(weighed: Weighed) -> list[VerdictRecord]:
    """The verdicts that carry the outcome, the weightiest first."""
    answers = {one.table: _answer(one) for one in weighed.verdicts}
    tables = list(_tables_of(weighed, answers))
    return [one for table in tables for one in weighed.verdicts if one.table == table]


def _tables_of(weighed: Weighed, answers: dict[str, str]) -> Iterator[str]:
    if weighed.outcome == "denied":
        refusing = [table for table, answer in answers.items() if answer in {"not_covered", YES}]
        yield from refusing[:1]
        return
    if weighed.outcome == "partly":
        yield from (table for table, answer in answers.items() if answer in {"too_many", "beyond"})
    fits = {f"fits_{mode}" for mode in weighed.travel_modes}
    refused = [table for table, answer in answers.items() if answer == NO and table not in fits]
    # Why not by bus is what anybody asks who is given a taxi; flights that nobody proposed are not.
    yield from [BUS] if BUS in refused else refused[-1:]
    yield from (table for table in answers if table in fits)


def _answer(record: VerdictRecord) -> str:
    outcome = record.answer.outcome
    return str(outcome[0].value) if outcome else ""


def _may_tell(book: RuleBook, record: VerdictRecord, row: MatchedRow) -> bool:
    return row.is_certain and UNKNOWN not in row.reason and not SENSITIVE & _facts_of(book, record, row)


def _facts_of(book: RuleBook, record: VerdictRecord, row: MatchedRow) -> set[str]:
    """The facts that a row asks about."""
    rows = book.tables[record.answer.table].rows
    return {fact for one in rows if one.id == row.row for fact in one.conditions}


def _tell_facts(book: RuleBook, rows: Sequence[tuple[VerdictRecord, MatchedRow]]) -> Iterator[str]:
    """What decided, then what the tables tried before they came there."""
    for record, row in rows:
        yield from _write_facts(book, record, _facts_of(book, record, row))
    for record, row in rows:
        yield from _write_facts(book, record, _facts_tried(book, record, row))


def _facts_tried(book: RuleBook, record: VerdictRecord, row: MatchedRow) -> set[str]:
    """The facts of the rows above, in a table where the uppermost row that fits holds."""
    table = book.tables[record.answer.table]
    if table.policy is not HitPolicy.FIRST:
        return set()
    above = takewhile(lambda one: one.id != row.row, table.rows)
    return {fact for one in above for fact in one.conditions}


def _write_facts(book: RuleBook, record: VerdictRecord, names: set[str]) -> Iterator[str]:
    asked = names - SENSITIVE
    known = read_json_facts(
        book.every_fact, {name: value for name, value in record.facts.items() if name in asked}
    )
    for name, value in known.items():
        fact = book.every_fact[name]
        yield f"{fact.name[:1].upper()}{fact.name[1:]}: {fact.write_prose(value)}"


def _tell_misses(deciding: Iterable[VerdictRecord]) -> Iterator[str]:
    for record in deciding:
        for one in record.answer.near_misses:
            if one.would_give and one.fact not in SENSITIVE and one.fact in record.facts:
                name = f"{one.fact_name[:1].upper()}{one.fact_name[1:]}"
                yield f"{name}: {one.condition}, i stället för {one.value_text}."


def _once(lines: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(lines)
