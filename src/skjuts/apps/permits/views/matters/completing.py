"""Asking the applicant for more, entering what came, and writing down what somebody said."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skjuts.apps.permits.forms.matters import AnswerForm, CompletionForm, NoteForm
from skjuts.apps.permits.models import Application, CaseNote, CompletionRequest
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.services.handle import answer_completion, ask_completion, note_words
from skjuts.apps.permits.views.matters.acting import (
    Acting,
    acting_in,
    attempt,
    show,
    store_file,
    version_in,
)
from skjuts.apps.permits.views.matters.matter import head_of, open_file
from skjuts.web.fields import PageForm

ANSWER_DAYS = 14
"""How long an applicant has unless the officer says otherwise."""


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """What is missing, and until when."""
    at = acting_in(request)
    file = open_file(at, application_id)
    missing = set(file.assessment.missing) if file.assessment else set()
    every = file.book.every_fact.values() if file.book else ()
    asked = [one for one in every if one.id in missing]
    initial = {"facts": list(missing), "answer_by": at.today + dt.timedelta(days=ANSWER_DAYS)}
    form = CompletionForm(request.POST or None, asked=asked, initial=initial)
    if request.method == "POST" and attempt(form, lambda: _ask(request, at, file, form)) is not None:
        messages.success(request, _("Kompletteringen är begärd. Klockan står stilla tills svaret kommer."))
        return redirect("permits:matter", application_id)
    return _show(request, at, file, "completion", form)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """What came back."""
    at = acting_in(request)
    file = open_file(at, application_id)
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"received_on": at.today})
    if request.method == "POST" and attempt(form, lambda: _answer(request, at, file, form)) is not None:
        messages.success(request, _("Svaret är infört. Klockan går igen."))
        return redirect("permits:matter", application_id)
    return _show(request, at, file, "answer", form)


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """What somebody said."""
    at = acting_in(request)
    file = open_file(at, application_id)
    local = timezone.localtime(at.now)
    form = NoteForm(request.POST or None, initial={"told_on": local.date(), "told_at": local.time()})
    if request.method == "POST" and attempt(form, lambda: _note(at, file, form)) is not None:
        messages.success(request, _("Anteckningen är sparad."))
        return redirect("permits:matter", application_id)
    return _show(request, at, file, "note", form)


def _ask(request: HttpRequest, at: Acting, file: MatterFile, form: PageForm) -> CompletionRequest:
    told = form.cleaned_data
    return ask_completion(
        actor=at.actor,
        application_id=file.row.id,
        version=version_in(request),
        facts=told.get("facts", ()),
        text=told["text"],
        answer_by=told["answer_by"],
        now=at.now,
        today=at.today,
    )


def _answer(request: HttpRequest, at: Acting, file: MatterFile, form: PageForm) -> Application:
    row = file.row
    stored = store_file(form, at, authority_id=row.authority_id, is_guarded=row.is_guarded)
    return answer_completion(
        actor=at.actor,
        application_id=row.id,
        version=version_in(request),
        received_on=form.cleaned_data["received_on"],
        text=form.cleaned_data["text"],
        attachments=stored,
        now=at.now,
        today=at.today,
    )


def _note(at: Acting, file: MatterFile, form: PageForm) -> CaseNote:
    told = form.cleaned_data
    moment = dt.datetime.combine(told["told_on"], told["told_at"], timezone.get_current_timezone())
    return note_words(
        actor=at.actor,
        application_id=file.row.id,
        teller=told["teller"],
        text=told["text"],
        told_at=moment,
        now=at.now,
        today=at.today,
    )


def _show(request: HttpRequest, at: Acting, file: MatterFile, page: str, form: PageForm) -> HttpResponse:
    return show(request, page, {"shown": head_of(file, at), "form": form}, form)
