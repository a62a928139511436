"""What the commands answer, and the code that they end with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from skjuts.cli.main import make_app, run
from skjuts.core.planning.formats import schema, write_solution
from tests.unit.planning.formats.example_day import as_json, example_day, example_problem
from tests.unit.planning.formats.test_plan_form import CORDEAU, day_plan


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """The example day as a file."""
    path = tmp_path / "dag.json"
    path.write_bytes(as_json(example_day()))
    return path


def _plan(folder: Path) -> tuple[Path, dict[str, Any]]:
    problem = example_problem()
    return folder / "plan.json", json.loads(write_solution(problem, day_plan(problem)))


def test_check_plan_when_every_rule_is_kept_then_0(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs outside compare with this verdict."""
    path, plan = _plan(tmp_path)
    path.write_text(json.dumps(plan))
    assert run(make_app(), ["check-plan", str(day), str(path)]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["feasible"] is True
    assert verdict["objective"] == plan["summary"]["objective"]
    assert (verdict["served"], verdict["unserved"], verdict["vehicles"]) == (2, 1, 1)
    assert verdict["violations"] == []


def test_check_plan_when_a_rule_is_broken_then_1_and_which(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rider dropped two hours late is named."""
    path, plan = _plan(tmp_path)
    dropoff = next(stop for stop in plan["runs"][0]["stops"] if stop["kind"] == "dropoff")
    dropoff["start"] += 7200
    path.write_text(json.dumps(plan))
    assert run(make_app(), ["check-plan", str(day), str(path)]) == 1
    violations = json.loads(capsys.readouterr().out)["violations"]
    assert ("window", "R1") in {(one["rule"], one["request"]) for one in violations}


def test_check_plan_when_the_price_is_wrong_then_1(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan that states its cost answers for it."""
    path, plan = _plan(tmp_path)
    plan["runs"][0]["cost"]["distance_ore"] += 1
    path.write_text(json.dumps(plan))
    assert run(make_app(), ["check-plan", str(day), str(path)]) == 1
    assert {one["rule"] for one in json.loads(capsys.readouterr().out)["violations"]} == {"cost"}


def test_check_plan_when_no_price_is_stated_then_none_is_judged(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other programs say where and when; what it costs is ours to work out."""
    path, plan = _plan(tmp_path)
    objective = plan.pop("summary")["objective"]
    path.write_text(json.dumps(plan))
    assert run(make_app(), ["check-plan", str(day), str(path)]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["cost_judged"], verdict["objective"]) == (False, objective)


def test_check_plan_of_a_foreign_plan_in_decimals_allows_for_rounding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another program drives exact distances; ours are rounded up to ticks."""
    instance = tmp_path / "pr.txt"
    instance.write_text(CORDEAU)
    diagonal = 17**0.5
    times = [
        ("pickup", 1, 20.0),
        ("dropoff", 1, 26.0),
        ("pickup", 2, 28 + diagonal),
        ("dropoff", 2, 34 + diagonal),
    ]
    stops = [{"kind": kind, "request": request, "start": start} for kind, request, start in times]
    (tmp_path / "plan.json").write_text(json.dumps({"runs": [{"stops": stops}]}))
    assert run(make_app(), ["check-plan", str(instance), str(tmp_path / "plan.json")]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["objective"] == pytest.approx(1 + 4 + diagonal + 4 + 26**0.5, abs=1e-12)


@pytest.mark.parametrize("kind", ["problem", "plan"])
def test_schema_when_asked_for_is_json(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It goes straight into another program's validator."""
    assert run(make_app(), ["schema", kind]) == 0
    assert json.loads(capsys.readouterr().out) == schema(kind)


BAD_USES: dict[str, tuple[list[str], int, str]] = {
    "a missing file": (["plan", "saknas.json", "-o", "plan.json"], 2, "saknas.json"),
    "no output": (["plan", "dag.json"], 2, "--output"),
    "an unknown option": (["plan", "dag.json", "-o", "plan.json", "--fart", "9"], 2, "--fart"),
    "a time of nothing": (["plan", "dag.json", "-o", "plan.json", "--time", "0"], 2, "--time"),
    "an unknown format": (["plan", "dag.json", "-o", "plan.json", "--format", "xml"], 2, "xml"),
    "an output nowhere": (["plan", "dag.json", "-o", "saknas/plan.json"], 2, "saknas"),
    "an unknown command": (["planera"], 2, "planera"),
}


@pytest.mark.parametrize(("words", "code", "named"), BAD_USES.values(), ids=BAD_USES.keys())
def test_a_command_when_used_wrongly_then_one_message_with_a_remedy(
    words: list[str],
    code: int,
    named: str,
    day: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The one who mistypes is told what, and what to do; nothing is written."""
    monkeypatch.chdir(day.parent)
    assert run(make_app(), words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Fel: ")
    assert named in said.err
    assert "Gör så här: " in said.err
    assert "Traceback" not in said.err
    assert [path.name for path in day.parent.iterdir()] == ["dag.json"]


def test_a_fault_in_the_day_names_field_and_remedy(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the message straight to the row."""
    document = example_day()
    document["requests"][1]["load"] = {"wheelchairs": 2}
    day.write_bytes(as_json(document))
    assert run(make_app(), ["plan", str(day), "-o", str(tmp_path / "plan.json")]) == 2
    said = capsys.readouterr().err
    assert "R2" in said
    assert "requests[1].load" in said
    assert not (tmp_path / "plan.json").exists()
