"""How long a certificate is to hold: what each kind asks for, and how many trips it comes to. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from skjuts.apps.permits.terms import CertificateContent, Direction, ValidityKind

DAYS_A_WEEK = 7


def read_time(told: Mapping[str, Any]) -> dict[str, Any]:
    """Directions, days and trips: those of the chosen kind of validity alone.

    One visit is its day, and as many trips as it has directions. Recurring visits are counted in weeks begun.
    """
    ways = frozenset(Direction(one) for one in told["directions"])
    kind = ValidityKind(told["validity"]) if told["validity"] else None
    read: dict[str, Any] = {"directions": ways, "validity": kind}
    if kind is None:
        return read
    if kind is ValidityKind.SINGLE:
        day = told["visit_day"]
        return read | {"visit_day": day, "valid_from": day, "valid_to": day, "trips": len(ways) or None}
    read |= {"valid_from": told["valid_from"], "valid_to": told["valid_to"], "trips": told.get("trips")}
    if kind is ValidityKind.SERIES:
        weekly = told["visits_per_week"]
        trips = count_trips(told["valid_from"], told["valid_to"], weekly, len(ways))
        return read | {"visits_per_week": weekly, "trips": trips}
    if kind is ValidityKind.SEASONAL:
        first, _, last = told["season"].partition("-")
        return read | {"season": (int(first), int(last)) if last else None}
    return read


def count_trips(first: dt.date | None, last: dt.date | None, weekly: int | None, ways: int) -> int | None:
    """One-way trips of recurring visits from a day to another; None while something is missing."""
    if first is None or last is None or not weekly or not ways or last < first:
        return None
    weeks = -(-((last - first).days + 1) // DAYS_A_WEEK)
    return weeks * weekly * ways


def field_of(missing: str, content: CertificateContent) -> str:
    """The form's field where something that is missing is filled in."""
    if missing not in {"trips", "valid_from", "valid_to"}:
        return missing
    if content.validity is None:
        return "validity"
    if content.validity is ValidityKind.SINGLE:
        return "directions" if missing == "trips" else "visit_day"
    if content.validity is ValidityKind.SERIES and missing == "trips":
        return "visits_per_week"
    return missing
