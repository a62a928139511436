"""Places of certificates, matters and permits in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.policies import ASKERS
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import Entry

OFFICERS = frozenset({Role.CASE_OFFICER.value, Role.BOOKING_AGENT.value, Role.PROTECTED_DESK.value})
ORDERERS = frozenset({Role.AUTHORITY_ADMIN.value})
REPORTERS = frozenset({Role.CASE_OFFICER.value, Role.SUPPORT_OFFICER.value, Role.AUTHORITY_ADMIN.value})

ENTRIES: tuple[Entry, ...] = (
    Entry(
        _("Får personen åka?"),
        "permits:ride",
        "circle-question-mark",
        roles=frozenset(role.value for role in ASKERS),
        order=5,
    ),
    Entry(_("Brev att lämna"), "permits:letters", "mail", roles=OFFICERS, order=16),
    Entry(_("Delegationsbeslut"), "permits:board", "gavel", "guard", roles=REPORTERS, order=25),
    Entry(_("Ärenden"), "permits:matters", "inbox", roles=OFFICERS, order=12),
    Entry(_("Tillstånd att se över"), "permits:permits", "calendar-clock", roles=OFFICERS, order=14),
    Entry(_("Avsteg"), "permits:overrides", "scale", "guard", roles=REPORTERS, order=30),
)
