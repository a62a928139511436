"""The last one out: ends the house's processes when the house itself has been killed. Run as a script.

It reads one line for each process that begins (`+ PID SIGNAL`) or has ended (`- PID`). When the pipe closes
the house is gone, whatever killed it. Those that are left get their signal, some seconds, and then no choice.

The kernel's parent-death signal does the first half of this on Linux alone, and cannot do the second.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

PATIENCE_S = 6.0
_PAUSE_S = 0.05


class Guard:
    """The house's end of the pipe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-I", "-S", __file__], stdin=subprocess.PIPE, start_new_session=True
        )

    @property
    def pid(self) -> int:
        """The guard's own number."""
        return self._process.pid

    def watch(self, pid: int, number: signal.Signals) -> None:
        """From now on this process, and its group, are ended with the house."""
        self._tell(f"+ {pid} {int(number)}\n")

    def forget(self, pid: int) -> None:
        """The process has ended; its number may soon be somebody else's."""
        self._tell(f"- {pid}\n")

    def close(self) -> None:
        """Everything has been stopped in order: nothing is left to do."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self._process.wait(timeout=PATIENCE_S * 2)

    def _tell(self, line: str) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.write(line.encode("ascii"))
                self._process.stdin.flush()


def main() -> None:
    """Read until the house is gone, then see to it that nobody is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    left: dict[int, int] = {}
    for line in sys.stdin:
        words = line.split()
        if words[0] == "+":
            left[int(words[1])] = int(words[2])
        else:
            left.pop(int(words[1]), None)
    _send(left, left.values())
    deadline = time.monotonic() + PATIENCE_S
    while any(map(_is_alive, left)) and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)
    _send(filter(_is_alive, list(left)), [signal.SIGKILL] * len(left))


def _send(pids: Iterable[int], numbers: Iterable[int]) -> None:
    for pid, number in zip(pids, numbers, strict=False):
        with contextlib.suppress(OSError):
            os.killpg(pid, number)


def _is_alive(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


if __name__ == "__main__":
    main()
