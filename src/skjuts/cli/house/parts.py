"""The parts of the house: processes that are started, watched, started again and stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from skjuts.adapters.postgres.launching import STOP_S
from skjuts.adapters.postgres.server import Server
from skjuts.adapters.postgres.tether import tethered


class Part(Protocol):
    """What the supervisor needs to know of a part."""

    @property
    def name(self) -> str:
        """What people call it, in Swedish, as the subject of a sentence."""

    @property
    def pid(self) -> int:
        """The running process."""

    @property
    def is_ground(self) -> bool:
        """Whether the others stand on it: it is stopped last, and its start may take long."""

    @property
    def stop_signal(self) -> signal.Signals:
        """What asks it to end in order."""

    @property
    def patience_s(self) -> float:
        """How long that may take."""

    def start(self) -> None:
        """Start the process, the first time or again."""

    def poll(self) -> int | None:
        """The exit code when it has ended."""

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end; false when it has not come."""


@dataclass(slots=True)
class ProgramPart:
    """A program of ours as a child in a process group of its own."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    patience_s: float
    log: Path | None = None
    sockets: tuple[int, ...] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    is_ground: bool = False
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int:
        """The process of the latest start."""
        if self._process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self._process.pid

    def start(self) -> None:
        """Start it; what it says goes to the log, or to our own standard error."""
        with _opened(self.log) as sink:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                tethered(self.command, last_signal=self.stop_signal),
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                pass_fds=self.sockets,
                start_new_session=True,
            )

    def poll(self) -> int | None:
        """The exit code when it has ended."""
        return self._process.poll() if self._process else None

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end; false when it has not come."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process:
                self._process.wait(timeout=timeout_s)
            return True
        return False


@dataclass(slots=True)
class DatabasePart:
    """Our own database server, started already."""

    server: Server
    name: str = "Databasen"
    is_ground: bool = True
    stop_signal: signal.Signals = signal.SIGINT
    patience_s: float = STOP_S

    @property
    def pid(self) -> int:
        """The running process."""
        return self.server.child.pid

    def start(self) -> None:
        """Start it after its death, and let it read its log through; the first start was made with it."""
        if self.server.child.poll() is not None:
            self.server.launch()

    def poll(self) -> int | None:
        """The exit code when it has ended."""
        return self.server.child.poll()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end; false when it has not come."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.server.child.wait(timeout=timeout_s)
            return True
        return False


def end_rudely(part: Part) -> None:
    """End a part and its helpers without asking."""
    with contextlib.suppress(OSError):
        os.killpg(part.pid, signal.SIGKILL)
    part.wait(5.0)


def _opened(log: Path | None) -> contextlib.AbstractContextManager[IO[bytes] | int]:
    return contextlib.nullcontext(2) if log is None else log.open("ab")
