"""Worked cases of a book: they read as a manual, are tried on every change, and print as the handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.regulations.errors import BadCase
from skjuts.core.regulations.ladder import Journey, propose_mode
from skjuts.core.regulations.proposal import KIND_TEXTS, ModeProposal, RungKind
from skjuts.core.rules import Document, Fact, Fault, RuleBook, RuleEngine, Value
from skjuts.core.rules.answers import KIND_TEXTS as VERDICT_TEXTS
from skjuts.core.rules.forms.document import Cursor
from skjuts.core.rules.record import VerdictRecord
from skjuts.core.rules.values import NO_BREAK_SPACE, SPACE

LADDER: Final = "ladder"
"""The name under which a case asks for the whole ladder instead of one table."""
UNKNOWN: Final = "okänt"
"""What a case writes for a fact that is not known."""


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case: what is so, what is asked, and what must come of it.

    `own` are the facts that the case itself states (None: not known); `facts` are all of them.
    `expected` maps an outcome column to its text, or `kind`, `mode`, `row`, `missing` and `passed`
    to what the verdict or the proposal must say; only what is named is compared.
    """

    id: str
    title: str
    table: str
    day: date
    facts: Mapping[str, Value]
    own: Mapping[str, Value | None]
    expected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case: by expected name what was found, and the reasons as they were given."""

    case: Case
    found: Mapping[str, str]
    reasons: tuple[str, ...]

    @property
    def differences(self) -> tuple[str, ...]:
        """What is not as the case says."""
        return tuple(
            f"{name}: {wanted} väntades, {self.found.get(name, 'inget')} blev det"
            for name, wanted in self.case.expected.items()
            if self.found.get(name) != wanted
        )


def read_cases(document: Document, book: RuleBook) -> tuple[Case, ...]:
    """The cases in a document. Raises `BadCase` with the first fault."""
    faults: list[Fault] = []
    top = Cursor(document, document.root, (), "", faults)
    top.require_keys("day", "ladder", "cases")
    day = top.read_day("day")
    whole = top.go("ladder", "det som gäller i trappans fall")
    ladder = dict(_read_facts(whole, book.every_fact))
    reader = _CaseReader(book, day, ladder)
    cases = tuple(reader.read(id_, at) for id_, at in top.go("cases", "").list_entries("fallet"))
    if faults:
        raise BadCase(
            faults[0].message,
            field=f"{document.source}:{faults[0].line}, {faults[0].place}",
            remedy=faults[0].remedy,
        )
    return cases


def run_case(engine: RuleEngine, case: Case) -> CaseResult:
    """Try a case."""
    if case.table == LADDER:
        return _found_in_proposal(case, propose_mode(engine, Journey(case.facts, case.day)))
    return _found_in_verdict(case, engine.decide(case.table, case.facts, case.day).record())


def describe_facts(facts: Mapping[str, Value | None], book: RuleBook) -> list[str]:
    """Facts as a person reads them: `åldern: 75 år`."""
    every = book.every_fact
    return [
        f"{every[name].name}: {UNKNOWN if value is None else every[name].write(value)}"
        for name, value in facts.items()
    ]


@dataclass(frozen=True, slots=True)
class _CaseReader:
    """Reads cases of one file. `ladder` holds in cases of the ladder unless they say otherwise."""

    book: RuleBook
    day: date | None
    ladder: Mapping[str, Value | None]

    def read(self, id_: str, at: Cursor) -> Case:
        at.require_keys("title", "table", "day", "facts", "expect")
        table = at.get_text("table")
        if table != LADDER and table not in self.book.tables:
            at.note(f"Boken har ingen tabell som heter {table}.", "Rätta namnet.", "table")
        day = at.read_day("day") or self.day
        if day is None:
            at.note("Fallet har ingen dag.", "Skriv day i fallet eller överst i filen.")
        own = dict(_read_facts(at.go("facts", at.place), self.book.every_fact))
        whole = {**self.ladder, **own} if table == LADDER else own
        facts = {name: value for name, value in whole.items() if value is not None}
        return Case(id_, at.get_text("title"), table, day or date.min, facts, own, _read_expected(at))


def _read_expected(at: Cursor) -> dict[str, str]:
    expect = at.go("expect", at.place)
    expected = {name: expect.find_text(name) for name, _ in expect.list_entries("utfallet")}
    if not expected:
        at.note("Fallet väntar sig ingenting.", "Skriv minst ett utfall under expect.")
    return expected


def _read_facts(at: Cursor, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Value | None]]:
    for name, one in at.list_entries("uppgiften"):
        fact = facts.get(name)
        if fact is None:
            one.note("Boken har ingen sådan uppgift.", "Rätta namnet.")
            continue
        if at.find_text(name) == UNKNOWN:
            yield name, None
            continue
        try:
            yield name, fact.read(at.find_text(name))
        except InvalidField as fault:
            one.note(fault.message, fault.remedy)


def _found_in_verdict(case: Case, record: VerdictRecord) -> CaseResult:
    answer = record.answer
    found = {one.id: one.text.replace(NO_BREAK_SPACE, SPACE) for one in answer.outcome}
    certain = [row for row in answer.matched if row.is_certain]
    found |= {
        "kind": VERDICT_TEXTS[record.kind],
        "row": ", ".join(row.row for row in certain),
        "missing": ", ".join(one.id for one in answer.missing),
        "near": ", ".join(one.row for one in answer.near_misses),
    }
    reasons = [row.reason for step in record.chain for row in step.matched if row.is_certain]
    return CaseResult(case, found, tuple(reasons) or tuple(one.question for one in answer.missing))


def _found_in_proposal(case: Case, proposal: ModeProposal) -> CaseResult:
    passed = [rung for rung in proposal.rungs if rung.kind is RungKind.PASSED]
    found = {
        "kind": KIND_TEXTS[proposal.kind],
        "mode": proposal.mode_name,
        "missing": ", ".join(one.id for one in proposal.missing),
        "passed": ", ".join(rung.mode for rung in passed),
        "possible": ", ".join(proposal.possible),
        "avoided_trips": str(proposal.avoided_trips),
        "grant_form": next((one.text for step in proposal.grant[-1:] for one in step.outcome), ""),
    }
    reasons = [f"{rung.name}: {text}" for rung in proposal.rungs for text in rung.reasons]
    return CaseResult(case, found, tuple(reasons) or tuple(one.question for one in proposal.missing))
