"""The engine: a book and a matter's facts in, a verdict out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from skjuts.core.rules.answers import VerdictKind
from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.evaluation.compiled import CompiledTable, Step, compile_table, find_single, judge_rows
from skjuts.core.rules.evaluation.epoch import Epoch
from skjuts.core.rules.evaluation.exploration import explore
from skjuts.core.rules.facts import FactSieve
from skjuts.core.rules.forms.soundness import list_needed_tables
from skjuts.core.rules.forms.writing import hash_book
from skjuts.core.rules.parameters import list_epoch_starts
from skjuts.core.rules.values import Value
from skjuts.core.rules.verdict import Verdict

type Chain = tuple[CompiledTable, ...]


class RuleEngine:
    """Gives verdicts by one book. Compiled tables are kept, so keep the engine as long as the book."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.book_hash = hash_book(book)
        self._sieve = FactSieve(book.every_fact)
        self._starts = list_epoch_starts(book.parameters.values())
        self._epochs: dict[int, Epoch] = {}
        self._compiled: dict[tuple[int, str], CompiledTable] = {}
        self._chains: dict[tuple[int, str, frozenset[str]], Chain] = {}
        self._outcome_names = frozenset(book.outcome_facts)

    def decide(self, table: str, facts: Mapping[str, object], travel_day: date) -> Verdict:
        """What the book proposes for a matter, by the parameters of the travel day.

        `facts` maps fact ids to values (see the README for their types); None or left out means
        unknown. The value of an outcome of an earlier table may be given too: then that table is
        not asked. Raises `BadFacts` and `UnknownTable`; never takes an unknown fact for a no.
        """
        sound = self._sieve.require(facts)
        number = bisect_right(self._starts, travel_day)
        given = self._outcome_names.intersection(sound)
        chain = self._get_chain(number, table, given, travel_day)
        steps = self._judge(number, chain, sound, given)
        return Verdict(self.book, self.book_hash, travel_day, sound, steps)

    def compile(self, table: str, travel_day: date) -> CompiledTable:
        """The table as it is compiled for a day. Raises `UnknownTable`."""
        return self._compile(bisect_right(self._starts, travel_day), table, travel_day)

    def _judge(
        self, number: int, chain: Chain, sound: Mapping[str, Value], given: frozenset[str]
    ) -> tuple[Step, ...]:
        if len(chain) == 1:
            return (_judge_one(chain, sound),)
        known = dict(sound)
        steps = []
        for table in chain:
            part = self._chains[number, table.table.id, given]
            step = _judge_one(part, known)
            steps.append(step)
            for column in table.table.outcomes:
                value = find_single(step.outcome, column.fact)
                if value is not None:
                    known.setdefault(column.fact.id, value)
        return tuple(steps)

    def _get_chain(self, number: int, table: str, given: frozenset[str], day: date) -> Chain:
        key = (number, table, given)
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = self._make_chain(number, table, given, day)
        return found

    def _make_chain(self, number: int, table: str, given: frozenset[str], day: date) -> Chain:
        """The tables that the answer takes, earlier ones first, without those whose outcome is given."""
        chain: dict[str, CompiledTable] = {}
        for needed in list_needed_tables(self.book, self.book.get_table(table)):
            outcomes = {column.fact.id for column in self.book.tables[needed].outcomes}
            asked = set(self._compile(number, table, day).asked) & outcomes
            if not asked <= given:
                chain.update({one.table.id: one for one in self._get_chain(number, needed, given, day)})
        return (*chain.values(), self._compile(number, table, day))

    def _compile(self, number: int, table: str, day: date) -> CompiledTable:
        found = self._compiled.get((number, table))
        if found is None:
            epoch = self._epochs.setdefault(number, Epoch(self.book, day))
            found = self._compiled[number, table] = compile_table(epoch, self.book.get_table(table))
        return found


def _judge_one(part: Sequence[CompiledTable], known: Mapping[str, Value]) -> Step:
    """One table: a look at its rows, and a second thought when facts are unknown that it may need."""
    seen = judge_rows(part[-1], known)
    if seen.kind is VerdictKind.UNDETERMINED:
        return explore(part, known, seen)
    return seen
