"""The served house of the tests of pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """An address and the session of somebody who may open it; no session where anyone may."""

    path: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """Where the pages are, and who opens which."""

    address: str
    visits: dict[str, Visit]
