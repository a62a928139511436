"""What coming months will cost if they go on as they have, and how sure that is."""

from skjuts.core.followup.foresight.foreseeing import Foresight, foresee_months
from skjuts.core.followup.foresight.year import MonthOutlook, Sureness, YearOutlook, look_ahead

__all__ = [
    "Foresight",
    "MonthOutlook",
    "Sureness",
    "YearOutlook",
    "foresee_months",
    "look_ahead",
]
