"""How close to the best known: Cordeau's a-set and R-set, judged by our checker on exact distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.instances import WHERE, Instance, find_bench_folder, list_instances, list_names
from benchmarks.own_planner import compile_kernels, plan
from benchmarks.peers.judging import Judgement, judge_plan
from benchmarks.rows import Row, Session, mean, percent_above
from skjuts.cli.planner import count_cores

PUBLISHED_DECIMALS = 0.005
"""Best known values are rounded to two decimals."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the planner made of an instance."""

    instance: Instance
    judgement: Judgement

    @property
    def gap_percent(self) -> float | None:
        """Per cent above the best known; None without one, or for a plan that is no result."""
        if self.instance.best is None or not self.judgement.is_valid:
            return None
        return max(0.0, percent_above(self.judgement.value, self.instance.best))

    @property
    def is_optimum(self) -> bool:
        """Whether the value is the proven optimum."""
        best = self.instance.best
        if best is None or not (self.judgement.is_valid and self.instance.is_optimal):
            return False
        return self.judgement.value < best + 2 * PUBLISHED_DECIMALS


def measure_a(session: Session) -> list[Row]:
    """The a-set: 24 instances, 10 s each on every core, as the command plans; quick: every eighth."""
    names = list_names("a")[7::8] if session.is_quick else list_names("a")
    outcomes = list_outcomes(names, 10.0, session)
    gaps = list_gaps(outcomes)
    share = len(outcomes) / len(list_names("a"))
    return [
        Row(f"a-set, {len(outcomes)} instances of 10 s: mean gap", mean(gaps), "%", 0.25),
        Row(
            "a-set: proven optima reached",
            count_optima(outcomes),
            f"of {len(outcomes)}",
            16 * share,
            is_floor=True,
        ),
        Row("a-set: plans that break a rule", count_broken(outcomes), "plans", 0),
        *list_details(outcomes),
    ]


def measure_r(session: Session) -> list[Row]:
    """R1a–R10a, 60 s each on every core; quick: two of them, 15 s each."""
    names = ["pr02", "pr08"] if session.is_quick else list_names("r")
    seconds = 15.0 if session.is_quick else 60.0
    outcomes = list_outcomes(names, seconds, session)
    gaps = list_gaps(outcomes)
    return [
        Row(f"R-set, {len(outcomes)} instances of {seconds:g} s: mean gap", mean(gaps), "%", 1.2),
        Row("R-set: worst gap", max(gaps, default=None), "%", 3.0),
        Row("R-set: plans that break a rule", count_broken(outcomes), "plans", 0),
        *list_details(outcomes),
    ]


def list_outcomes(names: Sequence[str], seconds: float, session: Session) -> list[Outcome]:
    """Plan each instance for so many seconds and judge the plan."""
    if find_bench_folder() is None:
        session.say(f"{WHERE}; generated instances of the same shapes are planned instead, without gaps")
    compile_kernels(session.say)
    outcomes = []
    for instance in list_instances(names):
        judgement = judge_plan(instance.problem, plan(instance.problem, seconds, session.say, count_cores()))
        outcomes.append(Outcome(instance, judgement))
        session.say(f"{instance.problem.name}: {judgement.value:.2f} (best known {instance.best})")
    return outcomes


def list_gaps(outcomes: Sequence[Outcome]) -> list[float]:
    """The gaps of the plans that are results, where a best is known."""
    return [outcome.gap_percent for outcome in outcomes if outcome.gap_percent is not None]


def count_optima(outcomes: Sequence[Outcome]) -> int:
    """How many plans are proven optima."""
    return sum(outcome.is_optimum for outcome in outcomes)


def count_broken(outcomes: Sequence[Outcome]) -> int:
    """How many plans are no results."""
    return sum(not outcome.judgement.is_valid for outcome in outcomes)


def list_details(outcomes: Sequence[Outcome]) -> list[Row]:
    """Each instance's distance and gap."""
    rows = []
    for outcome in outcomes:
        name = outcome.instance.problem.name
        rows.append(Row(f"{name}: distance", round(outcome.judgement.value, 2), "units"))
        if outcome.gap_percent is not None:
            rows.append(Row(f"{name}: above the best known", outcome.gap_percent, "%"))
    return rows
