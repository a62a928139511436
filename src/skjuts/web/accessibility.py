"""The accessibility statement that the law asks for, from the service's configuration and its known faults.

Source: lagen (2018:1937) om tillgänglighet till digital offentlig service, 9, 12 and 13 §§, and the
authority's guidance on what a statement holds: who, which service, how far it complies, what does not and
why, when and how it was judged, how to tell of a fault, and where to complain.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

type FaultKind = Literal["fault", "burden", "outside"]

KNOWN_FAULTS = Path(__file__).parent / "known_faults.toml"
COMPLAINT_HREF = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True)
class AccessibilitySettings:
    """What only the authority that runs the service can say.

    `standard` is the version to report against ("WCAG 2.1 AA (EN 301 549 v3.2.1)"), which may lag behind what
    the pages are built to. `feedback_href` leads to a form that anyone may send without saying who they are.
    """

    actor: str
    service: str
    standard: str
    assessed_on: date
    updated_on: date
    assessor: str = ""
    feedback_href: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not comply: what, which criterion, and what to do meanwhile."""

    kind: FaultKind
    criterion: str
    text: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """The statement as its page shows it."""

    settings: AccessibilitySettings
    complies_fully: bool
    faults: tuple[Fault, ...]
    burdens: tuple[Fault, ...]
    outside: tuple[Fault, ...]
    complaint_href: str = COMPLAINT_HREF


def write_statement(
    settings: AccessibilitySettings, language: str, *, faults: Path = KNOWN_FAULTS
) -> AccessibilityStatement:
    """Write the statement in a language: fully compliant only when no fault and no burden is known."""
    known = list_faults(language, faults)
    kinds: dict[FaultKind, tuple[Fault, ...]] = {
        kind: tuple(each for each in known if each.kind == kind) for kind in ("fault", "burden", "outside")
    }
    return AccessibilityStatement(
        settings=settings,
        complies_fully=not (kinds["fault"] or kinds["burden"]),
        faults=kinds["fault"],
        burdens=kinds["burden"],
        outside=kinds["outside"],
    )


def list_faults(language: str, path: Path = KNOWN_FAULTS) -> list[Fault]:
    """Read the known faults in a language, Swedish where that language is missing."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("fault", [])
    return [_fault(row, language) for row in rows]


def read_assessment(path: Path = KNOWN_FAULTS) -> tuple[date, date]:
    """When the service was last assessed, and when the list of faults last changed."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return told["assessed_on"], told["updated_on"]


def _fault(row: dict[str, Any], language: str) -> Fault:
    return Fault(
        kind=row["kind"],
        criterion=row["criterion"],
        text=row.get(language) or row["sv"],
        help=row.get(f"help_{language}") or row.get("help_sv", ""),
    )
