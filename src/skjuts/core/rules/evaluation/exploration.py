"""Unknown facts thought through: what a chain of tables would say for every way of filling them in.

The answers are drawn as a decision diagram, one level per unknown fact, in which a fact whose
value makes no difference has no node. So a lone leaf means that the outcome is certain whatever is
missing, and otherwise the facts with nodes are exactly those that can change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from skjuts.core.rules.answers import Outcome, VerdictKind
from skjuts.core.rules.evaluation.compiled import (
    CompiledTable,
    Step,
    conclude,
    cut_rows,
    find_single,
    judge_relations,
    judge_rows,
)
from skjuts.core.rules.evaluation.sampling import list_distinct, look_up
from skjuts.core.rules.evaluation.witnesses import list_proven
from skjuts.core.rules.values import Value

MOST_STATES = 20_000
"""States of a diagram; beyond them every fact that an undecided row asks for is named."""

type Masks = tuple[tuple[int, int], ...]
type Memory = tuple[tuple[str, Value | None], ...]
type State = tuple[Masks, Memory]


class TooManyStates(Exception):
    """The diagram grew beyond what is worth drawing."""


def explore(chain: Sequence[CompiledTable], facts: Mapping[str, Value], seen: Step) -> Step:
    """What the last table of the chain says with some facts unknown; `seen` is one look at its rows.

    `facts` are those given and those that earlier tables give whatever is missing.

    The kind is `complete` if and only if two ways of filling in the unknown facts give different
    answers; `missing` are then the facts of which some change alone changes the answer.
    """
    target = chain[-1]
    diagram = _Diagram(chain, facts)
    samples = dict(zip(diagram.unknown, diagram.samples, strict=True))
    proven = list_proven(chain, facts, samples)
    if len(proven) < len(samples) or not samples:
        try:
            root = diagram.draw()
        except TooManyStates:
            proven = set(samples)
        else:
            proven = {diagram.unknown[level] for level in diagram.levels}
    if proven:
        missing = tuple(name for name in samples if name in proven)
        return Step(target, VerdictKind.COMPLETE, 0, seen.possible, {}, seen.near_misses, missing)
    kind, outcome = diagram.leaves[root]
    return Step(target, kind, diagram.certain, diagram.possible, outcome, seen.near_misses)


class _Diagram:
    """Draws the reduced diagram of one question."""

    def __init__(self, chain: Sequence[CompiledTable], facts: Mapping[str, Value]) -> None:
        self.chain = chain
        self.facts = facts
        self.givers = {
            column.fact.id: i
            for i, one in enumerate(chain[:-1])
            for column in one.table.outcomes
            if column.fact.id not in facts
        }
        asked = dict.fromkeys(name for one in chain for name in one.asked)
        relevant = _list_relevant(chain, facts, self.givers)
        self.unknown = [name for name in asked if name in relevant]
        self.idle = {name for name in asked if name not in facts and name not in self.givers} - relevant
        self.related = {name for one in chain for relation in one.relations for name in relation.needs}
        self.samples = [list_distinct(name, chain, facts) for name in self.unknown]
        self.settled_at, self.open_rows = _follow(self)
        self.levels: set[int] = set()
        self.leaves: dict[int, tuple[VerdictKind, Outcome]] = {}
        self.possible = 0
        self.certain = chain[-1].every_row
        self._nodes: dict[Any, int] = {}
        self._memo: dict[tuple[int, State], int] = {}

    def draw(self) -> int:
        """The root; the sets and masks of the diagram are filled in."""
        state: State = (tuple((one.every_row, 0) for one in self.chain), ())
        for name, value in self.facts.items():
            state = self._assign(state, name, value)
        return self._visit(0, self._settle(state, 0))

    def _visit(self, level: int, state: State) -> int:
        key = (level, state)
        found = self._memo.get(key)
        if found is None:
            found = self._leaf(state) if level == len(self.unknown) else self._branch(level, state)
            self._memo[key] = found
            if len(self._memo) > MOST_STATES:
                raise TooManyStates
        return found

    def _branch(self, level: int, state: State) -> int:
        name = self.unknown[level]
        children = tuple(
            self._visit(level + 1, self._settle(self._assign(state, name, value), level + 1))
            for value in self.samples[level]
        )
        if len(set(children)) == 1:
            return children[0]
        self.levels.add(level)
        return self._nodes.setdefault((level, children), len(self._nodes))

    def _leaf(self, state: State) -> int:
        alive, doubted = state[0][-1]
        kind, matched, outcome = conclude(self.chain[-1], alive, doubted)
        self.possible |= matched
        self.certain &= matched
        key = (kind, tuple(outcome.items()))
        node = self._nodes.setdefault(key, len(self._nodes))
        self.leaves[node] = (kind, outcome)
        return node

    def _assign(self, state: State, name: str, value: Value | None) -> State:
        """The state after a fact has got its value; None for one that an earlier table could not give."""
        masks, memory = state
        changed = tuple(
            _narrow(table, one, name, value) for table, one in zip(self.chain, masks, strict=True)
        )
        if name in self.related:
            memory = tuple(sorted((*memory, (name, value)), key=lambda pair: pair[0]))
        return changed, memory

    def _settle(self, state: State, level: int) -> State:
        """Conclude the tables whose last fact has come, and hand what they give to the later ones."""
        for i in self.settled_at[level]:
            table = self.chain[i]
            masks, memory = state
            alive, doubted = masks[i]
            if table.relations:
                known = {name: value for name, value in memory if value is not None}
                wrong, unsure = judge_relations(table.relations, known)
                alive, doubted = alive & ~wrong, doubted | unsure
            state = (_put(masks, i, (alive, doubted & alive)), memory)
            if i < len(self.chain) - 1:
                state = self._hand_over(state, i)
        masks = tuple(
            _cut(table, one, still)
            for table, one, still in zip(self.chain, state[0], self.open_rows[level], strict=True)
        )
        return masks, state[1]

    def _hand_over(self, state: State, i: int) -> State:
        table = self.chain[i]
        _, _, outcome = conclude(table, *state[0][i])
        state = (_put(state[0], i, (0, 0)), state[1])
        for column in table.table.outcomes:
            if column.fact.id not in self.facts:
                state = self._assign(state, column.fact.id, find_single(outcome, column.fact))
        return state


def _narrow(table: CompiledTable, masks: tuple[int, int], name: str, value: Value | None) -> tuple[int, int]:
    alive, doubted = masks
    for column in table.columns:
        if column.fact.id != name:
            continue
        if value is None:
            return alive, doubted | (alive & column.cares)
        false, unsure = look_up(column, value)
        return alive & ~false, (doubted | unsure) & ~false & alive
    return masks


def _cut(table: CompiledTable, masks: tuple[int, int], still: int) -> tuple[int, int]:
    """Rows below one that is certainly true make no difference where the first counts."""
    alive, doubted = masks
    alive = cut_rows(table, alive, alive & ~doubted & ~still)
    return alive, doubted & alive


def _put(masks: Masks, i: int, one: tuple[int, int]) -> Masks:
    return (*masks[:i], one, *masks[i + 1 :])


def _list_relevant(
    chain: Sequence[CompiledTable], facts: Mapping[str, Value], givers: Mapping[str, int]
) -> set[str]:
    """Unknown facts that rows ask for which may still carry an outcome, in tables that still matter."""
    relevant: set[str] = set()
    waiting, seen = [len(chain) - 1], set[int]()
    while waiting:
        i = waiting.pop()
        if i in seen:
            continue
        seen.add(i)
        step = judge_rows(chain[i], facts)
        if step.kind is not VerdictKind.UNDETERMINED:
            continue
        for name in _list_asked_by(chain[i], step.possible) - facts.keys():
            if name in givers:
                waiting.append(givers[name])
            else:
                relevant.add(name)
    return relevant


def _list_asked_by(table: CompiledTable, rows: int) -> set[str]:
    names = {column.fact.id for column in table.columns if column.cares & rows}
    return names | {name for relation in table.relations if relation.bit & rows for name in relation.needs}


def _follow(diagram: _Diagram) -> tuple[list[list[int]], list[list[int]]]:
    """By level: the tables whose last fact comes there, and each table's rows that still ask for one."""
    came: set[str] = {*diagram.facts, *diagram.idle}
    done: set[int] = set()
    settled_at, open_rows = [], []
    for level in range(len(diagram.unknown) + 1):
        if level:
            came.add(diagram.unknown[level - 1])
        settled = []
        for i, table in enumerate(diagram.chain):
            if i not in done and came.issuperset(table.asked):
                settled.append(i)
                done.add(i)
                came |= {name for name, giver in diagram.givers.items() if giver == i}
        settled_at.append(settled)
        open_rows.append(
            [_list_open(table, came, is_done=i in done) for i, table in enumerate(diagram.chain)]
        )
    return settled_at, open_rows


def _list_open(table: CompiledTable, came: set[str], *, is_done: bool) -> int:
    """Rows that still wait for a fact; comparisons are judged when the last fact of the table has come."""
    mask = 0
    for column in table.columns:
        if column.fact.id not in came:
            mask |= column.cares
        for relation in column.relations:
            mask |= 0 if is_done else relation.bit
    return mask
