"""Facts shown to matter by example: two ways of filling in what is unknown that differ in one fact alone.

An example is found by making one row after the other true and then turning one of its facts. Most
facts that matter are shown so in a few steps; that one does not matter takes the whole diagram.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from skjuts.core.rules.answers import Outcome, VerdictKind
from skjuts.core.rules.cells import judge_cell
from skjuts.core.rules.evaluation.compiled import CompiledTable, find_single, judge_rows
from skjuts.core.rules.tables import Row
from skjuts.core.rules.values import Value

type Samples = Mapping[str, Sequence[Value]]


def list_proven(chain: Sequence[CompiledTable], facts: Mapping[str, Value], samples: Samples) -> set[str]:
    """Unknown facts that some example shows to matter; `samples` are the values to try of each."""
    proven: set[str] = set()
    for whole, turned in _list_examples(chain, facts, samples):
        left = [name for name in turned if name not in proven]
        if not left:
            continue
        answer = answer_whole(chain, whole)
        for name in left:
            if any(answer_whole(chain, {**whole, name: value}) != answer for value in samples[name]):
                proven.add(name)
        if len(proven) == len(samples):
            break
    return proven


def answer_whole(chain: Sequence[CompiledTable], facts: Mapping[str, Value]) -> tuple[VerdictKind, Outcome]:
    """What the last table says when every fact that is asked for has a value."""
    known = dict(facts)
    for table in chain[:-1]:
        step = judge_rows(table, known)
        for column in table.table.outcomes:
            value = find_single(step.outcome, column.fact)
            if value is not None:
                known.setdefault(column.fact.id, value)
    last = judge_rows(chain[-1], known)
    return last.kind, last.outcome


def _list_examples(
    chain: Sequence[CompiledTable], facts: Mapping[str, Value], samples: Samples
) -> Iterator[tuple[dict[str, Value], list[str]]]:
    """Whole matters in which a row's unknown conditions hold, and the facts of those conditions."""
    grounds = [{**_pick_quiet(chain, samples), **facts}]
    grounds += [{**{name: values[i] for name, values in samples.items()}, **facts} for i in (0, -1)]
    for table in reversed(chain):
        for row in table.table.rows:
            fulfilling = _fulfil(table, row, samples)
            if fulfilling:
                for ground in grounds:
                    yield {**ground, **fulfilling}, list(fulfilling)


def _fulfil(table: CompiledTable, row: Row, samples: Samples) -> dict[str, Value]:
    """For each unknown condition of a row a value that makes it true, where there is one."""
    found = {}
    for name, cell in row.conditions.items():
        for value in samples.get(name, ()):
            if judge_cell(cell, value, {}, table.epoch.values) is True:
                found[name] = value
                break
    return found


def _pick_quiet(chain: Sequence[CompiledTable], samples: Samples) -> dict[str, Value]:
    """For each unknown fact the value that makes most rows false, so that few others come in between."""
    columns = [column for table in chain for column in table.columns]
    return {
        name: max(
            values,
            key=lambda value: sum(
                column.judge(value).bit_count() for column in columns if column.fact.id == name
            ),
        )
        for name, values in samples.items()
    }
