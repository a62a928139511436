"""What waits for a person in training, for the start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.training.presenters.own import show_own
from skjuts.apps.training.presenters.unit import Granting, show_unit
from skjuts.apps.training.presenters.words import language, tell_date
from skjuts.apps.training.queries.courses import list_begun, list_in_review, list_sent_back
from skjuts.apps.training.queries.own import read_own_training
from skjuts.apps.training.queries.register import list_unit_holders
from skjuts.apps.training.queries.standings import moment_of
from skjuts.apps.training.services.take_test import RENEWAL_DAYS
from skjuts.web.navigation import WaitingItem, WaitingWork


def waiting_work(actor: Actor, today: dt.date) -> Iterable[WaitingWork]:
    """Courses to take, people to delegate to, versions to write on and to review."""
    if actor.has(Role.CARE_STAFF):
        yield from _courses(actor, today)
    if actor.has(Role.UNIT_MANAGER):
        yield from _delegations(actor)
    if actor.has(Role.COURSE_AUTHOR):
        yield from _sent_back(actor)
        yield from _begun(actor)
    if actor.has(Role.COURSE_REVIEWER):
        yield from _reviews(actor)


def _courses(actor: Actor, today: dt.date) -> Iterator[WaitingWork]:
    training = read_own_training(actor, timezone.now())
    shown = show_own(training, None, language(), today)
    soon = today + dt.timedelta(days=RENEWAL_DAYS)
    ending = {str(one.version.id): one.certificate for one in training.courses if one.certificate}
    items = [
        WaitingItem(
            card.title, reverse("training:course", args=[card.id]), card.note or str(card.status.label)
        )
        for card in (*shown.due, *shown.courses)
        if card.is_due or not card.certificate_id or ending[card.id].valid_to <= soon
    ]
    if items:
        yield WaitingWork(
            title=_("Utbildning att göra"),
            count=len(items),
            href=reverse("training:home"),
            icon="graduation-cap",
            items=tuple(items),
            order=30,
            is_urgent=bool(shown.due),
        )


def _delegations(actor: Actor) -> Iterator[WaitingWork]:
    moment = moment_of(timezone.now())
    holders = list_unit_holders(actor.unit_id, moment)
    shown = show_unit("", holders, {}, moment, Granting(actor.staff_id))
    waiting = [row for row in shown.rows if row.can_be_granted and not row.grants]
    if waiting:
        address = reverse("training:unit")
        yield WaitingWork(
            title=_("Godkända utan delegation"),
            count=len(waiting),
            href=address,
            icon="user-check",
            items=tuple(WaitingItem(row.name, address, row.note) for row in waiting[:5]),
            order=30,
        )


def _sent_back(actor: Actor) -> Iterator[WaitingWork]:
    drafts = list_sent_back(actor)
    if drafts:
        yield WaitingWork(
            title=_("Kurser att rätta efter granskning"),
            count=len(drafts),
            href=reverse("training:versions"),
            icon="pencil",
            items=tuple(
                WaitingItem(
                    f"{one.title} {one.version}",
                    reverse("training:version", args=[one.id]),
                    getattr(one, "note", ""),
                )
                for one in drafts
            ),
            order=34,
        )


def _begun(actor: Actor) -> Iterator[WaitingWork]:
    drafts = list_begun(actor)
    if drafts:
        yield WaitingWork(
            title=_("Ändrade regler att lära ut"),
            count=len(drafts),
            href=reverse("training:versions"),
            icon="graduation-cap",
            items=tuple(
                WaitingItem(
                    one.title,
                    reverse("training:version", args=[one.id]),
                    _("Gäller från %(day)s") % {"day": tell_date(one.in_force_from)}
                    if one.in_force_from
                    else "",
                )
                for one in drafts
            ),
            order=35,
        )


def _reviews(actor: Actor) -> Iterator[WaitingWork]:
    versions = list_in_review(actor)
    if versions:
        yield WaitingWork(
            title=_("Kurser att granska"),
            count=len(versions),
            href=reverse("training:versions"),
            icon="file-check",
            items=tuple(
                WaitingItem(
                    f"{one.title} {one.version}",
                    reverse("training:version", args=[one.id]),
                    tell_date(one.created_at.date()),
                )
                for one in versions
            ),
            order=40,
        )
