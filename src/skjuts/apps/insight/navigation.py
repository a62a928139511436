"""Places of follow-up in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.insight.policies import READERS
from skjuts.web.navigation import Entry

FOLLOWS = frozenset(role.value for role in READERS)

ENTRIES = (
    Entry(_("Läget"), "insight:home", "chart-line", "work", FOLLOWS, 28),
    Entry(_("Indikatorer"), "insight:indicators", "gauge", "work", FOLLOWS, 29),
    Entry(_("Jämlikhet"), "insight:equity", "users", "work", FOLLOWS, 29),
    Entry(_("Besparingsplaner"), "insight:plans", "list-checks", "work", FOLLOWS, 30),
    Entry(_("Åtgärder"), "insight:measures", "flag", "work", FOLLOWS, 32),
    Entry(_("Scenarier"), "insight:scenarios", "sliders-horizontal", "work", FOLLOWS, 34),
    Entry(_("Fakturakontroll"), "insight:findings", "receipt-text", "work", FOLLOWS, 36),
    Entry(_("Öppna data"), "insight:publications", "download", "work", FOLLOWS, 40),
)
