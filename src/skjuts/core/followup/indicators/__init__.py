"""Indicators: what is followed, why, of which trips, whose it is, and when it is reviewed next."""

from skjuts.core.followup.indicators.catalogue_form import read_catalogue
from skjuts.core.followup.indicators.errors import BadIndicators
from skjuts.core.followup.indicators.indicator import (
    DOMAIN_NAMES,
    UNITS,
    Awaited,
    Better,
    Catalogue,
    Domain,
    Indicator,
    Part,
    Target,
    Unit,
)
from skjuts.core.followup.indicators.measuring import IndicatorValue, express, hide_small, read_values
from skjuts.core.followup.indicators.targets import Assurance, Assured, judge_latest, judge_target

__all__ = [
    "DOMAIN_NAMES",
    "UNITS",
    "Assurance",
    "Assured",
    "Awaited",
    "BadIndicators",
    "Better",
    "Catalogue",
    "Domain",
    "Indicator",
    "IndicatorValue",
    "Part",
    "Target",
    "Unit",
    "express",
    "hide_small",
    "judge_latest",
    "judge_target",
    "read_catalogue",
    "read_values",
]
