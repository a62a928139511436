"""Own regime or contract: a fleet on last year's trips, a light-care ambulance, a scheduled line."""

from skjuts.core.followup.regimes.break_even import BreakEven, find_break_even
from skjuts.core.followup.regimes.errors import BadRegime, CareCannotGoByTaxi
from skjuts.core.followup.regimes.flows import (
    HOSPITAL,
    FleetTrial,
    Flow,
    Spread,
    Star,
    form_star,
    spread_flows,
    try_fleet,
)
from skjuts.core.followup.regimes.light_care import (
    TAXI_RULE,
    Crew,
    LightCare,
    LightCareYear,
    Range,
    assess_light_care,
    find_calls_met,
    price_as_taxi,
)
from skjuts.core.followup.regimes.line import Departure, LineTerms, LineYear, run_line
from skjuts.core.followup.regimes.own import OwnCost, OwnTerms, price_own
from skjuts.core.followup.regimes.schedule import Driven, Fleet, Roads, drive_year, pool_trips
from skjuts.core.followup.regimes.trips import Trip

__all__ = [
    "HOSPITAL",
    "TAXI_RULE",
    "BadRegime",
    "BreakEven",
    "CareCannotGoByTaxi",
    "Crew",
    "Departure",
    "Driven",
    "Fleet",
    "FleetTrial",
    "Flow",
    "LightCare",
    "LightCareYear",
    "LineTerms",
    "LineYear",
    "OwnCost",
    "OwnTerms",
    "Range",
    "Roads",
    "Spread",
    "Star",
    "Trip",
    "assess_light_care",
    "drive_year",
    "find_break_even",
    "find_calls_met",
    "form_star",
    "pool_trips",
    "price_as_taxi",
    "price_own",
    "run_line",
    "spread_flows",
    "try_fleet",
]
