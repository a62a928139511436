"""A book asked about a whole year of matters at once.

The values of a fact fall into classes that no row of a table tells apart. Matters whose facts lie in the same
classes get the same answer, so each table is asked once for every combination of classes, and by the same
engine that answers one matter at a desk. Comparisons of facts with each other are told apart by their truth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skjuts.core.regulations.care_options import OptionKind
from skjuts.core.regulations.ladder import COVERAGE_KINDS, RUNG_KINDS, list_steps
from skjuts.core.regulations.proposal import ProposalKind, RungKind
from skjuts.core.rules import RuleBook, RuleEngine, Verdict, VerdictKind
from skjuts.core.rules.evaluation.columns import Relation
from skjuts.core.rules.evaluation.compiled import CompiledTable
from skjuts.core.rules.facts import require_facts
from skjuts.core.rules.forms.soundness import list_needed_tables
from skjuts.core.rules.parameters import list_epoch_starts
from skjuts.core.simulation.rules.matters import CodedMatters, PastMatter, combine_codes

COVERED = "covered"
TRUTHS = (False, True, None)


class Proposed(NamedTuple):
    """What a book proposes: how far the rules reach, and the travel mode when they name one."""

    kind: ProposalKind
    mode: str = ""


class Proposals(NamedTuple):
    """What a book proposes for many matters: the different proposals, and the number of each matter's."""

    different: list[Proposed]
    numbers: NDArray[np.int64]


class Answers(NamedTuple):
    """A table's answers to many matters: the different ones, and the number of each matter's."""

    verdicts: list[Verdict]
    numbers: NDArray[np.int64]


class Asker:
    """A book and many matters. Facts that the book does not know are left out.

    `other` has asked another book about the same matters: where a table and all behind it say the same in
    both, its answers are taken over.
    """

    def __init__(self, book: RuleBook, coded: CodedMatters, other: Asker | None = None) -> None:
        self.book = book
        self._other = other
        self._engine = RuleEngine(book)
        self._coded = coded
        starts = list_epoch_starts(book.parameters.values())
        days = [one.travel_day for one in coded.matters]
        numbers = {day: bisect_right(starts, day) for day in set(days)}
        self.epochs = np.fromiter(map(numbers.__getitem__, days), np.int64, len(days))
        self._columns: dict[tuple[int, str], list[NDArray[np.int64]]] = {}
        self._answers: dict[tuple[int, str], dict[tuple[int, ...], Verdict]] = {}

    def ask(self, table: str, rows: NDArray[np.int64]) -> Answers:
        """Ask a table about the matters with these numbers, all of one epoch. Raises `BadFacts`."""
        if not len(rows):
            return Answers([], np.empty(0, np.int64))
        columns = self._list_columns(table, int(rows[0]))
        keys = combine_codes((column[rows] for column in columns), len(rows))
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        known = self.get_answers(table, int(rows[0]))
        verdicts = []
        for row in rows[first].tolist():
            key = tuple(int(column[row]) for column in columns)
            verdict = known.get(key)
            if verdict is None:
                verdict = known[key] = self._decide(table, row)
            verdicts.append(verdict)
        return Answers(verdicts, inverse.astype(np.int64))

    def get_answers(self, table: str, row: int) -> dict[tuple[int, ...], Verdict]:
        """What the table has answered in this epoch, by classes."""
        key = (int(self.epochs[row]), table)
        found = self._answers.get(key)
        if found is None:
            other = self._other
            is_shared = other is not None and self._agrees(other, table, row)
            found = other.get_answers(table, row) if other is not None and is_shared else {}
            self._answers[key] = found
        return found

    def _agrees(self, other: Asker, table: str, row: int) -> bool:
        """Whether the other book has the same table, all behind it, what they ask for and the amounts."""
        if table not in other.book.tables:
            return False
        chain = _list_chain(self.book, table)
        if chain != _list_chain(other.book, table):
            return False
        mine, theirs = (one.compile_chain(table, row) for one in (self, other))
        names = [name for compiled in mine for name in compiled.asked]
        return (
            all(self.book.tables[one] == other.book.tables[one] for one in chain)
            and all(self.book.every_fact[name] == other.book.every_fact[name] for name in names)
            and mine[0].epoch.values == theirs[0].epoch.values
        )

    def compile_chain(self, table: str, row: int) -> list[CompiledTable]:
        """The table and all behind it, as they are the day of a matter."""
        day = self._coded.matters[row].travel_day
        return [self._engine.compile(one, day) for one in _list_chain(self.book, table)]

    def _decide(self, table: str, number: int) -> Verdict:
        matter = self._coded.matters[number]
        known = self.book.every_fact
        facts = {name: value for name, value in matter.facts.items() if name in known}
        return self._engine.decide(table, facts, matter.travel_day)

    def _list_columns(self, table: str, row: int) -> list[NDArray[np.int64]]:
        """What tells matters apart for a table: classes of facts, and comparisons, over all matters."""
        key = (int(self.epochs[row]), table)
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = self._make_columns(self.compile_chain(table, row))
        return found

    def _make_columns(self, compiled: Sequence[CompiledTable]) -> list[NDArray[np.int64]]:
        tells: dict[str, list[Callable[[Any], int]]] = {}
        for column in (column for one in compiled for column in one.columns):
            own = tells.setdefault(column.fact.id, [])
            own += [column.judge] if column.doubt is None else [column.judge, column.doubt]
        relations = [relation for one in compiled for relation in one.relations]
        classes = [self._classify(name, own) for name, own in tells.items()]
        return [*classes, *(self._compare(relation) for relation in relations)]

    def _classify(self, name: str, tells: list[Callable[[Any], int]]) -> NDArray[np.int64]:
        """The class of each matter's value: the masks that columns give it; unknown is one of its own."""
        fact = self._coded.get_fact(name)
        numbers: dict[tuple[int, ...], int] = {}
        classes = [0]
        for value in fact.values:
            require_facts(self.book.every_fact, {name: value})
            masks = tuple(tell(value) for tell in tells)
            classes.append(numbers.setdefault(masks, len(numbers) + 1))
        return np.array(classes, np.int64)[fact.codes]

    def _compare(self, relation: Relation) -> NDArray[np.int64]:
        """Whether a comparison of facts is true; by the others' values where one of them is unknown."""
        facts = [self._coded.get_fact(name) for name in relation.needs]
        keys = combine_codes((fact.codes for fact in facts), len(self._coded.matters))
        _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        truths = []
        for number, row in enumerate(first.tolist(), start=1 + len(TRUTHS)):
            known = {
                name: fact.values[fact.codes[row] - 1]
                for name, fact in zip(relation.needs, facts, strict=True)
                if fact.codes[row]
            }
            is_whole = len(known) == len(facts)
            truths.append(TRUTHS.index(relation.judge(known)) if is_whole else number)
        return np.array(truths, np.int64)[inverse]


def _list_chain(book: RuleBook, table: str) -> list[str]:
    """The table and every table behind it."""
    found: dict[str, None] = {}
    waiting = [table]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += list_needed_tables(book, book.get_table(one))
    return list(found)


def propose_all(book: RuleBook, matters: Sequence[PastMatter]) -> Proposals:
    """What a book proposes for every matter.

    The ladder of `core.regulations`, without the texts; timetable findings are among the facts of the past.
    Raises `BadFacts`.
    """
    return _propose(Asker(book, CodedMatters(matters)))


def propose_both(
    book: RuleBook, draft: RuleBook, matters: Sequence[PastMatter]
) -> tuple[Proposals, Proposals]:
    """The same by two books. Raises `BadFacts`."""
    coded = CodedMatters(matters)
    first = Asker(book, coded)
    return _propose(first), _propose(Asker(draft, coded, first))


def _propose(asker: Asker) -> Proposals:
    known: dict[Proposed, int] = {}
    numbers = np.zeros(len(asker.epochs), np.int64)
    for rows in _list_epochs(asker):
        numbers[rows] = _climb(asker, rows, known)
    return Proposals(list(known), numbers)


def _list_epochs(asker: Asker) -> list[NDArray[np.int64]]:
    return [np.flatnonzero(asker.epochs == epoch) for epoch in np.unique(asker.epochs)]


def _climb(asker: Asker, rows: NDArray[np.int64], known: dict[Proposed, int]) -> NDArray[np.int64]:
    """Coverage first; then every step, with those whom no step below has stopped."""
    coverage = asker.ask("coverage", rows)
    given = [_read_coverage(one) for one in coverage.verdicts]
    numbers = np.full(len(rows), -1, np.int64)
    ends = {i: COVERAGE_KINDS[said] for i, (_, said) in enumerate(given) if said in COVERAGE_KINDS}
    for i, kind in ends.items():
        numbers[coverage.numbers == i] = known.setdefault(Proposed(kind), len(known))
    for mode in (*list_steps(asker.book), ""):
        left = np.flatnonzero(numbers < 0)
        if not len(left):
            break
        rungs = _judge_step(asker, mode, rows[left])
        stopped = np.flatnonzero(rungs.numbers >= 0)
        pairs = coverage.numbers[left[stopped]] * len(rungs.kinds) + rungs.numbers[stopped]
        for pair in np.unique(pairs).tolist():
            kind, number = divmod(pair, len(rungs.kinds))
            proposed = _conclude(given[kind], rungs.kinds[number], mode)
            numbers[left[stopped[pairs == pair]]] = known.setdefault(proposed, len(known))
    return numbers


class Rungs(NamedTuple):
    """What became of a step for many matters: the kinds, and each matter's number; −1 where it is passed."""

    kinds: tuple[RungKind | None, ...]
    numbers: NDArray[np.int64]


KINDS: tuple[RungKind | None, ...] = (RungKind.FITS, RungKind.OFFICER, RungKind.OPEN, None)


def _judge_step(asker: Asker, mode: str, rows: NDArray[np.int64]) -> Rungs:
    """One step; after the last of them nothing is left, and everybody stops without one."""
    if not mode:
        return Rungs(KINDS, np.full(len(rows), KINDS.index(None), np.int64))
    table = f"fits_{mode}"
    answers = asker.ask(table, rows)
    of_verdict = [_number_rung(one, table) for one in answers.verdicts]
    return Rungs(KINDS, np.array(of_verdict, np.int64)[answers.numbers])


def _number_rung(verdict: Verdict, table: str) -> int:
    kind = RungKind.OPEN
    if verdict.kind is VerdictKind.PROPOSAL:
        kind = RUNG_KINDS[str(verdict.outcome[table])]
    return -1 if kind is RungKind.PASSED else KINDS.index(kind)


def _read_coverage(verdict: Verdict) -> tuple[VerdictKind, str]:
    given = verdict.outcome.get("coverage")
    return verdict.kind, given if isinstance(given, str) else ""


def _conclude(said: tuple[VerdictKind, str], rung: RungKind | None, mode: str) -> Proposed:
    """The proposal that coverage and the first step that was not passed make together."""
    coverage, given = said
    if coverage is VerdictKind.COMPLETE or rung is RungKind.OPEN:
        return Proposed(ProposalKind.COMPLETE)
    if given != COVERED or rung is None or rung is RungKind.OFFICER:
        return Proposed(ProposalKind.OFFICER, mode)
    return Proposed(FIT_KINDS.get(mode, ProposalKind.MODE), mode)


FIT_KINDS: Mapping[str, ProposalKind] = {
    OptionKind.NEARER.value: ProposalKind.NEARER,
    OptionKind.TEAM.value: ProposalKind.NO_TRIP,
    OptionKind.REMOTE.value: ProposalKind.NO_TRIP,
}
"""What fits without a trip; nothing is known of where a team of the past met the patient, so at home."""
