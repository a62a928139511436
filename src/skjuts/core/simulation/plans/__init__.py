"""Plan replay: a past day planned again with other fleets, times, contracts, rules or knowledge."""

from skjuts.core.simulation.plans.changes import (
    AreaSplit,
    Change,
    Classed,
    Contracts,
    Exclusive,
    Fleet,
    FlexibleVisits,
    Response,
    Tolerances,
    UnderRules,
    Waves,
    WithoutWaiting,
)
from skjuts.core.simulation.plans.kinds import (
    DetourCaps,
    HomeAreas,
    KindExclusive,
    Repriced,
    Resized,
    VehicleKind,
    kind_of,
)
from skjuts.core.simulation.plans.past_day import DayFigures, PastDay
from skjuts.core.simulation.plans.replaying import PlanTerms, plan_day
from skjuts.core.simulation.plans.summing import Paired, measure_paired
from skjuts.core.simulation.plans.variation import Knowledge, Variation

__all__ = [
    "AreaSplit",
    "Change",
    "Classed",
    "Contracts",
    "DayFigures",
    "DetourCaps",
    "Exclusive",
    "Fleet",
    "FlexibleVisits",
    "HomeAreas",
    "KindExclusive",
    "Knowledge",
    "Paired",
    "PastDay",
    "PlanTerms",
    "Repriced",
    "Resized",
    "Response",
    "Tolerances",
    "UnderRules",
    "Variation",
    "VehicleKind",
    "Waves",
    "WithoutWaiting",
    "kind_of",
    "measure_paired",
    "plan_day",
]
