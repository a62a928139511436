"""Places of certificates, matters and permits in the side navigation."""

from __future__ import annotations

from skjuts.web.navigation import Entry

ENTRIES: tuple[Entry, ...] = ()
