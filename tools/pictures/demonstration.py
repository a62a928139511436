"""A small demonstration of our own, made anew, for as long as the pictures are taken."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE_S = 1800
"""A first start compiles the planner, plans a day and makes a region."""
READY = "ready "
PERSONAS = "demo/"


@contextlib.contextmanager
def open_demonstration(address: str | None) -> Iterator[str]:
    """Yield the address of the house at `address`, or of a new one that is closed and removed afterwards."""
    if address is not None:
        yield f"{address.rstrip('/')}/"
        return
    # Sockets have short names: the folder lies high.
    with tempfile.TemporaryDirectory(prefix="sk", dir="/tmp") as name:
        yield from _run(Path(name))


def _run(folder: Path) -> Iterator[str]:
    said = folder / "said.txt"
    command = [sys.executable, "-m", "skjuts", "demo", "--size", "s", "--port", "0", "--no-browser"]
    with (
        said.open("wb") as sink,
        subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink) as house,
    ):
        try:
            yield _wait(house, said)
        finally:
            house.send_signal(signal.SIGTERM)
            house.wait(timeout=60)


def _wait(house: subprocess.Popen[bytes], said: Path) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and house.poll() is None:
        for line in said.read_text(encoding="utf-8").splitlines():
            if line.startswith(READY):
                return line.removeprefix(READY).strip().removesuffix(PERSONAS)
        time.sleep(0.5)
    raise SystemExit(f"The demonstration did not open:\n{said.read_text(encoding='utf-8')}")
