"""The queue, from which officers choose their next matter."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.models import Application, PermitKindChoice
from skjuts.apps.permits.policies import may_receive, require_queue
from skjuts.apps.permits.presenters.matters.queue import VIEWS, show_page, show_queue
from skjuts.apps.permits.queries.handled import choose_handled
from skjuts.apps.permits.queries.queue import (
    QueueFilter,
    QueuePlace,
    count_queue,
    list_queue_part,
    list_queue_units,
    name_patients,
)
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, show

SIZE = 25
ASKED = ("visa", "slag", "lage", "enhet")


@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    """Matters that are not decided, the most urgent first; every person shown is an entry in the log."""
    at, asked = acting_in(request), asked_in(request)
    require_queue(at.actor)
    after = _place_in(request)
    handled = choose_handled(at.actor, at.today)
    part = list_queue_part(at.actor, filter_of(asked, at), size=SIZE, after=after, handled=handled)
    for one in part.matters:
        note_access(at.actor, one, action=Access.LIST, reason="case", about="queue")
    rows = show_queue(part, name_patients(part.matters), at.actor, asked=asked, today=at.today)
    counts = {
        view: count_queue(at.actor, filter_of({**asked, "visa": view}, at), handled=handled) for view in VIEWS
    }
    shown = show_page(part, rows, asked=asked, counts=counts, is_first=after is None)
    context = {
        "shown": shown,
        "asked": {name: asked.get(name, "") for name in ASKED},
        "kinds": PermitKindChoice.choices,
        "states": [one for one in Application.State.choices if one[0] != Application.State.DECIDED],
        "units": list_queue_units(at.actor),
        "may_receive": may_receive(at.actor, at.actor.authority_id),
    }
    return show(request, "queue", context)


def asked_in(request: HttpRequest) -> dict[str, str]:
    """The choices in the address that the queue knows."""
    told = {name: request.GET.get(name, "") for name in ASKED}
    known = {
        "visa": VIEWS,
        "slag": PermitKindChoice.values,
        "lage": Application.State.values,
    }
    return {name: one for name, one in told.items() if one and one in known.get(name, [one])}


def filter_of(asked: dict[str, str], at: Acting) -> QueueFilter:
    """The filter of these choices."""
    view = asked.get("visa", "")
    return QueueFilter(
        state=asked.get("lage", ""),
        kind=asked.get("slag", ""),
        unit_id=_uuid(asked.get("enhet", "")),
        is_mine=view == "mina",
        is_free=view == "lediga",
        late_on=at.today if view == "sena" else None,
    )


def _place_in(request: HttpRequest) -> QueuePlace | None:
    """The place after which the part begins; an address that says none begins at the top."""
    day, _sign, key = request.GET.get("efter", "").partition("_")
    try:
        return QueuePlace(dt.date.fromisoformat(day), UUID(key))
    except ValueError:
        return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
