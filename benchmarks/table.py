"""docs/reference/performance.md, written from the stored rows and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.followup.parts import PARTS as FOLLOWUP
from benchmarks.load.parts import PARTS as LOAD
from benchmarks.permits.parts import PARTS as PERMITS
from benchmarks.planner import PARTS
from benchmarks.records import ROOT, list_latest
from benchmarks.rules.parts import PARTS as RULES

PAGE = ROOT / "docs" / "reference" / "performance.md"
TOP = """# Performance

Written by `./run bench table` from the latest run of each part; never by hand. Each part names the
command that measures it again. What is measured and why stands in
[benchmarks/README.md](../../benchmarks/README.md); what was tried where a target is missed, in
[missed targets](../explanation/missed-targets.md).
"""
NOTHING = "\nNothing has been measured on this machine yet: `./run bench planner`.\n"


def write_page(page: Path = PAGE) -> Path:
    """Write the page; returns its path."""
    benches = ("planner", "load", "rules", "permits", "followup")
    latest = {part: record for bench in benches for part, record in list_latest(bench).items()}
    in_order = {
        part.name: latest[part.name]
        for part in (*PARTS, *LOAD, *RULES, *PERMITS, *FOLLOWUP)
        if part.name in latest
    }
    page.write_text(render_page(in_order), encoding="utf-8")
    return page


def render_page(records: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole page: the targets together, then each part with all its rows."""
    if not records:
        return TOP + NOTHING
    aimed = [
        (part, row) for part, record in records.items() for row in record["rows"] if row["target"] is not None
    ]
    text = TOP + "\n## Targets\n\n| part | what | value | target | met |\n|---|---|---:|---:|---|\n"
    text += "".join(f"| {part} | {_cells(row)} |\n" for part, row in aimed)
    return text + "".join(_render_part(part, record) for part, record in records.items())


def _render_part(part: str, record: Mapping[str, Any]) -> str:
    machine = record["machine"]
    size = " (quick subset)" if record["quick"] else ""
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
