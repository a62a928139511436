"""Rows of follow-up."""

from skjuts.apps.insight.models.budgets import Budget, IndexTerms
from skjuts.apps.insight.models.measures import Measure, MeasureVerdict
from skjuts.apps.insight.models.plans import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan
from skjuts.apps.insight.models.scenarios import Scenario, ScenarioPiece, ScenarioRun

__all__ = [
    "Budget",
    "IndexTerms",
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
