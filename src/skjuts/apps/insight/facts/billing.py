"""Billed lines as invoice control knows them, and findings with an id of their own: pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from skjuts.core.control import BilledTrip, BillingFinding, PermitLimits, find_faults

type Row = Mapping[str, Any]
type Permits = Mapping[str, PermitLimits]

MOST_RIDERS = {"taxi_alone": 1, "shared_taxi": 8}
"""How many a mode has aboard at most: alone is alone, and a taxi has eight seats beside the driver."""
SECONDS_A_DAY = 86_400
DIGITS = 32


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with its id and the contracts of its lines. The same rule and lines give the same id."""

    id: str
    found: BillingFinding
    contracts: tuple[str, ...]


def form_lines(rows: Iterable[Row], permits: Permits) -> list[BilledTrip]:
    """The ledger's billed rows as lines; a permit that is not among the known ones is unknown."""
    return [_form_line(row, permits) for row in rows]


def list_findings(rows: Iterable[Row], permits: Permits) -> tuple[ListedFinding, ...]:
    """What the rules find among billed rows, the largest amount first."""
    kept = list(rows)
    contracts = {row["trip"]: row["contract"] for row in kept}
    return tuple(
        ListedFinding(
            identify(one.rule.value, one.trips), one, tuple(sorted({contracts[trip] for trip in one.trips}))
        )
        for one in find_faults(form_lines(kept, permits))
    )


def identify(rule: str, trips: Iterable[str]) -> str:
    """The id of a finding: it says nothing of its lines to whoever does not have them."""
    written = "\0".join([rule, *sorted(trips)])
    return hashlib.sha256(written.encode()).hexdigest()[:DIGITS]


def read_permit_id(text: str | None) -> UUID | None:
    """The permit's own id when it is one of the platform's; None for another system's."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _form_line(row: Row, permits: Permits) -> BilledTrip:
    midnight_s = SECONDS_A_DAY * row["travelled_on"].toordinal()
    start, end = row["started_minute"], row["ended_minute"]
    return BilledTrip(
        id=row["trip"],
        vehicle=row["vehicle"] or "",
        patient=row["patient"] or "",
        start_s=None if start is None else midnight_s + 60 * start,
        end_s=None if end is None else midnight_s + 60 * end,
        distance_m=row["distance_m"],
        amount_ore=row["amount_ore"],
        single_fare_ore=row["single_fare_ore"],
        shortest_m=row["shortest_m"],
        travelled_on=row["travelled_on"],
        travel_mode=row["travel_mode"],
        contract=row["contract"],
        vehicle_m=row["vehicle_m"],
        most_riders=MOST_RIDERS.get(row["travel_mode"]),
        permit=permits.get(row["permit"] or ""),
    )
