"""The steps of a log review. docs/reference/states-audit.md is drawn from here."""

from __future__ import annotations

from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.transitions import BEGINNING, Step, Workflow

REVIEWER = Role.LOG_REVIEWER.value

REVIEW = Workflow(
    "access_log_review",
    "Access log review",
    (
        Step("draw", BEGINNING, "waiting"),
        Step("open", BEGINNING, "under_way", (REVIEWER,)),
        Step("take", "waiting", "under_way", (REVIEWER,)),
        Step("take", "under_way", "under_way", (REVIEWER,)),
        Step("judge", "under_way", "under_way", (REVIEWER,)),
        Step("close", "under_way", "closed", (REVIEWER,), "audit.review_closed"),
    ),
)

WORKFLOWS = (REVIEW,)
