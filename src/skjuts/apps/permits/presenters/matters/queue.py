"""The queue as the officer sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Application
from skjuts.apps.permits.presenters.matters.words import clock_of, language, name_kind, state_of
from skjuts.apps.permits.queries.queue import MOST_COUNTED, QueuePart
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Column, Status, Tab
from skjuts.web.formatting import format_number, format_short_date

VIEWS = ("alla", "mina", "lediga", "sena")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A matter in the queue."""

    href: str
    name: str
    kind: str
    unit: str
    authority: str
    status: Status
    clock: Status
    due: str
    taken_by: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A part of the queue, and the way to the next one ('' at the end) and back to the first."""

    rows: tuple[QueueRow, ...]
    columns: tuple[Column, ...]
    tabs: tuple[Tab, ...]
    next_href: str
    first_href: str
    total: str


def show_queue(
    part: QueuePart, names: Mapping[UUID, str], actor: Actor, *, asked: Mapping[str, str], today: dt.date
) -> tuple[QueueRow, ...]:
    """The rows of a part; a name that the actor may not know is the patient's code name's place."""
    query = urlencode({key: value for key, value in asked.items() if value})
    return tuple(_row(one, names.get(one.patient_id, ""), actor, query, today) for one in part.matters)


def show_page(
    part: QueuePart,
    rows: tuple[QueueRow, ...],
    *,
    asked: Mapping[str, str],
    counts: Mapping[str, int],
    is_first: bool,
) -> QueuePage:
    """The queue's page."""
    last = part.last
    after = {"efter": f"{last.due_on.isoformat()}_{last.id}"} if last and part.is_more else {}
    return QueuePage(
        rows=rows,
        columns=tuple(map(Column, (_("Sökande"), _("Senast"), _("Läge"), _("Slag"), _("Enhet"), _("Hos")))),
        tabs=tuple(_tabs(asked, counts)),
        next_href=_address({**asked, **after}) if after else "",
        first_href="" if is_first else _address(asked),
        total=_tell_count(counts[asked.get("visa") or VIEWS[0]]),
    )


def _row(matter: Application, name: str, actor: Actor, query: str, today: dt.date) -> QueueRow:
    is_mine = matter.taken_by == actor.assignment_id
    href = reverse("permits:matter", args=[matter.id])
    return QueueRow(
        href=f"{href}?{query}" if query else href,
        name=name or _("Skyddad person"),
        kind=name_kind(matter.kind),
        unit=matter.unit.name if matter.unit else _("Egen ansökan"),
        authority=matter.authority.name if matter.authority_id != actor.authority_id else "",
        status=state_of(matter.state),
        clock=clock_of(matter, today),
        due=format_short_date(matter.due_on, language()),
        taken_by=_("Dig") if is_mine else matter.taken_signed.split(",")[0],
    )


def _tabs(asked: Mapping[str, str], counts: Mapping[str, int]) -> Iterable[Tab]:
    labels = {"alla": _("Alla"), "mina": _("Mina"), "lediga": _("Lediga"), "sena": _("Sena")}
    current = asked.get("visa") or VIEWS[0]
    for view, label in labels.items():
        address = _address({**asked, "visa": "" if view == VIEWS[0] else view})
        yield Tab(label, address, view == current, counts[view] if counts[view] < MOST_COUNTED else None)


def _tell_count(count: int) -> str:
    number = format_number(count, language())
    return _("minst %(number)s") % {"number": number} if count >= MOST_COUNTED else number


def _address(asked: Mapping[str, str]) -> str:
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('permits:matters')}?{query}" if query else reverse("permits:matters")
