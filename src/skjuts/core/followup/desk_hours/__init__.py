"""Desk hours: what a manned desk meets of alarms and bookings, and until when it pays to man it."""

from skjuts.core.followup.desk_hours.arrivals import Arrivals, Opening, staffed_hours
from skjuts.core.followup.desk_hours.errors import BadDeskHours
from skjuts.core.followup.desk_hours.stated import (
    Bounds,
    Densities,
    StatedExtension,
    StatedSaving,
    StatedShare,
    list_warnings,
)
from skjuts.core.followup.desk_hours.valuing import Recommendation, Step, recommend_end

__all__ = [
    "Arrivals",
    "BadDeskHours",
    "Bounds",
    "Densities",
    "Opening",
    "Recommendation",
    "StatedExtension",
    "StatedSaving",
    "StatedShare",
    "Step",
    "list_warnings",
    "recommend_end",
    "staffed_hours",
]
