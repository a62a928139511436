"""Which scanner it is, from what the operator decided."""

from __future__ import annotations

from skjuts.adapters.virus_scan.clamd import Clamd
from skjuts.adapters.virus_scan.known_test_file import KnownTestFile
from skjuts.adapters.virus_scan.missing import MissingScan
from skjuts.core.ports.virus_scan import VirusScan


def open_scan(address: str, *, is_invented: bool) -> VirusScan:
    """The daemon at the address; without one, the demonstration's, or none when files are real."""
    if address:
        return Clamd(address)
    return KnownTestFile() if is_invented else MissingScan()
