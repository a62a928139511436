"""What waits for those who handle matters, on the start page. No names: the start page is not logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.permits.models import Application, PermitSetting
from skjuts.apps.permits.policies import may_approve_setting, may_queue
from skjuts.apps.permits.presenters.matters.words import clock_of, name_kind, tell_date
from skjuts.apps.permits.queries.numbers import number_of
from skjuts.apps.permits.queries.queue import QueueFilter, count_queue, list_queue_part, list_to_confirm
from skjuts.apps.permits.queries.settings import list_proposed_settings
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import WaitingItem, WaitingWork

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Heap:
    """A view of the queue on the start page."""

    title: object
    chosen: QueueFilter
    view: str
    icon: str
    order: int


MINE = Heap(gettext_lazy("Dina ärenden"), QueueFilter(is_mine=True), "mina", "user-round", 12)
FREE = Heap(gettext_lazy("Ärenden att ta"), QueueFilter(is_free=True), "lediga", "inbox", 14)


def waiting_matters(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    """One's own matters, proposals to confirm, and those that nobody has taken: the latest day first."""
    if may_queue(actor):
        yield from _list_heap(actor, MINE, today)
        yield from _list_to_confirm(actor, today)
        yield from _list_heap(actor, FREE, today)
    if may_approve_setting(actor, actor.authority_id):
        yield from _list_settings(actor)


def _list_heap(actor: Actor, heap: Heap, today: dt.date) -> Iterator[WaitingWork]:
    rows = list_queue_part(actor, heap.chosen, size=SHOWN).matters
    if rows:
        yield WaitingWork(
            title=str(heap.title),
            count=count_queue(actor, heap.chosen),
            href=f"{reverse('permits:matters')}?visa={heap.view}",
            icon=heap.icon,
            items=tuple(_item(one, today) for one in rows),
            order=heap.order,
            is_urgent=rows[0].due_on < today,
        )


def _list_to_confirm(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    rows = list_to_confirm(actor)
    if rows:
        yield WaitingWork(
            title=_("Förslag som väntar på en andra handläggare"),
            count=len(rows),
            href=f"{reverse('permits:matters')}?lage=in_review",
            icon="users",
            items=tuple(_item(one, today) for one in rows[:SHOWN]),
            order=13,
            is_urgent=any(one.due_on < today for one in rows),
        )


def _list_settings(actor: Actor) -> Iterator[WaitingWork]:
    rows = list_proposed_settings(actor)
    if rows:
        yield WaitingWork(
            title=_("Inställningar att godkänna"),
            count=len(rows),
            href=reverse("permits:settings"),
            icon="settings",
            items=tuple(
                WaitingItem(
                    str(PermitSetting.Name(one.name).label),
                    reverse("permits:setting", args=[one.id]),
                    tell_date(one.in_force_from),
                )
                for one in rows[:SHOWN]
            ),
            order=32,
        )


def _item(one: Application, today: dt.date) -> WaitingItem:
    label = f"{name_kind(one.kind)} {number_of(one)}"
    return WaitingItem(label, reverse("permits:matter", args=[one.id]), str(clock_of(one, today).label))
