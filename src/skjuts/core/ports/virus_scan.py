"""Whether a file is known to be harmful."""

from __future__ import annotations

from typing import Protocol

from skjuts.core.ports.slot import Slot


class VirusScan(Protocol):
    """Looks through a file's content."""

    def find_threat(self, content: bytes) -> str:
        """The name of what was found, '' when nothing was.

        Raises `UpstreamUnavailable` when the scanner is gone or too slow: the file is then not accepted.
        """


virus_scan: Slot[VirusScan] = Slot("virusskyddet")
