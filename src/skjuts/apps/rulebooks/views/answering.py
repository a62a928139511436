"""The queue, answers and figures of those who answer."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from skjuts.apps.rulebooks.forms.support import MessageForm, ReliefForm
from skjuts.apps.rulebooks.models import ReliefParameter
from skjuts.apps.rulebooks.policies import (
    may_set_relief,
    require_answer,
    require_see_figures,
    require_set_relief,
)
from skjuts.apps.rulebooks.presenters.support import list_columns, show_figures, show_row
from skjuts.apps.rulebooks.queries.support import get_question, list_answered, list_queue, list_reliefs
from skjuts.apps.rulebooks.services.answer import answer_question, release_question, take_question
from skjuts.apps.rulebooks.services.set_relief import set_relief
from skjuts.apps.rulebooks.views.acting import attempt, show
from skjuts.apps.rulebooks.views.asking import show_question_page
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in

SHOWN = 100
PERIODS = {"30": 30, "90": 90, "365": 365}


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, longest first."""
    actor, now = actor_in(request), timezone.now()
    require_answer(actor, actor.authority_id)
    rows, total = list_queue(actor, SHOWN)
    columns = list_columns(_("Fråga"), _("Enhet"), _("Ämne"), _("Har väntat"), _("Läge"))
    shown = [show_row(one, now) for one in rows]
    return show(request, "queue", {"rows": shown, "total": total, "columns": columns})


@require_POST
def take(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Take a question."""
    take_question(actor=actor_in(request), question_id=question_id, now=timezone.now())
    return redirect("rulebooks:question", question_id)


@require_POST
def release(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Put it back."""
    release_question(actor=actor_in(request), question_id=question_id, now=timezone.now())
    return redirect("rulebooks:queue")


@require_POST
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Answer."""
    form = MessageForm(request.POST)
    actor, now = actor_in(request), timezone.now()
    require_answer(actor, get_question(actor, question_id).authority_id)
    if attempt(
        form,
        lambda: answer_question(
            actor=actor, question_id=question_id, text=form.cleaned_data["text"], now=now
        ),
    ):
        messages.success(request, _("Svaret är skickat."))
        return redirect("rulebooks:question", question_id)
    return show_question_page(request, question_id, form)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Answers, waiting times and hours relieved."""
    return _show_figures(request, ReliefForm(initial={"in_force_from": timezone.localdate()}))


@require_POST
def change_relief(request: HttpRequest) -> HttpResponse:
    """Say what an answer is held to save."""
    actor, form = actor_in(request), ReliefForm(request.POST)
    require_set_relief(actor)
    if attempt(form, lambda: _set(form, actor, timezone.now())):
        messages.success(request, _("Värdet är sparat."))
        return redirect("rulebooks:figures")
    return _show_figures(request, form)


def _show_figures(request: HttpRequest, form: ReliefForm) -> HttpResponse:
    actor, now = actor_in(request), timezone.now()
    require_see_figures(actor)
    days = PERIODS.get(request.GET.get("dagar", ""), 90)
    answered = list_answered(actor, now - dt.timedelta(days=days), now)
    shown = show_figures(answered, list_reliefs(actor), timezone.localdate(now))
    context = {"shown": shown, "days": days, "periods": PERIODS.values(), "form": form}
    return show(request, "figures", {**context, "can_set": may_set_relief(actor)}, form)


def _set(form: ReliefForm, actor: Actor, now: dt.datetime) -> ReliefParameter:
    told = form.cleaned_data
    return set_relief(
        actor=actor,
        minutes=told["minutes"],
        in_force_from=told["in_force_from"],
        is_assumed=told["is_assumed"],
        source=told["source"],
        now=now,
    )
