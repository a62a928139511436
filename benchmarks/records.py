"""What a run leaves behind: its raw rows with machine, commit, command and date, under .cache/bench."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.rows import Row

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "bench"


def store_rows(bench: str, part: str, rows: Sequence[Row], *, is_quick: bool, seconds: float) -> Path:
    """Store one part's rows as JSON; returns the file."""
    now = datetime.now(UTC)
    record = {
        "bench": bench,
        "part": part,
        "quick": is_quick,
        "date": now.isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "command": f"./run bench {bench} --part {part}{' --quick' if is_quick else ''}",
        "commit": find_commit(),
        "machine": describe_machine(),
        "rows": [row.as_fields() | {"is_floor": row.is_floor} for row in rows],
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    size = "quick" if is_quick else "full"
    path = FOLDER / f"{bench}-{part}-{size}-{now:%Y%m%dT%H%M%S%f}.json"
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def list_latest(bench: str, folder: Path = FOLDER) -> dict[str, dict[str, object]]:
    """The latest record of each part: the full one if there is any, else the quick one."""
    latest: dict[str, dict[str, object]] = {}
    for size in ("quick", "full"):
        for path in sorted(folder.glob(f"{bench}-*-{size}-*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            latest[record["part"]] = record
    return latest


def find_commit() -> str | None:
    """The commit measured, with `+` when the tree differs from it; None outside a checkout."""
    try:
        commit = _ask_git("rev-parse", "--short=12", "HEAD")
        changed = _ask_git("status", "--porcelain", "--untracked-files=no", "--", "src", "benchmarks")
    except (OSError, subprocess.CalledProcessError):
        return None
    return commit + ("+" if changed else "")


def _ask_git(*words: str) -> str:
    command = ["git", "-C", str(ROOT), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
