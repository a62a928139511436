"""`python -m benchmarks NAME` measures (planner, load, rules, permits, followup); `table` writes the page."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.followup.parts import PARTS as FOLLOWUP
from benchmarks.load.parts import PARTS as LOAD
from benchmarks.permits.parts import PARTS as PERMITS
from benchmarks.planner import PARTS as PLANNER
from benchmarks.planner import Part, choose_parts
from benchmarks.records import ROOT, store_rows
from benchmarks.rows import Row, Session
from benchmarks.rules.parts import PARTS as RULES
from benchmarks.table import write_page

BENCHES = {"planner": PLANNER, "load": LOAD, "rules": RULES, "permits": PERMITS, "followup": FOLLOWUP}
DONE, PART_FAILED, MISUSED = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Run one command. Exits 0 whether targets are met or not, 1 when a part could not be measured."""
    if list(arguments) == ["table"]:
        print(f"written: {write_page().relative_to(ROOT)}")
        return DONE
    asked = _read_arguments(arguments)
    try:
        wanted = [name for names in asked.part for name in names.split(",")]
        parts = choose_parts(wanted, BENCHES[asked.name])
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return MISUSED
    minutes = sum(part.expected_minutes(is_quick=asked.quick) for part in parts)
    announced = f"bench {asked.name}: about {minutes:.1f} minutes, {', '.join(part.name for part in parts)}"
    print(announced, file=sys.stderr if asked.json else sys.stdout, flush=True)
    fields, failed = [], False
    for part in parts:
        found = _measure_here(part, asked) if len(parts) == 1 else _measure_apart(part, asked)
        failed |= found is None
        fields += found or [Row(f"{part.name}: could not be measured", None, "", 0).as_fields()]
    if asked.json:
        print(json.dumps(fields, ensure_ascii=False))
    return PART_FAILED if failed else DONE


def _read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run bench", description="Measure; `./run bench table` writes the page."
    )
    parser.add_argument("name", choices=BENCHES, help="what to measure")
    parser.add_argument(
        "--part", action="append", default=[], metavar="P", help="only this part (again for more)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="the same metrics on a fixed subset, within 5 minutes"
    )
    parser.add_argument(
        "--json", action="store_true", help="print the rows as JSON, and nothing else on stdout"
    )
    return parser.parse_args(arguments)


def _measure_here(part: Part, asked: argparse.Namespace) -> list[dict[str, object]]:
    """Measure one part in this process, store its rows and show them."""
    began = time.monotonic()
    rows = part.measure(Session(asked.quick, _say))
    stored = store_rows(asked.name, part.name, rows, is_quick=asked.quick, seconds=time.monotonic() - began)
    _say(f"stored: {stored.relative_to(ROOT)}")
    if not asked.json:
        print("\n".join(row.as_text() for row in rows), flush=True)
    return [row.as_fields() for row in rows]


def _measure_apart(part: Part, asked: argparse.Namespace) -> list[dict[str, object]] | None:
    """Measure one of several parts in a process of its own, to weigh on no other; None if it fails."""
    _say(f"--- {part.name}: {part.about}")
    words = [asked.name, "--part", part.name, "--json", *(["--quick"] if asked.quick else [])]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != DONE:
        return None
    # What is measured may have said something of its own before.
    fields: list[dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    if not asked.json:
        _print_fields(fields)
    return fields


def _print_fields(fields: Sequence[dict[str, object]]) -> None:
    for field in fields:
        met = {
            None: "",
            True: f"  (target {field['target']}: met)",
            False: f"  (target {field['target']}: NOT met)",
        }
        print(f"{field['what']}: {field['value']} {field['unit']}{met[field['met']]}", flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
