"""All that can be put to a table, swept exactly: every class of every input, grouped by what follows.

Inputs are cut into classes that no row tells apart; the sweep walks the classes of one input after
the other and remembers where it has been, so a table of many columns is swept without listing
their product. Between values of inputs that are compared with each other every order is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from skjuts.core.rules.evaluation.columns import list_samples
from skjuts.core.rules.evaluation.compiled import CompiledTable, judge_relations
from skjuts.core.rules.evaluation.sampling import list_distinct
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.values import Kind, Value, write_list

MOST_STATES = 200_000

type Memory = tuple[tuple[str, Value], ...]
type Region = Mapping[str, tuple[Value, ...]]
"""By input the classes, one value each, where something holds; an input that is not there is free."""


class TooWide(Exception):
    """The table has more to sweep than is worth sweeping."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a table: a value of each class, and where each class ends."""

    fact: Fact
    samples: tuple[Value, ...]
    is_range: bool

    def describe(self, values: tuple[Value, ...]) -> str:
        """The classes in Swedish: `färdsättet: taxi eller buss`, `åldern: minst 20 år och under 85 år`."""
        if not self.is_range:
            return f"{self.fact.name}: {self._list_values(values)}"
        runs = write_list([self._describe_run(run) for run in self._list_runs(values)], "eller")
        return f"{self.fact.name}: {runs}"

    def _list_values(self, values: tuple[Value, ...]) -> str:
        """The values by name, or those left out when they are fewer."""
        others = [one for one in self.samples if one not in values]
        if self.fact.kind is Kind.CHOICE and 0 < len(others) < len(values):
            return f"allt utom {write_list([self.fact.write(one) for one in others], 'och')}"
        return write_list([self.fact.write(one) for one in values], "eller")

    def _list_runs(self, values: tuple[Value, ...]) -> Iterator[tuple[int, int]]:
        """First and last position of each unbroken run of classes."""
        places = sorted(self.samples.index(one) for one in values)
        start = before = places[0]
        for place in places[1:]:
            if place != before + 1:
                yield start, before
                start = place
            before = place
        yield start, before

    def _describe_run(self, run: tuple[int, int]) -> str:
        """A run of classes as an interval; classes begin at their samples."""
        first, last = run
        is_day = self.fact.kind is Kind.DATE
        ends = []
        if first:
            ends.append(f"{'från och med' if is_day else 'minst'} {self.fact.write(self.samples[first])}")
        if last + 1 < len(self.samples):
            ends.append(f"{'före' if is_day else 'under'} {self.fact.write(self.samples[last + 1])}")
        return " och ".join(ends)


class Sweep:
    """One table with all that can be put to it."""

    def __init__(self, compiled: CompiledTable, handed: Mapping[str, tuple[Value, ...]]) -> None:
        """`handed` are the values that earlier tables can give, by fact."""
        self.compiled = compiled
        facts = compiled.epoch.book.every_fact
        self.related = {need for relation in compiled.relations for need in relation.needs}
        self.inputs = [self._make_input(facts[name], handed.get(name)) for name in compiled.asked]

    def list_regions(self, holds: Callable[[int], bool], rows: int, most: int) -> list[Region]:
        """Where `holds(mask of rows that are true)` is so, at most `most` disjoint regions.

        Only the rows of the mask `rows` are looked at. Raises `TooWide`.
        """
        return list(islice(_Walk(self, holds, rows).walk(0, rows, ()), most))

    def describe(self, region: Region) -> str:
        """A region in Swedish; free inputs are left out."""
        told = [one.describe(region[one.fact.id]) for one in self.inputs if one.fact.id in region]
        return "; ".join(told) or "vad som helst"

    def _make_input(self, fact: Fact, handed: tuple[Value, ...] | None) -> Input:
        if handed is not None:
            return Input(fact, handed, is_range=False)
        if fact.id in self.related:
            return Input(fact, list_distinct(fact.id, [self.compiled], {}), is_range=False)
        cells = [row.conditions[fact.id] for row in self.compiled.table.rows if fact.id in row.conditions]
        samples = list_samples(fact, cells, self.compiled.epoch.values)
        return Input(fact, samples, is_range=fact.is_ordered)


class _Walk:
    """A walk through a sweep in search of where something holds."""

    def __init__(self, sweep: Sweep, holds: Callable[[int], bool], rows: int) -> None:
        self._sweep = sweep
        self._holds = holds
        self._columns = {column.fact.id: column for column in sweep.compiled.columns}
        self._memo: dict[tuple[int, int, Memory], bool] = {}
        self._rows = rows

    def walk(self, level: int, alive: int, memory: Memory) -> Iterator[Region]:
        if not self._is_somewhere(level, alive, memory):
            return
        if level == len(self._sweep.inputs):
            yield {}
            return
        name = self._sweep.inputs[level].fact.id
        groups: dict[tuple[int, Memory], list[Value]] = {}
        for value in self._sweep.inputs[level].samples:
            groups.setdefault(self._assign(alive, memory, name, value), []).append(value)
        for (then_alive, then_memory), values in groups.items():
            for region in self.walk(level + 1, then_alive, then_memory):
                yield region if len(groups) == 1 else {name: tuple(values), **region}

    def _is_somewhere(self, level: int, alive: int, memory: Memory) -> bool:
        key = (level, alive, memory)
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) > MOST_STATES:
                raise TooWide
            found = self._memo[key] = self._look(level, alive, memory)
        return found

    def _look(self, level: int, alive: int, memory: Memory) -> bool:
        if level == len(self._sweep.inputs):
            wrong, _ = judge_relations(self._sweep.compiled.relations, dict(memory))
            return self._holds(alive & ~wrong)
        name = self._sweep.inputs[level].fact.id
        return any(
            self._is_somewhere(level + 1, *self._assign(alive, memory, name, value))
            for value in self._sweep.inputs[level].samples
        )

    def _assign(self, alive: int, memory: Memory, name: str, value: Value) -> tuple[int, Memory]:
        column = self._columns.get(name)
        if column is not None:
            alive &= ~column.judge(value)
        return alive, (*memory, (name, value)) if name in self._sweep.related else memory
