"""The machine that is measured on: what it is, one core of it, and how much memory a run takes."""

from __future__ import annotations

import os
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

PROC = Path("/proc")
SAMPLE_S = 0.25
KIB = 1024


def describe_machine() -> dict[str, str | int | float]:
    """Processor, cores that this process may use, memory, system and Python."""
    return {
        "cpu": _read_value(PROC / "cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": len(list_cores()),
        "memory_gb": round(int((_read_value(PROC / "meminfo", "MemTotal") or "0 kB").split()[0]) / KIB**2, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def list_cores() -> list[int]:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process and its threads on the last of its cores, where the system lets us."""
    cores = list_cores()
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    os.sched_setaffinity(0, cores[-1:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


class PeakMemory:
    """The most memory that this process and its descendants held together while inside.

    Shared pages are counted once, in proportion (PSS). Without /proc the figure is None.
    """

    def __init__(self) -> None:
        self.peak_bytes: int | None = None
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watcher.join()

    @property
    def peak_gb(self) -> float | None:
        """The peak in gigabytes (10⁹ bytes)."""
        return None if self.peak_bytes is None else round(self.peak_bytes / 1e9, 2)

    def _watch(self) -> None:
        while True:
            held = measure_family(os.getpid())
            if held:
                self.peak_bytes = max(self.peak_bytes or 0, held)
            if self._done.wait(SAMPLE_S):
                return


def measure_family(pid: int) -> int:
    """Bytes held by a process and all its descendants; 0 where the system does not tell."""
    children: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        parent = _find_parent(folder)
        if parent is not None:
            children.setdefault(parent, []).append(int(folder.name))
    family, left = [], [pid]
    while left:
        one = left.pop()
        family.append(one)
        left += children.get(one, [])
    return sum(_measure(one) for one in family)


def _find_parent(folder: Path) -> int | None:
    value = _read_value(folder / "status", "PPid")
    return None if value is None else int(value)


def _measure(pid: int) -> int:
    value = _read_value(PROC / str(pid) / "smaps_rollup", "Pss")
    return 0 if value is None else int(value.split()[0]) * KIB


def _read_value(path: Path, key: str) -> str | None:
    """The value of `key: value` in a file of the system; a process may be gone meanwhile."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return None
