"""docs/reference/performance.md, written from the stored rows; a part that was not run here stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.followup.parts import PARTS as FOLLOWUP
from benchmarks.load.parts import PARTS as LOAD
from benchmarks.permits.parts import PARTS as PERMITS
from benchmarks.planner import PARTS
from benchmarks.records import ROOT, list_latest
from benchmarks.rules.parts import PARTS as RULES

ALL_PARTS = (*PARTS, *LOAD, *RULES, *PERMITS, *FOLLOWUP)
BENCHES = ("planner", "load", "rules", "permits", "followup")
QUICK = "(quick subset)"
DATED = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+\+00:00")
PAGE = ROOT / "docs" / "reference" / "performance.md"
TOP = """# Performance

Written by `./run bench table` from the latest run of each part; never by hand. Each part names the
command that measures it again. What is measured and why stands in
[benchmarks/README.md](../../benchmarks/README.md); what was tried where a target is missed, in
[missed targets](../explanation/missed-targets.md).
"""
NOTHING = "\nNothing has been measured on this machine yet: `./run bench planner`.\n"


@dataclass(frozen=True, slots=True)
class Section:
    """One part on the page: its rows with a target, all of it, and when it was measured ('' when unknown)."""

    aimed: str
    whole: str
    date: str


def write_page(page: Path = PAGE) -> Path:
    """Write the page; returns its path. What was measured elsewhere and later than here stands."""
    told = page.read_text(encoding="utf-8") if page.exists() else ""
    page.write_text(render_page(_list_records(), told), encoding="utf-8")
    return page


def render_page(records: Mapping[str, Mapping[str, Any]], told: str = "") -> str:
    """The whole page: the targets together, then each part with all its rows; `told` is the page so far."""
    sections = _read_sections(told)
    for part, record in records.items():
        measured = _render_section(part, record)
        if part not in sections or _replaces(measured, sections[part]):
            sections[part] = measured
    if not sections:
        return TOP + NOTHING
    ordered = [sections[part.name] for part in ALL_PARTS if part.name in sections]
    text = TOP + "\n## Targets\n\n| part | what | value | target | met |\n|---|---|---:|---:|---|\n"
    return text + "".join(one.aimed for one in ordered) + "".join(one.whole for one in ordered)


def _list_records() -> dict[str, Mapping[str, Any]]:
    return {part: record for bench in BENCHES for part, record in list_latest(bench).items()}


def _read_sections(told: str) -> dict[str, Section]:
    """The parts of a page by name."""
    targets, *parts = told.split("\n## ")[1:] or [""]
    sections = {}
    for text in parts:
        name = text.split(maxsplit=1)[0]
        aimed = "".join(line for line in targets.splitlines(keepends=True) if line.startswith(f"| {name} |"))
        dated = DATED.search(text)
        sections[name] = Section(aimed, f"\n## {text.rstrip()}\n", dated[0] if dated else "")
    return sections


def _replaces(measured: Section, told: Section) -> bool:
    """Whether it is later, and no mere subset of what is told."""
    is_less = QUICK in measured.whole and QUICK not in told.whole
    return measured.date > told.date and not is_less


def _render_section(part: str, record: Mapping[str, Any]) -> Section:
    aimed = [row for row in record["rows"] if row["target"] is not None]
    text = "".join(f"| {part} | {_cells(row)} |\n" for row in aimed)
    return Section(text, _render_part(part, record), record["date"])


def _render_part(part: str, record: Mapping[str, Any]) -> str:
    machine = record["machine"]
    size = f" {QUICK}" if record["quick"] else ""
    commit = record["commit"] or "unknown"
    text = f"\n## {part}{size}\n\n`{record['command']}`, {record['date']}, commit {commit}, "
    text += f"{record['seconds']:g} s on {machine['cores']} cores of {machine['cpu']}, "
    text += (
        f"{machine['memory_gb']:g} GB, Python {machine['python']}, load {machine['load']:g} at the end.\n\n"
    )
    text += "| what | value | target | met |\n|---|---:|---:|---|\n"
    return text + _render_rows(record["rows"])


def _render_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    return "".join(f"| {_cells(row)} |\n" for row in rows)


def _cells(row: Mapping[str, Any]) -> str:
    """What, value, target and met, as cells."""
    value = "–" if row["value"] is None else f"{_number(row['value'])} {row['unit']}"
    if row["target"] is None:
        return f"{_plain(row['what'])} | {value} |  | "
    sign = "≥" if row["is_floor"] else "≤"
    met = "yes" if row["met"] else "**no**"
    return f"{_plain(row['what'])} | {value} | {sign} {_number(row['target'])} | {met}"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 10_000 else f"{value:.6g}"
