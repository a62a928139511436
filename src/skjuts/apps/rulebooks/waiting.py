"""What waits for a person at the support function and the rule books, for the start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.policies import may_read_drafts
from skjuts.apps.rulebooks.presenters.support import question_address, show_row
from skjuts.apps.rulebooks.queries.books import list_own_drafts, list_proposed
from skjuts.apps.rulebooks.queries.support import list_answered_to, list_queue
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.web.navigation import WaitingItem, WaitingWork

SHOWN = 5
NEWS_DAYS = 7


def waiting_work(actor: Actor, today: dt.date) -> Iterable[WaitingWork]:
    """The queue for those who answer, fresh answers for those who asked, rule books to approve or finish."""
    now = timezone.now()
    if may_read_drafts(actor, actor.authority_id):
        yield from _list_drafts(actor)
    if actor.has(Role.AUTHORITY_ADMIN):
        yield from _list_proposed(actor)
    if actor.has(Role.SUPPORT_OFFICER):
        yield from _list_queue(actor, now)
    since = today - dt.timedelta(days=NEWS_DAYS)
    fresh = [
        row
        for row in list_answered_to(actor, SHOWN)
        if row.first_answered_at and row.first_answered_at.date() >= since
    ]
    if fresh:
        items = tuple(WaitingItem(row.title, question_address(row)) for row in fresh)
        yield WaitingWork(
            _("Svar på dina frågor"), len(items), reverse("rulebooks:own"), "message-square", items, order=60
        )


def _list_queue(actor: Actor, now: dt.datetime) -> Iterable[WaitingWork]:
    rows, total = list_queue(actor, SHOWN)
    if total:
        items = tuple(
            WaitingItem(one.title, question_address(row), one.waited)
            for row, one in ((row, show_row(row, now)) for row in rows)
        )
        yield WaitingWork(
            _("Frågor från vårdenheter"), total, reverse("rulebooks:queue"), "inbox", items, order=20
        )


def _list_drafts(actor: Actor) -> Iterable[WaitingWork]:
    rows = list_own_drafts(actor)
    if rows:
        items = tuple(
            WaitingItem(f"{one.title} {one.label}", reverse("rulebooks:version", args=[one.id]))
            for one in rows[:SHOWN]
        )
        yield WaitingWork(
            _("Dina utkast till regelböcker"),
            len(rows),
            reverse("rulebooks:books"),
            "file-pen",
            items,
            order=45,
        )


def _list_proposed(actor: Actor) -> Iterable[WaitingWork]:
    rows = list_proposed(actor)
    if rows:
        items = tuple(
            WaitingItem(f"{one.title} {one.label}", reverse("rulebooks:approve-book", args=[one.id]))
            for one in rows[:SHOWN]
        )
        yield WaitingWork(
            _("Regelböcker att godkänna"), len(rows), reverse("rulebooks:books"), "scale", items, order=30
        )
