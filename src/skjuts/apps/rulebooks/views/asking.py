"""Asking, and reading what one's unit has asked."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.rulebooks.forms.support import AskForm, MessageForm
from skjuts.apps.rulebooks.models import SupportQuestion
from skjuts.apps.rulebooks.policies import may_answer, require_follow_up
from skjuts.apps.rulebooks.presenters.support import (
    find_page,
    guess_topic,
    list_columns,
    name_page,
    show_question,
    show_row,
)
from skjuts.apps.rulebooks.queries.support import get_question, list_earlier, list_own, suggest_words
from skjuts.apps.rulebooks.services.ask import ask_again, ask_question, withdraw_question
from skjuts.apps.rulebooks.views.acting import attempt, show
from skjuts.apps.tenancy.doors import actor_in

SHOWN = 30


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What the unit has asked."""
    rows = [show_row(one, timezone.now()) for one in list_own(actor_in(request), SHOWN)]
    columns = list_columns(_("Fråga"), _("Ämne"), _("Ställd"), _("Läge"))
    return show(request, "own", {"rows": rows, "columns": columns})


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask, from the page that one came from."""
    asked_from = request.POST.get("page") or find_page(urlsplit(request.headers.get("Referer", "")).path)
    form = AskForm(request.POST or None, initial={"topic": guess_topic(asked_from)})
    if request.method == "POST":
        made = attempt(form, lambda: _send(request, form, asked_from))
        if made:
            messages.success(request, _("Frågan är skickad. Svaret kommer hit och i ett meddelande."))
            return redirect("rulebooks:question", made.id)
    return show(
        request, "ask", {"form": form, "asked_from": asked_from, "page_name": name_page(asked_from)}, form
    )


def _send(request: HttpRequest, form: AskForm, asked_from: str) -> SupportQuestion:
    told = form.cleaned_data
    return ask_question(
        actor=actor_in(request),
        topic=told["topic"],
        title=told["title"],
        text=told["text"],
        page=asked_from[:120],
        now=timezone.now(),
    )


@require_GET
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """One question; whoever answers also sees earlier answers to the like."""
    return show_question_page(request, question_id, MessageForm())


@require_POST
def follow_up(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Ask further."""
    form = MessageForm(request.POST)
    actor, now = actor_in(request), timezone.now()
    require_follow_up(actor, get_question(actor, question_id).asked_by_id)
    if attempt(
        form,
        lambda: ask_again(actor=actor, question_id=question_id, text=form.cleaned_data["text"], now=now),
    ):
        return redirect("rulebooks:question", question_id)
    return show_question_page(request, question_id, form)


@require_POST
def withdraw(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Take the question back."""
    withdraw_question(actor=actor_in(request), question_id=question_id, now=timezone.now())
    messages.success(request, _("Frågan är återtagen."))
    return redirect("rulebooks:own")


def show_question_page(request: HttpRequest, question_id: UUID, form: MessageForm) -> HttpResponse:
    """The page of a question, with a form that may have to be mended."""
    actor, now = actor_in(request), timezone.now()
    found = get_question(actor, question_id)
    earlier = []
    if may_answer(actor, found.authority_id):
        words = request.GET.get("q") or suggest_words(found)
        earlier = [show_row(one, now) for one in list_earlier(actor, words, apart_from=found.id)]
    context = {
        "shown": show_question(found, actor, now),
        "form": form,
        "earlier": earlier,
        "words": request.GET.get("q", ""),
        "answers": may_answer(actor, found.authority_id),
    }
    return show(request, "question", context, form)
