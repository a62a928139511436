"""A folder with one file of lines a month.

Mount it from a machine that the database's keepers cannot write on.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from skjuts.core.kernel.errors import UpstreamUnavailable

PATTERN = "checkpoints-*.jsonl"
TORN = "\x18"
"""Ends a line that a crash cut off (CAN, as in "cancel"): it is no testimony, and the next one is whole."""


class FolderWitness:
    """Appends each line and waits until it lies on the disk."""

    is_there = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def remember(self, line: str) -> None:
        """Append the line whole."""
        path = self.folder / f"checkpoints-{dt.datetime.now(dt.UTC):%Y-%m}.jsonl"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                start = f"{TORN}\n" if _is_torn(descriptor) else ""
                os.write(descriptor, f"{start}{line}\n".encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise UpstreamUnavailable(
                "Vittnets mapp går inte att skriva i.", field="SKJUTS_WITNESS"
            ) from error

    def read_backwards(self) -> Iterator[str]:
        """Every whole line of every month; one that was cut off by a crash is left out."""
        try:
            for path in sorted(self.folder.glob(PATTERN), reverse=True):
                lines = path.read_text(encoding="utf-8").split("\n")
                yield from (one for one in reversed(lines[:-1]) if one and not one.endswith(TORN))
        except OSError as error:
            raise UpstreamUnavailable("Vittnets mapp går inte att läsa.", field="SKJUTS_WITNESS") from error


def _is_torn(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
