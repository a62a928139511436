"""Places of certificates, matters and permits in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.policies import ASKERS
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import Entry

OFFICERS = frozenset({Role.CASE_OFFICER.value, Role.BOOKING_AGENT.value, Role.PROTECTED_DESK.value})
ORDERERS = frozenset({Role.AUTHORITY_ADMIN.value})
REPORTERS = frozenset({Role.CASE_OFFICER.value, Role.SUPPORT_OFFICER.value, Role.AUTHORITY_ADMIN.value})

WRITERS = frozenset({Role.CARE_STAFF.value, Role.UNIT_MANAGER.value})
PRINTERS = frozenset({Role.UNIT_MANAGER.value, Role.BOOKING_AGENT.value})
ENTERERS = frozenset({Role.CARE_STAFF.value, Role.BOOKING_AGENT.value, Role.CASE_OFFICER.value})

ENTRIES: tuple[Entry, ...] = (
    Entry(_("Intyg"), "permits:certificates", "file-check", roles=WRITERS, order=8),
    Entry(_("Resebiljetter på papper"), "permits:vouchers", "receipt-text", roles=PRINTERS, order=60),
    Entry(_("Mata in resebiljett"), "permits:voucher-enter", "keyboard", roles=ENTERERS, order=65),
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
    Entry(_("Delegationsordning"), "permits:delegation", "gavel", "registers", REPORTERS, 60),
    Entry(_("Vem som beslutar"), "permits:responsibility", "users", "house", ORDERERS, 30),
    Entry(_("Koder på intyget"), "permits:codes", "list-checks", "house", ORDERERS, 36),
    Entry(_("Inställningar för tillstånd"), "permits:settings", "settings", "house", REPORTERS, 34),
    Entry(_("Ansvarsordningar jämförda"), "permits:comparison", "chart-column", "guard", REPORTERS, 32),
    Entry(_("Avsteg"), "permits:overrides", "scale", "guard", roles=REPORTERS, order=30),
)
