"""What waits for those who keep the registers, lead a unit or bring an authority in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Assignment, RegisterImport
from skjuts.apps.registry.policies.staff import may_keep, may_onboard
from skjuts.apps.registry.presenters.staff import show_period
from skjuts.apps.registry.queries.onboarding import list_steps
from skjuts.apps.registry.queries.staff import (
    AssignmentFilter,
    Standing,
    find_own_ending,
    list_assignments,
    list_imports,
    list_unmanaged_units,
)
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import WaitingItem, WaitingWork

SHOWN = 3


def waiting_work(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    """Heaps of work, none of them empty."""
    if actor.has(Role.UNIT_MANAGER):
        yield from _substitute_needed(actor, today)
    if actor.has(Role.UNIT_MANAGER) or may_keep(actor, actor.authority_id):
        yield from _ending(actor, today)
    if may_keep(actor, actor.authority_id):
        yield from _unmanaged(actor, today)
        yield from _files(actor)
    if may_onboard(actor):
        yield from _onboarding(actor, today)


def _first_of[Row: Model](rows: QuerySet[Row]) -> tuple[list[Row], int]:
    """The first ones, and how many there are: counted only when these may not be all."""
    first = list(rows[:SHOWN])
    return first, len(first) if len(first) < SHOWN else rows.count()


def _substitute_needed(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    """The manager's own assignment ends, and nobody is there after them."""
    own = find_own_ending(actor, today)
    if own is None:
        return
    yield WaitingWork(
        title=_("Ditt chefsuppdrag tar slut"),
        count=1,
        href=reverse("registry:assignment", args=[own.id]),
        icon="user-check",
        text=_("Ingen annan kan delegera på enheten efter %(day)s. Be registeransvarig om en vikarie.")
        % {"day": f"{own.valid_to:%Y-%m-%d}"},
        order=5,
        is_urgent=True,
    )


def _ending(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    chosen = AssignmentFilter(
        unit_id=None if may_keep(actor, actor.authority_id) else actor.unit_id, standing=Standing.ENDING
    )
    rows, count = _first_of(list_assignments(actor, chosen, today))
    if count:
        yield WaitingWork(
            title=_("Uppdrag som snart tar slut"),
            count=count,
            href=f"{reverse('registry:assignments')}?lage={Standing.ENDING}",
            icon="clock-alert",
            items=tuple(_assignment_item(one) for one in rows),
            order=40,
        )


def _unmanaged(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    rows, count = _first_of(list_unmanaged_units(actor, today))
    if count:
        yield WaitingWork(
            title=_("Vårdenheter utan chef"),
            count=count,
            href=reverse("registry:units"),
            icon="building-2",
            text=_("Utan chef kan ingen på enheten få rätt att utfärda intyg."),
            items=tuple(WaitingItem(one.name, reverse("registry:unit", args=[one.id])) for one in rows),
            order=30,
        )


def _files(actor: Actor) -> Iterator[WaitingWork]:
    """Files that were read on trial and then left."""
    rows, count = _first_of(list_imports(actor).filter(state=RegisterImport.State.CHECKED))
    if count:
        yield WaitingWork(
            title=_("Provlästa filer"),
            count=count,
            href=reverse("registry:imports"),
            icon="upload",
            text=_("Läs in dem, eller kasta dem."),
            items=tuple(
                WaitingItem(one.file_name, reverse("registry:import", args=[one.id]), one.get_kind_display())
                for one in rows
            ),
            order=35,
        )


def _onboarding(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    left = [step for step in list_steps(actor, today) if not step.is_done]
    if left:
        yield WaitingWork(
            title=_("Steg kvar i införandet"),
            count=len(left),
            href=reverse("registry:onboarding"),
            icon="list-checks",
            items=tuple(
                WaitingItem(step.title, f"{reverse('registry:onboarding')}#{step.slug}")
                for step in left[:SHOWN]
            ),
            order=20,
        )


def _assignment_item(one: Assignment) -> WaitingItem:
    return WaitingItem(
        one.staff.name,
        reverse("registry:assignment", args=[one.id]),
        show_period(one.valid_from, one.valid_to),
    )
