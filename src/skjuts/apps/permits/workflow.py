"""The steps of certificates, applications, permits and settings. docs/reference/states-permits.md draws them.

Nobody but a named officer takes a step into `decided`: the program has no such step.
"""

from __future__ import annotations

from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.transitions import BEGINNING, Step, Workflow

CARE, HEAD = Role.CARE_STAFF.value, Role.UNIT_MANAGER.value
CASE_OFFICER, AGENT = Role.CASE_OFFICER.value, Role.BOOKING_AGENT.value
HANDLERS = (CASE_OFFICER, AGENT, CARE)
"""Which of them, the responsibility model of unit and day says."""

CERTIFICATE = Workflow(
    "certificate",
    "Certificate",
    (
        Step("begin", BEGINNING, "draft", (CARE,)),
        Step("discard", "draft", "discarded", (CARE,)),
        Step("issue", "draft", "issued", (CARE,), "certificate.issued"),
        Step("withdraw", "issued", "withdrawn", (CARE, HEAD), "certificate.withdrawn"),
        Step("supersede", "issued", "superseded", (CARE,), "certificate.superseded"),
    ),
)

APPLICATION = Workflow(
    "application",
    "Application",
    (
        Step("receive", BEGINNING, "received", (*HANDLERS,), "application.received"),
        Step("ask", "received", "incomplete", HANDLERS, "application.completion_asked", "completion_request"),
        Step("ask", "assessed", "incomplete", HANDLERS, "application.completion_asked", "completion_request"),
        Step("complete", "incomplete", "received", HANDLERS, "application.completed"),
        Step("assess", "received", "assessed", HANDLERS, "application.assessed"),
        Step("assess", "assessed", "assessed", HANDLERS, "application.assessed"),
        Step("submit", "assessed", "in_review", HANDLERS, "application.submitted"),
        Step("send_back", "in_review", "assessed", HANDLERS),
        Step("decide", "assessed", "decided", HANDLERS, "decision.made", "decision_letter"),
        Step("decide", "in_review", "decided", HANDLERS, "decision.made", "decision_letter"),
        Step("end", "received", "decided", HANDLERS, "decision.made", "decision_letter"),
        Step("end", "incomplete", "decided", HANDLERS, "decision.made", "decision_letter"),
        Step("end", "assessed", "decided", HANDLERS, "decision.made", "decision_letter"),
    ),
)
"""`end`: dismissed or written off, without the matter itself being tried."""

PERMIT = Workflow(
    "permit",
    "Permit",
    (
        Step("grant", BEGINNING, "in_force", HANDLERS, "permit.granted"),
        Step("revoke", "in_force", "revoked", HANDLERS, "permit.revoked", "revocation_letter"),
        Step("replace", "in_force", "replaced", HANDLERS, "permit.replaced"),
        Step("relinquish", "in_force", "relinquished", HANDLERS, "permit.relinquished"),
        Step("expire", "in_force", "expired", (), "permit.expired"),
    ),
)

VOUCHER = Workflow(
    "voucher",
    "Paper voucher",
    (
        Step("print", BEGINNING, "blank", (HEAD, AGENT)),
        Step("enter", "blank", "used", (CARE, AGENT, CASE_OFFICER), "voucher.entered"),
        Step("void", "blank", "void", (HEAD, AGENT)),
    ),
)

PROPOSERS = (CASE_OFFICER, Role.SUPPORT_OFFICER.value, Role.AUTHORITY_ADMIN.value)
SETTING = Workflow(
    "permit_setting",
    "Setting of permits",
    (
        Step("propose", BEGINNING, "proposed", PROPOSERS, "permit_setting.proposed"),
        Step("approve", "proposed", "approved", (Role.AUTHORITY_ADMIN.value,), "permit_setting.approved"),
        Step("decline", "proposed", "declined", (Role.AUTHORITY_ADMIN.value,), "permit_setting.declined"),
        Step("take_back", "proposed", "taken_back", PROPOSERS, "permit_setting.taken_back"),
    ),
)

WORKFLOWS = (CERTIFICATE, APPLICATION, PERMIT, VOUCHER, SETTING)
