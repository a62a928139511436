"""Places of the log in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.audit.policies import OPERATORS, REVIEWERS
from skjuts.web.navigation import Entry

_REVIEWERS = frozenset(role.value for role in REVIEWERS)
_OPERATORS = frozenset(role.value for role in OPERATORS)

ENTRIES = (
    Entry(_("Logggranskning"), "audit:reviews", "shield-check", group="guard", roles=_REVIEWERS, order=10),
    Entry(_("Larm"), "audit:alerts", "shield-alert", group="guard", roles=_REVIEWERS, order=20),
    Entry(_("Loggutdrag"), "audit:find-patient", "eye", group="guard", roles=_REVIEWERS, order=30),
    Entry(_("Leveranser"), "audit:flow", "send", group="house", roles=_OPERATORS, order=30),
)
