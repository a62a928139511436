"""What the box in the masthead finds in the registers of units and staff, and among the pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.registry.policies.staff import may_read_some_staff
from skjuts.apps.registry.queries.staff import StaffFilter, list_staff
from skjuts.apps.registry.queries.units import UnitFilter, list_units_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.swedish_order import swedish_key
from skjuts.web.navigation import Entry, Hit, list_modules


def find_hits(actor: Actor, words: str, limit: int) -> Iterator[Hit]:
    """Pages first, then units, then colleagues for those who may read them."""
    yield from _pages(actor, words)
    for unit in list_units_of(actor, UnitFilter(words))[:limit]:
        href = reverse("registry:unit", args=[unit.id])
        yield Hit(_("Enheter"), unit.name, href, unit.municipality, "building-2")
    if may_read_some_staff(actor):
        for person in list_staff(actor, StaffFilter(words))[:limit]:
            href = reverse("registry:staff-member", args=[person.id])
            yield Hit(_("Personal"), person.name, href, person.profession, "user-round")


def _pages(actor: Actor, words: str) -> Iterator[Hit]:
    wanted = swedish_key(words)
    entries: list[Entry] = [one for module in list_modules("navigation") for one in module.ENTRIES]
    for entry in entries:
        if entry.is_for(frozenset(actor.roles)) and wanted in swedish_key(str(entry.label)):
            yield Hit(_("Sidor"), str(entry.label), reverse(entry.url_name), "", entry.icon)
