"""The same questions in SQL written by hand, over the trips themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
    within = ", ".join(
        f"min(km) FILTER (WHERE up_to * 100 >= every * {round(100 * share)})" for share in SHARES
    )
    found["distances"] = connection.execute(
        f"SELECT m, {within} FROM (SELECT m, km, sum(n) OVER (PARTITION BY m ORDER BY km) up_to, "  # noqa: S608
        f"sum(n) OVER (PARTITION BY m) every FROM (SELECT m, km, count(*) n FROM {source} "
        f"WHERE {ordinary} AND {years} GROUP BY m, km)) GROUP BY m ORDER BY m"
    ).fetchall()
    connection.close()
    return found
