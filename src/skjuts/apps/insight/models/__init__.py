"""Rows of follow-up."""

from skjuts.apps.insight.models.budgets import Budget, IndexTerms
from skjuts.apps.insight.models.findings import DrawnSample, FindingMark, LineJudgement, SampleLine
from skjuts.apps.insight.models.measures import Measure, MeasureVerdict
from skjuts.apps.insight.models.plans import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan
from skjuts.apps.insight.models.publications import Publication, PublicationStep
from skjuts.apps.insight.models.reports import ReportSubscription, SentReport
from skjuts.apps.insight.models.scenarios import Scenario, ScenarioPiece, ScenarioRun

__all__ = [
    "Budget",
    "DrawnSample",
    "FindingMark",
    "IndexTerms",
    "LineJudgement",
    "Measure",
    "MeasureVerdict",
    "PackageFollowUp",
    "PlanSheet",
    "PlanStatement",
    "Publication",
    "PublicationStep",
    "ReportSubscription",
    "SampleLine",
    "SavingsPlan",
    "Scenario",
    "ScenarioPiece",
    "ScenarioRun",
    "SentReport",
]
