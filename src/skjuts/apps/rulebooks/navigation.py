"""Places of the support function in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import Entry

OFFICERS = frozenset({Role.SUPPORT_OFFICER.value})

ENTRIES = (
    Entry(_("Frågor som väntar"), "rulebooks:queue", "inbox", roles=OFFICERS, order=20),
    Entry(_("Fråga stödfunktionen"), "rulebooks:own", "message-circle-question", "learn", order=20),
    Entry(_("Regelböcker"), "rulebooks:books", "scale", "learn", order=40),
    Entry(_("Handboken"), "rulebooks:handbook", "book-open", "learn", order=30),
    Entry(
        _("Stödets statistik"),
        "rulebooks:figures",
        "chart-column",
        "guard",
        frozenset({Role.SUPPORT_OFFICER.value, Role.AUTHORITY_ADMIN.value}),
    ),
)
