"""The steps of a question to the support function. docs/reference/states-rulebooks.md is drawn from here."""

from __future__ import annotations

from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.transitions import BEGINNING, Step, Workflow

OFFICER = Role.SUPPORT_OFFICER.value
ASKER = "asker"
"""Whoever asked, by the same assignment."""

SUPPORT = Workflow(
    "support_question",
    "Question to the support function",
    (
        Step("ask", BEGINNING, "waiting", (ASKER,), "support.question_asked"),
        Step("take", "waiting", "taken", (OFFICER,)),
        Step("release", "taken", "waiting", (OFFICER,)),
        Step("answer", "waiting", "answered", (OFFICER,), "support.question_answered", "support_answered"),
        Step("answer", "taken", "answered", (OFFICER,), "support.question_answered", "support_answered"),
        Step("ask_again", "answered", "waiting", (ASKER,), "support.question_asked"),
        Step("withdraw", "waiting", "withdrawn", (ASKER,)),
    ),
)

WORKFLOWS = (SUPPORT,)
