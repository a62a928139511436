"""A few hundred invented trips with everything that a ledger must keep apart, as rows and as a CSV."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from skjuts.core.followup.ledger.columns import (
    AGE_BANDS,
    CATEGORIES,
    COLUMN_NAMES,
    LEDGERS,
    PAYERS,
    TRAVEL_MODES,
)

KNOWN_ON = date(2026, 3, 31)
EDGES_M = (1, 9_999, 10_000, 10_001, 30_000, 30_001, 200_000, 200_001, 450_000)


def make_trips(count: int = 600, seed: int = 3) -> list[dict[str, Any]]:
    """Invented trips of half a year, some of them not invoiced yet; distances lie at the bands' edges too."""
    rng = np.random.default_rng(seed)

    def pick(values: tuple[str, ...]) -> str:
        return values[rng.integers(len(values))]

    trips = []
    for number in range(count):
        day = date(2025, 10, 1) + timedelta(days=int(rng.integers(0, 182)))
        invoiced = day + timedelta(days=int(rng.integers(0, 110)))
        is_known = invoiced <= KNOWN_ON
        metres = int(EDGES_M[number % 9] if number % 3 else rng.integers(500, 300_000))
        trips.append(
            {
                "trip": f"t-{number}",
                "travelled_on": day,
                "patient": None if number % 11 == 0 else f"p{rng.integers(0, 90)}",
                "age_band": None if number % 13 == 0 else pick((*AGE_BANDS, *["80+"] * 6)),
                "area": pick(("2303", "2309", *["2380"] * 6)),
                "travel_mode": pick(TRAVEL_MODES),
                "category": pick((*CATEGORIES, *["hospital"] * 8)),
                "ledger": LEDGERS[number % 7 == 0],
                "payer": pick(PAYERS),
                "contract": pick(("Påhittad taxi", "Påhittad bår")),
                "distance_m": metres,
                "vehicle_m": metres // int(rng.integers(1, 4)),
                "run": None if number % 2 else f"r{number // 4}",
                "permit": None,
                "invoice": f"f{number // 20}" if is_known else None,
                "invoiced_on": invoiced if is_known else None,
                "amount_ore": metres // 10 + 5000 if is_known else None,
                "vehicle": f"bil{number % 40}",
                "started_minute": 480 + number % 300,
                "ended_minute": 540 + number % 300,
                "shortest_m": metres,
                "single_fare_ore": None,
                "asked_mode": None,
                "waited_minutes": None,
            }
        )
    return trips


def write_csv(path: Path, rows: list[dict[str, Any]], separator: str = ";") -> Path:
    """Write rows as a region's old system would: text, empty where nothing is known."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(COLUMN_NAMES)
        writer.writerows([["" if row[name] is None else row[name] for name in COLUMN_NAMES] for row in rows])
    return path
