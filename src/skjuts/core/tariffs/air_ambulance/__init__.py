"""The air-ambulance bill: what a region pays a federation, and what it keeps when it flies less."""

from skjuts.core.tariffs.air_ambulance.assessing import (
    Assessed,
    BillInputs,
    BillReport,
    NotAssessed,
    Span,
    Swing,
    assess_cut,
    rank_inputs,
)
from skjuts.core.tariffs.air_ambulance.bill import Federation, Saving, measure_cut, price_region
from skjuts.core.tariffs.air_ambulance.errors import BadBill
from skjuts.core.tariffs.air_ambulance.years import YearTerms, follow_years

__all__ = [
    "Assessed",
    "BadBill",
    "BillInputs",
    "BillReport",
    "Federation",
    "NotAssessed",
    "Saving",
    "Span",
    "Swing",
    "YearTerms",
    "assess_cut",
    "follow_years",
    "measure_cut",
    "price_region",
    "rank_inputs",
]
