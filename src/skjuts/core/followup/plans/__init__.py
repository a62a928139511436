"""Savings plans: read as they were written, followed from version to outcome, and audited."""

from skjuts.core.followup.plans.audit import Audit, audit, write_mending
from skjuts.core.followup.plans.book import PlanBook, PlanTable, Role, Statement, StatementKind
from skjuts.core.followup.plans.errors import BadPlan
from skjuts.core.followup.plans.findings import Explanation, Finding, FindingKind, Severity
from skjuts.core.followup.plans.form import read_plan
from skjuts.core.followup.plans.mending import Mending
from skjuts.core.followup.plans.tracking import (
    EVIDENCE_NAMES,
    LedgerOutcome,
    OutcomeEvidence,
    PlanTrack,
    follow,
)

__all__ = [
    "EVIDENCE_NAMES",
    "Audit",
    "BadPlan",
    "Explanation",
    "Finding",
    "FindingKind",
    "LedgerOutcome",
    "Mending",
    "OutcomeEvidence",
    "PlanBook",
    "PlanTable",
    "PlanTrack",
    "Role",
    "Severity",
    "Statement",
    "StatementKind",
    "audit",
    "follow",
    "read_plan",
    "write_mending",
]
