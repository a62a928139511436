"""The invented years as one file in the import's form: read in like any region's own history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from skjuts.core.followup.months import Month, first_day
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.year.drawing import MonthDraw, draw_month
from skjuts.rehearsal.year.expectation import draw_months, expect_trips
from skjuts.rehearsal.year.index_history import make_levels
from skjuts.rehearsal.year.parameters import YearParameters, get_year_parameters

NOTE: Final = "Påhittade resor: inte någon verklig regions siffror"


@dataclass(frozen=True, slots=True)
class WrittenYears:
    """What was written: how many trips, and of which months."""

    trips: int
    first: Month
    last: Month


def write_years(
    path: Path, last: Month, seed: int = 1, scale: float = 1.0, parameters: YearParameters | None = None
) -> WrittenYears:
    """Write invented trips of the months up to `last` as Parquet; the same arguments give the same trips.

    `scale` multiplies the number of trips, and of people when it is more than 1, a region like Jämtland
    Härjedalen. Invoices are known up to
    the last day of the last month.
    """
    import pyarrow.parquet as pq

    known = parameters or get_year_parameters()
    first = last + 1 - known.time.months
    expected = expect_trips(known, first) * draw_months(known, seed) * scale
    counts = stream(seed, "counts").poisson(expected)
    levels = make_levels(known, first)
    known_on = first_day(last + 1) - timedelta(days=1)
    regions = max(1, round(scale))
    writer = None
    for place in range(known.time.months):
        amounts = tuple(int(one) for one in counts[:, place])
        month = draw_month(MonthDraw(known, first, place, amounts, levels, known_on, seed, regions))
        writer = writer or pq.ParquetWriter(path, month.schema, compression="zstd")
        writer.write_table(month)
    if writer is not None:
        writer.close()
    return WrittenYears(int(np.sum(counts)), first, last)
