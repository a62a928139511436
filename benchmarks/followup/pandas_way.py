"""The same questions in pandas, as an analyst would: the needed columns in memory, then grouped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.dataset as ds
from numpy.typing import NDArray

from benchmarks.followup.shared_terms import LIMITS_KM, SHARES, Answers


def ask_cold(folder: Path, last: int) -> Answers:
    """Read the files, then ask."""
    return ask_pandas(read_frame(folder), last)


def prepare_warm(folder: Path, last: int) -> Callable[[], Answers]:
    """The frame is in memory already."""
    frame = read_frame(folder)
    return lambda: ask_pandas(frame, last)


def read_frame(folder: Path) -> Any:  # noqa: ANN401 - pandas is typed by its stubs only
    """The trips' needed columns as an analyst would read them, words as categories."""
    words = ("travel_mode", "category", "ledger", "contract")
    numbers = ("travelled_on", "invoiced_on", "distance_m", "vehicle_m", "amount_ore")
    table = ds.dataset(sorted(folder.glob("trips-*.parquet"))).to_table(columns=[*words, *numbers])
    for word in words:
        place = table.column_names.index(word)
        table = table.set_column(place, word, table.column(word).dictionary_encode())
    frame = table.to_pandas(date_as_object=False, self_destruct=True)
    frame["m"] = frame.travelled_on.dt.year * 12 + frame.travelled_on.dt.month - 1
    later = frame.invoiced_on.dt.year * 12 + frame.invoiced_on.dt.month - 1 - frame.m
    frame["l"] = later.clip(lower=0)
    frame["km"] = (frame.distance_m + 999) // 1000
    edges = [-1, *LIMITS_KM, 10**9]
    frame["b"] = pd.cut(frame.km, edges, labels=range(len(LIMITS_KM) + 1)).astype("int8")
    return frame


def ask_pandas(frame: Any, last: int) -> Answers:  # noqa: ANN401 - pandas is typed by its stubs only
    """The same eight, grouped in memory."""
    ordinary = frame[frame.ledger != "asylum"]
    years = ordinary[ordinary.m.between(last - 23, last)]
    year = ordinary[ordinary.m.between(last - 12, last)]
    asked = {
        "months": (ordinary, ["m"]),
        "modes": (years, ["m", "travel_mode"]),
        "bands": (years, ["m", "b"]),
        "dialysis": (ordinary[ordinary.category == "dialysis"], ["m"]),
        "asylum": (frame[frame.ledger == "asylum"], ["m"]),
        "lags": (years[years.l.notna()], ["m", "l"]),
        "segments": (year, ["m", "travel_mode", "b", "category", "contract"]),
    }
    found = {name: _sum_frame(part, keys) for name, (part, keys) in asked.items()}
    found["distances"] = [(month, *_place(part.km.to_numpy())) for month, part in years.groupby("m")]
    return found


def _place(lengths: NDArray[np.int64]) -> list[int]:
    """The distances within which the shares lie; pandas itself only knows quantiles between values."""
    return [int(one) for one in np.quantile(lengths, SHARES, method="inverted_cdf")]


def _sum_frame(part: Any, keys: list[str]) -> list[tuple[Any, ...]]:  # noqa: ANN401 - pandas is typed by its stubs only
    grouped = part.groupby(keys, observed=True, sort=True)
    summed = grouped.agg(
        trips=("distance_m", "size"),
        invoiced=("amount_ore", "count"),
        person_m=("distance_m", "sum"),
        vehicle_m=("vehicle_m", "sum"),
        cost_ore=("amount_ore", "sum"),
    )
    return [tuple(row) for row in summed.reset_index().itertuples(index=False)]
