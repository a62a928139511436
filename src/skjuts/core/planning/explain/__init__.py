"""Why the plan is as it is: figures of the whole, and an answer for every rider."""

from skjuts.core.planning.explain.alone import AlonePrice, AloneTotal
from skjuts.core.planning.explain.costs import ContractCost, total_cost
from skjuts.core.planning.explain.elsewhere import Elsewhere
from skjuts.core.planning.explain.explainer import Explainer, RiderExplanation, UnservedExplanation
from skjuts.core.planning.explain.figures import PlanFigures, explain_plan
from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.nearest_miss import Change, NearestMiss
from skjuts.core.planning.explain.rides import CoRider, Ride
from skjuts.core.planning.explain.walk import Activity, Step, Walk

__all__ = [
    "Activity",
    "AlonePrice",
    "AloneTotal",
    "Change",
    "CoRider",
    "ContractCost",
    "Elsewhere",
    "Explainer",
    "Lookup",
    "NearestMiss",
    "PlanFigures",
    "Ride",
    "RiderExplanation",
    "Step",
    "UnservedExplanation",
    "Walk",
    "explain_plan",
    "total_cost",
]
