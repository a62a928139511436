"""A tiny warehouse: known trips of 36 months, written and read in as any region's history."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from skjuts.adapters.warehouse import import_trips
from skjuts.core.followup.ledger.columns import COLUMN_NAMES
from skjuts.core.followup.months import Month, first_day, month

LAST = month(2026, 10)
MONTHS = 36
KINDS = (
    ("shared_taxi", "hospital", "ordinary", 20_000, 60_000, 8),
    ("shared_taxi", "hospital", "ordinary", 150_000, 250_000, 4),
    ("shared_taxi", "dialysis", "ordinary", 30_000, 70_000, 6),
    ("taxi_alone", "primary_care", "asylum", 40_000, 90_000, 3),
)
"""Mode, category, ledger, metres, öre and trips a month."""
UNEVEN_ORE = (900, -400, 300, -1500, 700, 200, -800, 1400, -600, 100, -1100, 800)
"""What a short trip costs more or less in each calendar month: no real series is quite even."""
DEARER_FROM = LAST - 11
"""From this month every long trip costs a tenth more."""


def write_warehouse(
    folder: Path, authority_id: int, more: Iterable[dict[str, str]] = (), stamp: str = "20261101"
) -> Path:
    """The warehouses' folder, with the authority's trips in it, and more of them."""
    own = folder / str(authority_id)
    own.mkdir(parents=True)
    path = folder / "trips.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMN_NAMES, delimiter=";")
        writer.writeheader()
        writer.writerows([*_list_trips(), *more])
    import_trips(own, path, "Prov", stamp, "påhittade resor")
    return folder


def write_trip(at: Month, trip: str, patient: str, metres: int) -> dict[str, str]:
    """One more trip of a month, by wheelchair vehicle, invoiced in it."""
    day = first_day(at) + dt.timedelta(days=9)
    told = next(_list_trips()) | {"trip": trip, "patient": patient, "travel_mode": "wheelchair_vehicle"}
    return told | {
        "travelled_on": day.isoformat(),
        "invoiced_on": day.isoformat(),
        "distance_m": str(metres),
        "vehicle_m": str(metres),
    }


def price_of(kind: int, at: Month) -> int:
    """What a trip of a kind costs in a month, in öre."""
    ore = KINDS[kind][4] + (0 if kind else UNEVEN_ORE[at % 12])
    return ore * 11 // 10 if kind == 1 and at >= DEARER_FROM else ore


def _list_trips() -> Iterator[dict[str, str]]:
    for at in range(LAST - MONTHS + 1, LAST + 1):
        for kind, (mode, category, ledger, metres, _ore, count) in enumerate(KINDS):
            for number in range(count):
                # Every fourth trip is invoiced a month later; what is later than the last month is not known.
                lag = 1 if number % 4 == 3 else 0
                is_known = at + lag <= LAST
                day = first_day(at) + dt.timedelta(days=number)
                invoiced = first_day(at + lag) + dt.timedelta(days=20)
                yield {
                    "trip": f"{at}-{kind}-{number}",
                    "travelled_on": day.isoformat(),
                    "patient": f"p{kind}-{number}",
                    "age_band": "65-79",
                    "area": "2380",
                    "travel_mode": mode,
                    "category": category,
                    "ledger": ledger,
                    "payer": "state" if ledger == "asylum" else "own_region",
                    "contract": "taxi",
                    "distance_m": str(metres),
                    "vehicle_m": str(metres),
                    "run": "",
                    "permit": "",
                    "invoice": "f1" if is_known else "",
                    "invoiced_on": invoiced.isoformat() if is_known else "",
                    "asked_mode": "taxi_alone" if (kind, number) == (0, 0) else mode,
                    "waited_minutes": "45" if (kind, number) == (0, 1) else "10",
                    "amount_ore": str(price_of(kind, at)) if is_known else "",
                }
