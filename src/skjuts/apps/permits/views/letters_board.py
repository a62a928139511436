"""The board's list of delegated decisions: page, paper, file, and the day of the minutes' announcement."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from skjuts.apps.permits.forms.letters import AnnounceForm, PeriodForm
from skjuts.apps.permits.presenters.letters_board import (
    BoardList,
    list_board_columns,
    show_board_list,
    write_board_sheet,
)
from skjuts.apps.permits.queries.applications import list_delegated_decisions
from skjuts.apps.permits.queries.letters import list_to_announce
from skjuts.apps.permits.services.letters import announce_decisions
from skjuts.apps.registry.models import Authority
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press
from skjuts.web.fields import UNPROCESSABLE
from skjuts.web.spreadsheet import CONTENT_TYPE

USUAL_DAYS = dt.timedelta(days=30)
PAPER = "permits/letters/board_paper.html"


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The decisions of a period."""
    return _show(request, PeriodForm(request.GET or None, initial=_usual()))


@require_GET
def board_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper; where no PDF can be made, the page that prints from the browser."""
    first, last = _period(PeriodForm(request.GET or None))
    told = {"shown": _read(actor_in(request), first, last), "columns": list_board_columns()}
    page = render_to_string(PAPER, told, request=request, using="jinja2")
    try:
        pdf = letter_press.get().print_pdf(page)
    except UpstreamUnavailable:
        return HttpResponse(page)
    return _file(pdf, "application/pdf", f'inline; filename="delegationsbeslut-{first}-{last}.pdf"')


@require_GET
def board_sheet(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet."""
    first, last = _period(PeriodForm(request.GET or None))
    text = write_board_sheet(_read(actor_in(request), first, last))
    name = f'attachment; filename="delegationsbeslut-{first}-{last}.csv"'
    return _file(text.encode(), CONTENT_TYPE, name)


@require_POST
def board_announce(request: HttpRequest) -> HttpResponse:
    """The adjusted minutes with the period's decisions were announced."""
    actor, now, form = actor_in(request), timezone.now(), AnnounceForm(request.POST)
    period = PeriodForm(request.POST)
    first, last = _period(period)
    made = attempt(
        form,
        lambda: announce_decisions(
            actor=actor,
            first=first,
            last=last,
            on=form.cleaned_data["on"],
            now=now,
            today=timezone.localdate(now),
        ),
    )
    if made is None:
        return _show(request, period, form)
    told = ngettext(
        "%(num)s beslut är noterat som anslaget.", "%(num)s beslut är noterade som anslagna.", made
    )
    messages.success(request, told % {"num": made})
    asked = urlencode({"first": str(first), "last": str(last)})
    return redirect(f"{reverse('permits:board')}?{asked}")


def _show(request: HttpRequest, form: PeriodForm, announcing: AnnounceForm | None = None) -> HttpResponse:
    first, last = _period(form)
    context = {
        "form": form,
        "announcing": announcing or AnnounceForm(initial={"on": timezone.localdate()}),
        "shown": _read(actor_in(request), first, last),
        "columns": list_board_columns(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "query": urlencode({"first": str(first), "last": str(last)}),
    }
    status = UNPROCESSABLE if announcing or form.errors else 200
    return render(request, "permits/letters/board.html", context, status=status)


def _read(actor: Actor, first: dt.date, last: dt.date) -> BoardList:
    return show_board_list(
        Authority.objects.get(pk=actor.authority_id).name,
        list_delegated_decisions(actor, first=first, last=last),
        first,
        last,
        to_announce=list_to_announce(actor, first=first, last=last).count(),
    )


def _period(form: PeriodForm) -> tuple[dt.date, dt.date]:
    usual = _usual()
    return form.read((usual["first"], usual["last"]))


def _usual() -> dict[str, dt.date]:
    today = timezone.localdate()
    return {"first": today - USUAL_DAYS, "last": today}


def _file(content: bytes, kind: str, disposition: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
