"""The leader's page over ten million invented trips: time and memory, beside pandas and plain SQL."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.records import ROOT
from benchmarks.rows import Row, Session
from skjuts.adapters.warehouse import import_trips, read_shelf
from skjuts.core.followup.months import month
from skjuts.rehearsal.year import write_years

LAST = month(2026, 10)
SCALES = {False: 30.7, True: 3.07}
"""So many times the trips of a region like Jämtland Härjedalen: ten million, and one."""
ROUNDS = {False: 30, True: 20}
WAYS = ("warehouse", "sql", "pandas")


def measure_leader(session: Session) -> list[Row]:
    """Make the trips (kept for later runs), ask in three ways, and compare the answers."""
    folder = find_folder(session)
    rows = prepare_years(folder, session)
    trips = read_shelf(folder).intakes[0].trips
    found = {way: _ask_apart(way, folder, ROUNDS[session.is_quick], session) for way in WAYS}
    ours = found["warehouse"]
    cold, warm = (_p95(ours[state]["wall"]) for state in ("cold", "warm"))
    rows += [
        Row("trips", trips, "rows"),
        Row("leader's page, cold, p95", round(cold, 3), "s", 1.0),
        Row("leader's page, cold, p95 of processor time", round(_p95(ours["cold"]["processor"]), 3), "s"),
        Row("leader's page, warm, p95", round(1000 * warm, 1), "ms", 200.0),
        Row("memory", round(ours["memory_mb"]), "MB", 2048),
    ]
    for way in WAYS[1:]:
        other = found[way]
        agreed = sum(other["digest"][name] == digest for name, digest in ours["digest"].items())
        rows += [
            Row(f"{way}: same answers, of {len(ours['digest'])}", agreed, "questions", 8, is_floor=True),
            Row(
                f"{way}: cold page, times ours", round(_middle(other["cold"]) / _middle(ours["cold"]), 1), "x"
            ),
            Row(f"{way}: page again", round(_middle(other["warm"]), 2), "s"),
            Row(f"{way}: memory", round(other["memory_mb"]), "MB"),
        ]
    return rows


def find_folder(session: Session) -> Path:
    """Where the trips are kept between runs."""
    return ROOT / ".cache" / "bench" / "followup" / ("million" if session.is_quick else "ten-million")


def prepare_years(folder: Path, session: Session) -> list[Row]:
    """Write and read in the invented trips, unless an earlier run has; how long that took."""
    if read_shelf(folder).intakes:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    session.say("making the invented trips (kept for later runs)")
    began = time.monotonic()
    write_years(folder / "in.parquet", LAST, scale=SCALES[session.is_quick])
    made = time.monotonic()
    import_trips(folder, folder / "in.parquet", "years", "s1")
    (folder / "in.parquet").unlink()
    return [
        Row("drawing the trips", round(made - began, 1), "s"),
        Row("reading them in, every cell checked", round(time.monotonic() - made, 1), "s"),
    ]


def _ask_apart(way: str, folder: Path, rounds: int, session: Session) -> dict[str, Any]:
    session.say(f"asking: {way}")
    words = [
        sys.executable,
        "-m",
        "benchmarks.followup.asking_apart",
        way,
        str(folder),
        str(LAST),
        str(rounds),
    ]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _p95(seconds: list[float]) -> float:
    return float(np.quantile(seconds, 0.95))


def _middle(timed: dict[str, list[float]]) -> float:
    return float(np.median(timed["wall"]))
