"""The house's own places in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.web.navigation import Entry

ENTRIES = (
    Entry(
        _("Driftläge"),
        "site:house-health",
        "gauge",
        group="house",
        roles=frozenset({"system_admin"}),
        order=90,
    ),
)
