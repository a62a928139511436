"""The steps of a question and of a rule book. docs/reference/states-rulebooks.md is drawn from here."""

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

WRITERS = (Role.CASE_OFFICER.value, Role.SUPPORT_OFFICER.value)
APPROVER = Role.AUTHORITY_ADMIN.value

RULE_BOOK = Workflow(
    "rule_book_version",
    "Version of a rule book",
    (
        Step("begin", BEGINNING, "draft", WRITERS),
        Step("discard", "draft", "discarded", WRITERS),
        Step("propose", "draft", "proposed", WRITERS, "rule_book.proposed"),
        Step("take_back", "proposed", "draft", WRITERS),
        Step("send_back", "proposed", "draft", (APPROVER,)),
        Step("approve", "proposed", "approved", (APPROVER,), "rule_book.approved"),
        Step("withdraw", "approved", "withdrawn", (APPROVER,), "rule_book.withdrawn"),
    ),
)
"""Whether an approved version is in force or superseded follows from the dates alone."""

WORKFLOWS = (SUPPORT, RULE_BOOK)
