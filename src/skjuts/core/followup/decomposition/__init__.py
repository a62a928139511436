"""Why the cost changed: exact shares of volume, mix, distance, pooling, index and price."""

from skjuts.core.followup.decomposition.decomposing import (
    Decomposition,
    Method,
    Step,
    decompose,
    decompose_months,
)
from skjuts.core.followup.decomposition.factors import Factor
from skjuts.core.followup.decomposition.segments import SegmentMonths, SegmentPeriod
from skjuts.core.followup.decomposition.volume_and_unit_cost import Split, UnitCostMethod, split_change

__all__ = [
    "Decomposition",
    "Factor",
    "Method",
    "SegmentMonths",
    "SegmentPeriod",
    "Split",
    "Step",
    "UnitCostMethod",
    "decompose",
    "decompose_months",
    "split_change",
]
