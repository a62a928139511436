"""Sixty requests a second on a large house, for ten minutes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.load.answers import Answered
from benchmarks.load.house import HOST, LargeHouse, open_house, serving
from benchmarks.load.judging import judge_answers, judge_house
from benchmarks.records import ROOT
from benchmarks.rows import Row, Session

RATE = 60.0
SECONDS, QUICK_SECONDS = 600.0, 30.0
WARM_UP_S = 10.0
SETTLE_S = 6.0
"""The sealer works every five seconds: its lag is read when it has had its turn."""


def measure_requests(session: Session) -> list[Row]:
    """Load, open, send, judge."""
    seconds = QUICK_SECONDS if session.is_quick else SECONDS
    with open_house(is_quick=session.is_quick, say=session.say) as house:
        crowd = house.folder / "crowd.json"
        house.run("-m", "benchmarks.load.preparing", str(crowd), as_owner=True)
        with serving(house, _free_port()) as address:
            session.say(f"{RATE:.0f} requests a second for {seconds:.0f} s")
            found = _send(house, crowd, address, seconds)
            time.sleep(SETTLE_S)
            told = _read(f"{address}/metrics")
    (house.folder / "metrics.txt").write_text(told, encoding="utf-8")
    return [*judge_answers(found, RATE, seconds), *judge_house(told)]


def _send(house: LargeHouse, crowd: Path, address: str, seconds: float) -> list[Answered]:
    out = house.folder / "answers.json"
    words = ["-m", "benchmarks.load.generator", str(crowd), str(out), address]
    words += ["--rate", str(RATE), "--seconds", str(seconds), "--warm-up", str(WARM_UP_S)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    return [Answered(**one) for one in json.loads(out.read_text(encoding="utf-8"))]


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  (our own house)
        text: str = answer.read().decode()
        return text


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
