"""Preparedness: expected coverage by the units that stand ready, and what is lost when one leaves."""

from skjuts.core.triage.preparedness.coverage import AreaFloor, Calls, Coverage, measure_coverage
from skjuts.core.triage.preparedness.errors import BadPreparedness
from skjuts.core.triage.preparedness.leaving import Leaving, measure_leaving
from skjuts.core.triage.preparedness.placing import place_units

__all__ = [
    "AreaFloor",
    "BadPreparedness",
    "Calls",
    "Coverage",
    "Leaving",
    "measure_coverage",
    "measure_leaving",
    "place_units",
]
