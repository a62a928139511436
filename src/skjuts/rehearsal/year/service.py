"""What the riders of a month met: the mode that they had asked for, and how long they waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from skjuts.core.followup.ledger.columns import TRAVEL_MODES
from skjuts.rehearsal.year.parameters import YearParameters

if TYPE_CHECKING:
    import pyarrow as pa

ON_TIME: Final = 0.55
"""Cars that come in time: nobody waits for them."""


def draw_service(parameters: YearParameters, table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """The month's trips with the mode asked for and the minutes waited."""
    import pyarrow as pa
    import pyarrow.compute as pc

    told, count = parameters.service, table.num_rows
    modes = np.array(table["travel_mode"].to_pylist())
    is_outlying = np.isin(np.array(table["area"].to_pylist()), told.outlying_codes)
    is_lower = np.isin(modes, told.lower_modes)
    refused = told.refused_share * np.where(is_outlying, told.outlying_refusal, 1.0)
    place = np.array([TRAVEL_MODES.index(mode) for mode in modes])
    asked = place + (is_lower & (rng.random(count) < refused))
    is_assessed = rng.random(count) < told.assessed_share
    names = pa.array([TRAVEL_MODES[one] for one in asked], pa.string())
    mean = told.mean_wait_minutes / (1 - ON_TIME) * np.where(is_outlying, told.outlying_wait, 1.0)
    waited = np.where(rng.random(count) < ON_TIME, 0, rng.exponential(mean, count)).astype(np.int64)
    is_driven = pc.is_valid(table["started_minute"])
    nothing = pa.scalar(None, pa.int64())
    return table.append_column(
        "asked_mode", pc.if_else(pa.array(is_assessed), names, pa.scalar(None, pa.string()))
    ).append_column("waited_minutes", pc.if_else(is_driven, pa.array(waited), nothing))
