"""What waits for those who handle matters, on the start page. No names: the start page is not logged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.permits.models import Application, PermitSetting
from skjuts.apps.permits.policies import may_approve_setting, may_queue
from skjuts.apps.permits.presenters.matters.words import clock_of, name_kind, tell_date
from skjuts.apps.permits.queries.handled import choose_handled
from skjuts.apps.permits.queries.numbers import number_of
from skjuts.apps.permits.queries.queue import Heap, QueueFilter, count_queue, list_heaps
from skjuts.apps.permits.queries.settings import list_proposed_settings
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import WaitingItem, WaitingWork

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """How a heap is shown: its title, where the queue shows all of it, and its place on the page."""

    title: object
    chosen: QueueFilter
    query: str
    icon: str
    order: int


SHOWN_AS = {
    Heap.MINE: Shown(gettext_lazy("Dina ärenden"), QueueFilter(is_mine=True), "visa=mina", "user-round", 12),
    Heap.TO_CONFIRM: Shown(
        gettext_lazy("Förslag som väntar på en andra handläggare"),
        QueueFilter(state="in_review"),
        "lage=in_review",
        "users",
        13,
    ),
    Heap.FREE: Shown(gettext_lazy("Ärenden att ta"), QueueFilter(is_free=True), "visa=lediga", "inbox", 14),
}


def waiting_matters(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    """One's own matters, proposals to confirm, and those that nobody has taken: the latest day first."""
    if may_queue(actor):
        handled = choose_handled(actor, today)
        for heap, rows in list_heaps(actor, most=SHOWN, handled=handled).items():
            if rows:
                yield _show_heap(actor, SHOWN_AS[heap], rows, today, handled)
    if may_approve_setting(actor, actor.authority_id):
        yield from _list_settings(actor)


def _show_heap(
    actor: Actor, shown: Shown, rows: list[Application], today: dt.date, handled: Q
) -> WaitingWork:
    """A heap; counted only when there is more than is shown."""
    return WaitingWork(
        title=str(shown.title),
        count=len(rows) if len(rows) <= SHOWN else count_queue(actor, shown.chosen, handled=handled),
        href=f"{reverse('permits:matters')}?{shown.query}",
        icon=shown.icon,
        items=tuple(_item(one, today) for one in rows[:SHOWN]),
        order=shown.order,
        is_urgent=rows[0].due_on < today,
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
