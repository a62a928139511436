"""The `skjuts` command as a process of its own, as users and scripts start it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

COMMAND = (sys.executable, "-m", "skjuts")
PATIENCE_S = 600
"""A first start compiles the planner."""


def outside() -> dict[str, str]:
    """The environment of somebody who has not heard of this test run's database."""
    ours = ("DATABASE_", "SKJUTS_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def run_skjuts(words: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run to the end in a folder."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=outside(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        stdin=subprocess.DEVNULL,
    )


class Started:
    """A running command whose messages go to a file."""

    def __init__(self, words: Sequence[str | Path], folder: Path) -> None:
        self._said = folder / "meddelanden.txt"
        self._answered = folder / "svar.txt"
        with self._said.open("wb") as said, self._answered.open("wb") as answered:
            self.process = subprocess.Popen(
                [*COMMAND, *map(str, words)],
                cwd=folder,
                env=outside(),
                stdin=subprocess.DEVNULL,
                stdout=answered,
                stderr=said,
            )

    @property
    def said(self) -> str:
        """What it has written to standard error."""
        return self._said.read_text(encoding="utf-8")

    @property
    def answered(self) -> str:
        """What it has written to standard output."""
        return self._answered.read_text(encoding="utf-8")

    def wait_for(self, words: str) -> None:
        """Wait until it has said or answered something; fails when it ends without."""
        deadline = time.monotonic() + PATIENCE_S
        while words not in self.said + self.answered:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)

    def stop(self, number: int) -> int:
        """Send a signal and wait for the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)
