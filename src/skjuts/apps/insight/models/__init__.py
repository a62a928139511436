"""Rows of follow-up."""

from skjuts.apps.insight.models.plans import PackageFollowUp, PlanSheet, PlanStatement, SavingsPlan

__all__ = ["PackageFollowUp", "PlanSheet", "PlanStatement", "SavingsPlan"]
