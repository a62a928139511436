"""Places of the registers in the side navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.policies.patients import READERS
from skjuts.web.navigation import Entry

ENTRIES = (
    Entry(_("Start"), "registry:start", "house", order=0),
    Entry(_("Patienter"), "registry:patient-search", "users", roles=frozenset(READERS), order=10),
)
