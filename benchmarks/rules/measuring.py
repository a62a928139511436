"""How many verdicts a second one core gives, and how many zen-engine gives on the same table."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.rows import Row, Session
from benchmarks.rules.book import DAY, TABLE, draw_cases, make_book
from benchmarks.rules.zen import find_rows, make_graph
from skjuts.core.rules import RuleEngine, Verdict

TARGET_PER_S = 50_000
CASES, QUICK_CASES = 20_000, 10_000
FEW_CASES = 1_000
"""For what is slower than a bare verdict."""
ROUNDS = 5

type Case = dict[str, Any]


def measure_verdicts(session: Session) -> list[Row]:
    """Verdicts with near misses, whole records with their texts, and verdicts with facts missing."""
    engine = RuleEngine(make_book())
    cases = draw_cases(QUICK_CASES if session.is_quick else CASES)
    few = cases[:FEW_CASES]
    holed = [{name: value for name, value in case.items() if name != "distance"} for case in few]
    unknown = [{"age": case["age"]} for case in few]
    verdicts = [engine.decide(TABLE, case, DAY) for case in few]
    misses = sum(len(verdict.near_misses) for verdict in verdicts) / len(verdicts)
    return [
        Row(
            "verdicts with near misses, 32 rows × 4 inputs, one core",
            _per_second(lambda case: _decide(engine, case), cases),
            "verdicts/s",
            TARGET_PER_S,
            is_floor=True,
        ),
        Row("near misses a verdict, on average", round(misses, 2), ""),
        Row(
            "the same with every text written and encoded as JSON",
            _per_second(lambda case: engine.decide(TABLE, case, DAY).record().encode(), few),
            "records/s",
        ),
        Row("one fact of four missing", _per_second(lambda case: _decide(engine, case), holed), "verdicts/s"),
        Row(
            "three facts of four missing",
            _per_second(lambda case: _decide(engine, case), unknown),
            "verdicts/s",
        ),
    ]


def measure_zen(session: Session) -> list[Row]:
    """zen-engine on the same table and cases: its pace, and whether it finds the same rows."""
    import zen  # noqa: PLC0415

    book = make_book()
    engine, decision = RuleEngine(book), zen.ZenEngine().create_decision(make_graph(book, TABLE, DAY))
    cases = draw_cases(FEW_CASES if session.is_quick else 2 * FEW_CASES)
    own = _per_second(lambda case: _decide(engine, case), cases)
    bare = _per_second(decision.evaluate, cases)
    traced = _per_second(lambda case: decision.evaluate(case, {"trace": True}), cases)
    same = sum(
        find_rows(decision.evaluate(case)) == [row.id for row in engine.decide(TABLE, case, DAY).matched]
        for case in cases
    )
    return [
        Row("zen-engine, same table, the row alone", bare, "decisions/s"),
        Row("zen-engine, same table, with its trace", traced, "decisions/s"),
        Row("ours on the same cases, with near misses", own, "verdicts/s"),
        Row("ours against zen-engine with its trace", round(own / traced, 1), "times"),
        Row(
            "cases in which both find the same row",
            round(100 * same / len(cases), 2),
            "%",
            100,
            is_floor=True,
        ),
    ]


def _decide(engine: RuleEngine, case: Case) -> Verdict:
    """A verdict whose parts have all been looked at."""
    verdict = engine.decide(TABLE, case, DAY)
    _ = verdict.kind, verdict.outcome, verdict.near_misses, verdict.steps[-1].missing
    return verdict


def _per_second(act: Callable[[Case], object], cases: Sequence[Case]) -> int:
    """The best of some rounds, by the processor time of this thread: what others do does not count."""
    act(cases[0])
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.thread_time()
        for case in cases:
            act(case)
        best = min(best, time.thread_time() - began)
    return round(len(cases) / best)
