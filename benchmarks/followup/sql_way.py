"""The same questions in SQL written by hand, over the trips themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.followup.shared_terms import LIMITS_KM, SHARES, Answers


def prepare_warm(folder: Path, last: int) -> Callable[[], Answers]:
    """Once more: nothing is kept between pages."""
    return lambda: ask_cold(folder, last)


def ask_cold(folder: Path, last: int) -> Answers:
    """The eight questions, each a pass over the files."""
    files = ", ".join(f"'{path}'" for path in sorted(folder.glob("trips-*.parquet")))
    month = "year(travelled_on) * 12 + month(travelled_on) - 1"
    bands = " ".join(f"WHEN distance_m <= {km * 1000} THEN {place}" for place, km in enumerate(LIMITS_KM))
    later = f"greatest(year(invoiced_on) * 12 + month(invoiced_on) - 1 - ({month}), 0)"
    lag = f"CASE WHEN invoiced_on IS NULL THEN NULL ELSE {later} END"
    sums = (
        "count(*), count(amount_ore), sum(distance_m)::BIGINT, sum(vehicle_m)::BIGINT, "
        "coalesce(sum(amount_ore), 0)::BIGINT"
    )
    ordinary = "ledger <> 'asylum'"
    years, year = f"m BETWEEN {last - 23} AND {last}", f"m BETWEEN {last - 12} AND {last}"
    source = (
        f"(SELECT *, ({month})::BIGINT m, CASE {bands} ELSE {len(LIMITS_KM)} END b, ({lag})::BIGINT l, "  # noqa: S608
        f"(distance_m + 999) // 1000 km FROM read_parquet([{files}]))"
    )
    asked = {
        "months": ("m", ordinary),
        "modes": ("m, travel_mode", f"{ordinary} AND {years}"),
        "bands": ("m, b", f"{ordinary} AND {years}"),
        "dialysis": ("m", f"{ordinary} AND category = 'dialysis'"),
        "asylum": ("m", "ledger = 'asylum'"),
        "lags": ("m, l", f"{ordinary} AND {years} AND l IS NOT NULL"),
        "segments": ("m, travel_mode, b, category, contract", f"{ordinary} AND {year}"),
    }
    connection = duckdb.connect()
    found = {
        name: connection.execute(
            f"SELECT {keys}, {sums} FROM {source} WHERE {where} GROUP BY ALL ORDER BY {keys}"  # noqa: S608
        ).fetchall()
        for name, (keys, where) in asked.items()
    }
    found["distances"] = _ask_distances(connection, source, f"{ordinary} AND {years}")
    connection.close()
    return found


def _ask_distances(connection: duckdb.DuckDBPyConnection, source: str, where: str) -> list[tuple[Any, ...]]:
    """The least kilometres within which each share of a month's trips lies."""
    within = ", ".join(
        f"min(km) FILTER (WHERE up_to * 100 >= every * {round(100 * share)})" for share in SHARES
    )
    lengths = f"SELECT m, km, count(*) n FROM {source} WHERE {where} GROUP BY m, km"  # noqa: S608
    up_to = "sum(n) OVER (PARTITION BY m ORDER BY km) up_to, sum(n) OVER (PARTITION BY m) every"
    summed = f"SELECT m, km, {up_to} FROM ({lengths})"  # noqa: S608
    return connection.execute(f"SELECT m, {within} FROM ({summed}) GROUP BY m ORDER BY m").fetchall()  # noqa: S608
