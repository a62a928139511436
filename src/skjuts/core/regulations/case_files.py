"""The worked cases of a book beside the book: kept as text with a version, and tried all at once.

A case that can no longer be read, because a table or a fact that it speaks of is gone, is told as one that
fails; the others are tried all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from skjuts.core.kernel.errors import SkjutsError
from skjuts.core.regulations.cases import LADDER, Case, describe_facts, read_cases, run_case
from skjuts.core.rules import BookStatus, Document, RuleBook, RuleEngine
from skjuts.core.rules.forms.document import Node
from skjuts.core.rules.parameters import ALWAYS
from skjuts.core.tariffs.copayment.case_answers import run_fee_case
from skjuts.core.tariffs.copayment.schedule import FeeSchedule
from skjuts.core.tariffs.copayment.worked_cases import read_fee_cases

LADDER_NAME = "Färdsättstrappan"
FEES_NAME = "Egenavgift och högkostnadsskydd"


@dataclass(frozen=True, slots=True)
class TriedCase:
    """One case: what is so, what is expected and found by name, and why. `fault`: why it was not tried."""

    title: str
    table: str
    table_name: str
    facts: tuple[str, ...]
    expected: Mapping[str, str]
    found: Mapping[str, str]
    differences: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    day: date | None = None
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether all is as the case says."""
        return not self.differences and not self.fault


def write_case_file(document: Document) -> str:
    """A file of cases as text to keep beside the book; the same for the same file."""
    return msgspec.json.encode(document.root).decode()


def try_cases(book: RuleBook, cases: str, fee_cases: str) -> tuple[TriedCase, ...]:
    """Try every case that is kept with a book: tables and ladder first, then fees.

    A case tells what the rules say on its day. That a draft is no decided book yet, or that a version begins
    to hold after the case's day, is no part of it: the book is tried as one that always held.
    """
    edition = replace(book.edition, status=BookStatus.IN_FORCE, validity=ALWAYS)
    held = replace(book, edition=edition)
    return (*_try_tables(RuleEngine(held), _decode(cases)), *_try_fees(held, _decode(fee_cases)))


def _try_tables(engine: RuleEngine, root: Mapping[str, Node]) -> Iterator[TriedCase]:
    told = root.get("cases")
    for id_, node in (told if isinstance(told, Mapping) else {}).items():
        alone = Document({**root, "cases": {id_: node}}, source=id_)
        try:
            (case,) = read_cases(alone, engine.book)
            yield _try_table(engine, case)
        except SkjutsError as fault:
            table = _text(node, "table")
            yield _failed(_text(node, "title") or id_, table, _name(engine.book, table), fault)


def _try_table(engine: RuleEngine, case: Case) -> TriedCase:
    came = run_case(engine, case)
    return TriedCase(
        title=case.title,
        table=case.table,
        table_name=_name(engine.book, case.table),
        facts=tuple(describe_facts(case.own, engine.book)),
        expected=case.expected,
        found=came.found,
        differences=came.differences,
        reasons=came.reasons,
        day=case.day,
    )


def _try_fees(book: RuleBook, root: Mapping[str, Node]) -> Iterator[TriedCase]:
    told = root.get("cases")
    if not isinstance(told, list):
        return
    try:
        schedule = FeeSchedule(book)
    except SkjutsError as fault:
        yield _failed(FEES_NAME, "", FEES_NAME, fault)
        return
    for node in told:
        try:
            (case,) = read_fee_cases(Document({**root, "cases": [node]}), book)
            came = run_fee_case(schedule, case)
        except SkjutsError as fault:
            yield _failed(_text(node, "case"), "", FEES_NAME, fault)
            continue
        yield TriedCase(
            title=case.title,
            table="",
            table_name=FEES_NAME,
            facts=(case.why,),
            expected=case.expected,
            found=came.found,
            differences=came.differences,
            reasons=came.lines,
            day=case.trips[0].trip.day if case.trips else None,
        )


def _failed(title: str, table: str, table_name: str, fault: SkjutsError) -> TriedCase:
    text = f"{fault.message} {fault.remedy}".strip()
    return TriedCase(title, table, table_name, (), {}, {}, (), fault=text)


def _name(book: RuleBook, table: str) -> str:
    if table == LADDER:
        return LADDER_NAME
    return book.tables[table].name if table in book.tables else table


def _text(node: Node, key: str) -> str:
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, str) else ""


def _decode(text: str) -> dict[str, Node]:
    found = msgspec.json.decode(text) if text else {}
    return found if isinstance(found, dict) else {}
