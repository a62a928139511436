"""`skjuts demo` from outside: the first thing that a stranger tries."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from tests.system.started import Started

SECOND_START_S = 60
"""Seconds are meant; the bound is for a loaded machine."""


def read(address: str) -> str:
    """What the house answers."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode())


def test_a_demo_opens_a_house_and_a_second_one_opens_it_again(tmp_path: Path) -> None:
    """Other programs wait for `ready` and stop it with SIGTERM; the second start builds nothing anew."""
    words = ["demo", "--size", "s", "--no-browser", "--port", "0"]
    first = Started(words, tmp_path)
    first.wait_for("ready http://")
    address = first.answered.split("ready ")[1].split()[0]
    assert "påhittade" in read(address)
    assert "påhitta" in read(urljoin(address, "/demo/dagsplan/")).lower()
    assert first.stop(signal.SIGTERM) == 0
    assert "Traceback" not in first.said

    began = time.monotonic()
    second = Started(words, tmp_path)
    second.wait_for("ready http://")
    assert time.monotonic() - began < SECOND_START_S
    assert "Patienter" not in second.said
    assert second.stop(signal.SIGTERM) == 0
