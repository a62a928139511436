"""Rows of follow-up."""

from skjuts.apps.insight.models.measures import Measure, MeasureVerdict
from skjuts.apps.insight.models.plans import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan
from skjuts.apps.insight.models.scenarios import Scenario, ScenarioPiece, ScenarioRun

__all__ = [
    "Measure",
    "MeasureVerdict",
    "PackageFollowUp",
    "PlanSheet",
    "PlanStatement",
    "SavingsPlan",
    "Scenario",
    "ScenarioPiece",
    "ScenarioRun",
]
