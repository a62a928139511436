"""Preparedness: expected coverage by the units that stand ready, and what is lost when one leaves."""

from skjuts.core.triage.preparedness.call_coverage import (
    AreaFloor,
    CallCoverage,
    Calls,
    measure_call_coverage,
)
from skjuts.core.triage.preparedness.errors import BadPreparedness
from skjuts.core.triage.preparedness.leaving import Leaving, measure_leaving
from skjuts.core.triage.preparedness.placing import place_units

__all__ = [
    "AreaFloor",
    "BadPreparedness",
    "CallCoverage",
    "Calls",
    "Leaving",
    "measure_call_coverage",
    "measure_leaving",
    "place_units",
]
