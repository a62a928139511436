"""Recognises the EICAR test file, by which one tries that a scanner is asked at all. It protects nobody."""

from __future__ import annotations

# Written in two halves, so that no scanner takes this module for the file itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class KnownTestFile:
    """For demonstration and tests."""

    def find_threat(self, content: bytes) -> str:
        """`Eicar-Test-Signature` when the test file stands anywhere in the content, else ''."""
        return "Eicar-Test-Signature" if EICAR in content else ""
