"""One matter: open it, take it on, weigh it, and look into how it was weighed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.permits.forms.matters import FACT, AssessForm, ReasonForm, write_fact
from skjuts.apps.permits.presenters.matters.page import MatterPage, show_matter
from skjuts.apps.permits.presenters.matters.queue import show_queue
from skjuts.apps.permits.presenters.matters.replaying import show_assessment
from skjuts.apps.permits.presenters.matters.visiting import suggest_visit
from skjuts.apps.permits.queries.applications import get_assessment
from skjuts.apps.permits.queries.matter import MatterFile, read_matter_file
from skjuts.apps.permits.queries.queue import list_queue_part
from skjuts.apps.permits.queries.responsibility import list_outcomes
from skjuts.apps.permits.services.assess import Weighed, assess_application, check_replay
from skjuts.apps.permits.services.handle import open_application, release_application, take_application
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show, version_in
from skjuts.apps.permits.views.matters.queue import asked_in, filter_of
from skjuts.core.rules import Fact
from skjuts.core.rules.facts import read_json_facts
from skjuts.web.notices import tell_undoable

PANE = 12
"""Matters in the queue's pane."""


@require_GET
def matter(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The three panes: the queue, the facts, the proposal."""
    at, asked = acting_in(request), asked_in(request)
    file = open_file(at, application_id)
    outcomes = list_outcomes(
        at.actor, authority_id=file.row.authority_id, kind=file.row.kind, now=at.now, day=at.today
    )
    part = list_queue_part(at.actor, filter_of(asked, at), size=PANE)
    context = {
        "shown": show_matter(file, at.actor, outcomes, now=at.now, today=at.today),
        "queue": show_queue(part, {}, at.actor, asked=asked, today=at.today),
        "here": reverse("permits:matter", args=[application_id]),
        "send_back": ReasonForm(),
    }
    return show(request, "matter", context)


@require_POST
def take(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Take the matter on."""
    at = acting_in(request)
    take_application(actor=at.actor, application_id=application_id, now=at.now, today=at.today)
    undo = reverse("permits:release", args=[application_id])
    tell_undoable(request, _("Du har tagit ärendet."), undo)
    return redirect("permits:matter", application_id)


@require_POST
def release(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Put it back."""
    at = acting_in(request)
    release_application(actor=at.actor, application_id=application_id, today=at.today)
    undo = reverse("permits:take", args=[application_id])
    tell_undoable(request, _("Ärendet är tillbaka i kön."), undo)
    return redirect("permits:matters")


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Say what is known besides, and put the matter to the rules and the timetable."""
    at = acting_in(request)
    file = open_file(at, application_id)
    form = _assess_form(request, file, at.today)
    if request.method == "POST" and attempt(form, lambda: _weigh(request, at, file, form)) is not None:
        messages.success(request, _("Ärendet är bedömt."))
        return redirect("permits:matter", application_id)
    return show(
        request, "assess", {"shown": head_of(file, at), "form": form, "asked": _fields_of(form)}, form
    )


@require_GET
def assessment(request: HttpRequest, application_id: UUID, number: int) -> HttpResponse:
    """How the matter was weighed, and whether the same comes out again."""
    at = acting_in(request)
    file = open_file(at, application_id)
    found = get_assessment(file.row, number)
    shown = show_assessment(found, check_replay(found))
    return show(request, "assessment", {"shown": shown, "matter": head_of(file, at)})


def open_file(at: Acting, application_id: UUID) -> MatterFile:
    """Open a matter: logged, and shown to the others as open."""
    row = open_application(actor=at.actor, application_id=application_id, now=at.now, today=at.today)
    return read_matter_file(row, today=at.today)


def head_of(file: MatterFile, at: Acting) -> MatterPage:
    """The matter above a form of its own, where nothing is decided."""
    return show_matter(file, at.actor, frozenset(), now=at.now, today=at.today)


def _assess_form(request: HttpRequest, file: MatterFile, today: dt.date) -> AssessForm:
    """Fields for what is missing, for what an officer said before, and for a fact to mend."""
    visit = suggest_visit(file, today)
    asked = {one.id: one for one in visit.asked}
    wanted = {request.GET.get("uppgift", ""), *(one.removeprefix(FACT) for one in request.POST)}
    every: Mapping[str, Fact] = file.book.every_fact if file.book else {}
    asked |= {one.id: one for one in every.values() if one.id in wanted}
    known = {name: visit.facts[name] for name in asked if name in visit.facts}
    values = read_json_facts({name: every[name] for name in known}, known)
    initial = {FACT + name: write_fact(every[name], value) for name, value in values.items()}
    return AssessForm(request.POST or None, asked=asked.values(), initial={**visit.initial, **initial})


def _weigh(request: HttpRequest, at: Acting, file: MatterFile, form: AssessForm) -> Weighed:
    told = form.cleaned_data
    travel_day: dt.date = told["travel_day"]
    return assess_application(
        actor=at.actor,
        application_id=file.row.id,
        version=version_in(request),
        travel_day=travel_day,
        told=form.told,
        visit=form.visit,
        now=at.now,
        today=at.today,
    )


def _fields_of(form: AssessForm) -> list[str]:
    return [FACT + one.id for one in form.asked]
