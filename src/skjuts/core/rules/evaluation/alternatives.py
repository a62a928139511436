"""What a table would say with one fact changed, for every value of it that a nearly true row asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skjuts.core.rules.answers import NearMiss, Outcome, VerdictKind
from skjuts.core.rules.cells import judge_cell
from skjuts.core.rules.evaluation.compiled import CompiledTable, conclude, judge_rows
from skjuts.core.rules.evaluation.sampling import list_distinct
from skjuts.core.rules.values import Value


def list_alternatives(
    compiled: CompiledTable, facts: Mapping[str, Value], miss: NearMiss
) -> Iterator[tuple[VerdictKind, Outcome]]:
    """Kind and outcome for one value of each class that fulfils the condition, other facts as they are."""
    name = miss.fact_id
    cell = miss.condition.row.get_cell(name)
    column = next(one for one in compiled.columns if one.fact.id == name)
    if compiled.relations:
        others = {other: value for other, value in facts.items() if other != name}
        for value in list_distinct(name, [compiled], others):
            if judge_cell(cell, value, facts, compiled.epoch.values) is True:
                step = judge_rows(compiled, {**facts, name: value})
                yield step.kind, step.outcome
        return
    alive, doubted = _judge_others(compiled, facts, name)
    for value in column.samples:
        if judge_cell(cell, value, facts, compiled.epoch.values) is True:
            doubt = column.doubt(value) if column.doubt else 0
            kind, _, outcome = conclude(compiled, alive & ~column.judge(value), doubted | doubt)
            yield kind, outcome


def _judge_others(compiled: CompiledTable, facts: Mapping[str, Value], name: str) -> tuple[int, int]:
    """The rows that no other column makes false, and those that another cannot tell."""
    alive, doubted = compiled.every_row, 0
    for column in compiled.columns:
        value = facts.get(column.fact.id)
        if column.fact.id == name:
            continue
        if value is None:
            doubted |= column.cares
        else:
            alive &= ~column.judge(value)
            doubted |= column.doubt(value) if column.doubt else 0
    return alive, doubted
