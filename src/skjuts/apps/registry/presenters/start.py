"""What the start page and the search page show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.registry.presenters.sign_in import name_roles
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Link
from skjuts.web.navigation import Entry, Hit, WaitingWork, list_modules


@dataclass(frozen=True, slots=True)
class ShownStart:
    """A greeting, heaps of work with the urgent ones first, and where one usually goes."""

    greeting: str
    roles: str
    today: dt.date
    heaps: tuple[WaitingWork, ...]
    places: tuple[Link, ...]


def show_start(given_name: str, today: dt.date, heaps: Iterable[WaitingWork], actor: Actor) -> ShownStart:
    """The start page."""
    ordered = sorted(heaps, key=lambda one: (not one.is_urgent, one.order, one.title))
    return ShownStart(
        greeting=_("Hej %(name)s") % {"name": given_name},
        roles=name_roles(actor.roles),
        today=today,
        heaps=tuple(ordered),
        places=_places(actor),
    )


def show_hits(hits: Iterable[Hit]) -> list[tuple[str, list[Hit]]]:
    """Hits by kind, in the order in which the kinds were found."""
    kinds: dict[str, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    return list(kinds.items())


def _places(actor: Actor) -> tuple[Link, ...]:
    """The places that this person's roles alone give; what everybody has stands in the menu."""
    roles = frozenset(actor.roles)
    entries: list[Entry] = [one for module in list_modules("navigation") for one in module.ENTRIES]
    mine = sorted((one for one in entries if one.roles and one.is_for(roles)), key=lambda one: one.order)
    return tuple(Link(str(one.label), reverse(one.url_name), one.icon) for one in mine)
