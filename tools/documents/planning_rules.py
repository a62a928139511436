"""docs/reference/planning-rules.md: the rules of planning as worked cases, from the spec tests."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

SPEC = Path(__file__).parents[2] / "tests" / "spec"
CHAPTERS = (
    "tariffs/test_contract.py",
    "planning/test_run_price.py",
    "planning/test_windows.py",
    "planning/test_ride_limits.py",
    "planning/test_company.py",
    "planning/test_waiting_returns.py",
    "planning/test_breaks.py",
    "planning/test_shifts.py",
    "network/test_slowdown.py",
    "planning/test_choices.py",
    "kernel/test_service_time.py",
)
"""The order in which a newcomer reads."""
TIMETABLE = ("timetable/test_could_take_the_bus.py",)
"""Cases of the timetable, on a page of their own."""
FOLLOW_UP = (
    "followup/test_segments.py",
    "followup/test_decomposition.py",
    "followup/test_indices.py",
    "followup/test_nowcast.py",
    "followup/test_evaluation.py",
    "followup/test_evaluation_rates.py",
    "followup/test_indicators.py",
    "followup/test_plan_audit.py",
    "followup/test_invented_plan.py",
    "followup/test_alternatives.py",
    "followup/test_flows.py",
    "followup/test_groups.py",
    "followup/test_foresight.py",
    "followup/test_regimes.py",
    "followup/test_desk_hours.py",
    "tariffs/test_air_ambulance.py",
    "triage/test_preparedness.py",
    "control/test_control.py",
    "control/test_more_rules.py",
    "simulation/test_rule_replay.py",
    "simulation/test_plan_replay.py",
    "simulation/test_changes_by_kind.py",
    "simulation/test_tender.py",
)
"""Cases of follow-up: from the month's cost to what an alternative would have cost."""
TOLD_ELSEWHERE = ("regulations",)
"""Folders of cases that are printed otherwise: the rule handbook."""
TIMETABLE_HEAD = """\
# Could the patient take the bus, case by case

Generated from the cases in `tests/spec/timetable` by `./run docs`; each is tried on every change. What a
timetable means is told in one piece in [core/timetable](../../src/skjuts/core/timetable/README.md). Everyone
told about is invented.

"""
FOLLOW_UP_HEAD = """\
# What follow-up answers, case by case

Generated from the cases of follow-up in `tests/spec` by `./run docs`; each is tried on every change. What the
words mean is told in [core/followup](../../src/skjuts/core/followup/README.md). Figures with a source line
are published ones; all others are invented.

"""
HEAD = """\
# The rules of planning, case by case

Generated from the cases in `tests/spec` by `./run docs`; each is tried on every change. What a run means is
told in one piece in [core/planning](../../src/skjuts/core/planning/README.md).

Unless a case says otherwise, all of it happens on one straight road where a kilometre takes a minute. The car
stands at kilometre 0 with four seats, works 06:00–18:00, and is paid 50 kr an order, 10 kr a kilometre with
riders and 5 kr a kilometre to a pickup. Everyone told about is invented.

"""


def write_planning_rules() -> str:
    """Return the page: a chapter per file, a section per case.

    Raises ValueError when the chapters and the files of the folder are not the same.
    """
    paths = [path.relative_to(SPEC) for path in SPEC.rglob("test_*.py")]
    found = {path.as_posix() for path in paths if path.parts[0] not in TOLD_ELSEWHERE}
    told = {*CHAPTERS, *TIMETABLE, *FOLLOW_UP}
    if found != told:
        raise ValueError(f"spec cases without a place among the chapters: {sorted(found ^ told)}")
    return HEAD + "\n".join(_chapter(name) for name in CHAPTERS)


def write_timetable_cases() -> str:
    """Return the page of the timetable's cases."""
    return TIMETABLE_HEAD + "\n".join(_chapter(name) for name in TIMETABLE)


def write_follow_up_cases() -> str:
    """Return the page of the cases of follow-up."""
    return FOLLOW_UP_HEAD + "\n".join(_chapter(name) for name in FOLLOW_UP)


def _chapter(name: str) -> str:
    tree = ast.parse((SPEC / name).read_text(encoding="utf-8"))
    title, _, text = (ast.get_docstring(tree) or "").partition("\n")
    source = f"From [{Path(name).name}](../../tests/spec/{name})."
    parts = [f"## {title.rstrip('.')}", "", *([text.strip(), ""] if text else []), source, ""]
    tables = _named_lists(tree)
    cases = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return "\n".join([*parts, *(line for case in cases for line in _case(case, tables))])


def _named_lists(tree: ast.Module) -> dict[str, ast.expr]:
    """The lists that a file names once and uses in several cases."""
    return {
        ast.unparse(node.targets[0]): node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List)
    }


def _case(case: ast.FunctionDef, tables: Mapping[str, ast.expr]) -> list[str]:
    title = case.name.removeprefix("test_").replace("_", " ").replace(" then ", ", then ").capitalize()
    text = ast.get_docstring(case) or ""
    return [f"### {title}", "", text, "", *_table(case, tables)]


def _table(case: ast.FunctionDef, tables: Mapping[str, ast.expr]) -> list[str]:
    """The rows that a case is tried with, when they are more than one column."""
    for call in case.decorator_list:
        if not isinstance(call, ast.Call) or ast.unparse(call.func) != "pytest.mark.parametrize":
            continue
        names, rows = call.args[0], tables.get(ast.unparse(call.args[1]), call.args[1])
        if isinstance(names, ast.Tuple) and isinstance(rows, ast.List):
            head = [str(ast.literal_eval(name)).replace("_", " ") for name in names.elts]
            lines = [[_cell(cell) for cell in row.elts] for row in rows.elts if isinstance(row, ast.Tuple)]
            return [*(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines)), ""]
    return []


def _cell(cell: ast.expr) -> str:
    """Texts, numbers and words as people write them; anything else as code."""
    if isinstance(cell, ast.Constant):
        return (
            "–" if cell.value == "" else {"True": "yes", "False": "no"}.get(str(cell.value), str(cell.value))
        )
    if isinstance(cell, ast.Attribute):
        return cell.attr.lower().replace("_", " ")
    text = ast.unparse(cell)
    return text.replace(" * ", " × ") if isinstance(cell, ast.BinOp) else f"`{text}`"
