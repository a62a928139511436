"""The steps of a delegation and of a course version. docs/reference/states-training.md is drawn from here."""

from __future__ import annotations

from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.transitions import BEGINNING, Step, Workflow

HEAD, ADMIN = Role.UNIT_MANAGER.value, Role.AUTHORITY_ADMIN.value
AUTHOR, REVIEWER = Role.COURSE_AUTHOR.value, Role.COURSE_REVIEWER.value

DELEGATION = Workflow(
    "delegation",
    "Delegation",
    (
        Step("grant", BEGINNING, "granted", (HEAD,), "delegation.granted", "delegation_granted"),
        Step(
            "withdraw", "granted", "withdrawn", (HEAD, ADMIN), "delegation.withdrawn", "delegation_withdrawn"
        ),
        Step("expire", "granted", "expired", (), "delegation.expired", "delegation_expired"),
    ),
)

COURSE = Workflow(
    "course_version",
    "Course version",
    (
        Step("deliver", BEGINNING, "published", (), "course.published"),
        Step("draft", BEGINNING, "draft", (AUTHOR,)),
        Step("begin", BEGINNING, "draft", (), "course.begun"),
        Step("submit", "draft", "in_review", (AUTHOR,)),
        Step("send_back", "in_review", "draft", (REVIEWER,)),
        Step("publish", "in_review", "published", (REVIEWER,), "course.published"),
        Step("retire", "published", "retired", (), "course.retired"),
        Step("retire", "in_review", "retired", (), "course.retired"),
        Step("retire", "draft", "retired", (), "course.retired"),
    ),
)

WORKFLOWS = (DELEGATION, COURSE)
