"""`skjuts plan` and `check-plan` from outside: files, signals and exit codes."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from skjuts.core.planning.formats import write_problem
from skjuts.rehearsal.day import make_day
from tests.system.started import Started, run_skjuts
from tests.unit.planning.formats.example_day import as_json, example_day

ITERATIONS = ("--iterations", "300", "--seed", "1")
FOREIGN = Path(__file__).parents[1] / "data" / "foreign"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """The example day as a file."""
    path = tmp_path / "dag.json"
    path.write_bytes(as_json(example_day()))
    return path


@pytest.fixture(scope="session")
def real_day() -> bytes:
    """A day that keeps the planner busy: fifty invented riders."""
    return write_problem(make_day("jamtland_harjedalen", 50, 1))


def _check(day: Path, plan: Path) -> dict[str, object]:
    done = run_skjuts(["check-plan", day, plan], day.parent)
    assert done.stdout, done.stderr
    return json.loads(done.stdout) | {"code": done.returncode}


def test_a_day_when_planned_gives_a_plan_that_keeps_every_rule(day: Path) -> None:
    """A day in, a plan and a report out: the main job."""
    words = ["plan", day, "-o", "plan.json", "--report", "plan.html", *ITERATIONS]
    done = run_skjuts(words, day.parent)
    assert done.returncode == 0, done.stderr
    assert "Med tur" in done.stdout
    plan = json.loads((day.parent / "plan.json").read_text(encoding="utf-8"))
    assert (plan["summary"]["served"], plan["summary"]["unserved"]) == (3, 0)
    assert "<html" in (day.parent / "plan.html").read_text(encoding="utf-8")
    verdict = _check(day, day.parent / "plan.json")
    assert (verdict["feasible"], verdict["code"]) == (True, 0)
    assert verdict["objective"] == plan["summary"]["objective"]


def test_a_day_when_planned_twice_by_iterations_gives_the_same_bytes(day: Path) -> None:
    """Same file, seed and steps: same plan."""
    plans = []
    for name in ("a.json", "b.json"):
        assert run_skjuts(["plan", day, "-o", name, *ITERATIONS], day.parent).returncode == 0
        plans.append((day.parent / name).read_bytes())
    assert plans[0] == plans[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_search_when_stopped_keeps_the_best_plan(tmp_path: Path, real_day: bytes, number: int) -> None:
    """Ctrl-C is how a planner says that it is good enough."""
    day, plan = tmp_path / "dag.json", tmp_path / "plan.json"
    day.write_bytes(real_day)
    started = Started(["plan", day, "-o", plan, "--time", "300"], tmp_path)
    started.wait_for("Planerar:")
    assert started.stop(number) == 0, started.said
    assert "Traceback" not in started.said
    assert "behålls" in started.said
    verdict = _check(day, plan)
    assert (verdict["feasible"], verdict["code"]) == (True, 0)
    assert {path.name for path in tmp_path.iterdir()} == {
        "dag.json", "plan.json", "meddelanden.txt", "svar.txt",
    }  # fmt: skip


def test_a_gigabyte_when_planned_is_refused_at_once(tmp_path: Path) -> None:
    """A wrong file costs a second, not the machine's memory."""
    with (tmp_path / "film.mkv").open("wb") as file:
        file.truncate(1 << 30)
    done = run_skjuts(["plan", "film.mkv", "-o", "plan.json"], tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Fel: ")
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["film.mkv"]


@pytest.mark.parametrize("instance", sorted(FOREIGN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_foreign_instance_when_planned_keeps_its_rules(instance: Path, tmp_path: Path) -> None:
    """Public instances run unchanged, and the objective is the unrounded distance."""
    plan = tmp_path / "plan.json"
    done = run_skjuts(["plan", instance, "-o", plan, *ITERATIONS], tmp_path)
    assert done.returncode == 0, done.stderr
    summary = json.loads(plan.read_text(encoding="utf-8"))["summary"]
    judged = run_skjuts(["check-plan", instance, plan], tmp_path)
    assert judged.returncode == 0, judged.stdout
    assert json.loads(judged.stdout)["objective"] == pytest.approx(summary["objective"], abs=1e-9)
