"""The tabu schedules published with the R instances, judged by the reference and the checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from skjuts.core.planning.checker import check
from skjuts.core.planning.formats.foreign import read_foreign
from skjuts.core.planning.problem import Problem
from skjuts.core.planning.reference import price_plan, schedule_run
from skjuts.core.planning.solution import Run, Solution
from tests.golden.tabu_schedules import TabuSchedule, list_visits, measure_route, read_schedule

INSTANCES = [f"pr{number:02}" for number in range(1, 11)]


def read_instance(bench: Path, name: str) -> tuple[Problem, TabuSchedule]:
    """The instance and its published schedule."""
    folder = bench / "darp_r"
    problem = read_foreign((folder / f"{name}.txt").read_text(), name, "cordeau")
    return problem, read_schedule((folder / f"{name}.res").read_text())


def schedule_all(problem: Problem, schedule: TabuSchedule) -> list[Run]:
    """Every published route by the reference; the test fails at one that it cannot drive."""
    vehicles = zip(problem.vehicles, schedule.routes, strict=True)
    runs = [schedule_run(problem, vehicle, 0, list_visits(problem, route)) for vehicle, route in vehicles]
    assert all(isinstance(run, Run) for run in runs)
    return [run for run in runs if isinstance(run, Run)]


@pytest.mark.parametrize("name", INSTANCES)
def test_published_routes_when_scheduled_by_the_reference_are_feasible_and_cost_what_they_say(
    bench_folder: Path, name: str
) -> None:
    """The rules as we read them are those of the literature."""
    problem, schedule = read_instance(bench_folder, name)
    runs = schedule_all(problem, schedule)
    assert round(sum(measure_route(problem, route) for route in schedule.routes), 2) == schedule.cost
    assert sum(run.cost.total_ore for run in runs) / problem.ticks_per_unit == pytest.approx(
        schedule.cost, abs=0.02
    )


@pytest.mark.parametrize("name", INSTANCES)
def test_published_plan_when_judged_by_the_checker_breaks_nothing(bench_folder: Path, name: str) -> None:
    """Two judges that share nothing agree on plans that neither of them made."""
    problem, schedule = read_instance(bench_folder, name)
    runs = schedule_all(problem, schedule)
    verdict = check(problem, Solution(tuple(runs), (), price_plan(problem, runs)))
    assert verdict.violations == ()
    assert verdict.distance is not None
    assert round(verdict.distance, 2) == schedule.cost
