"""The handbook: read by everyone, written by those who answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.rulebooks.forms.support import EntryForm
from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.apps.rulebooks.policies import may_answer, require_answer
from skjuts.apps.rulebooks.presenters.support import show_paragraphs
from skjuts.apps.rulebooks.queries.support import get_entry, get_question, list_handbook
from skjuts.apps.rulebooks.services.publish_entry import publish_entry, revise_entry, withdraw_entry
from skjuts.apps.rulebooks.views.acting import attempt, show
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def handbook(request: HttpRequest) -> HttpResponse:
    """Search and browse."""
    words, topic = request.GET.get("q", ""), request.GET.get("amne", "")
    entries = list_handbook(actor_in(request), words=words, topic=topic)
    context = {"entries": entries, "words": words, "topic": topic, "topics": SupportTopic.choices}
    return show(request, "handbook", context)


@require_GET
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One answer."""
    found = get_entry(actor_in(request), entry_id)
    can_edit = may_answer(actor_in(request), found.authority_id)
    context = {"entry": found, "paragraphs": show_paragraphs(found.answer), "can_edit": can_edit}
    return show(request, "entry", context)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Make an entry of a question's answer."""
    actor, now = actor_in(request), timezone.now()
    question = get_question(actor, question_id)
    require_answer(actor, question.authority_id)
    last = question.messages.filter(is_answer=True).last()
    start = {"topic": question.topic, "title": question.title, "answer": last.text if last else ""}
    form = EntryForm(request.POST or None, initial=start)
    if request.method == "POST":
        made = attempt(
            form, lambda: publish_entry(actor=actor, question_id=question_id, now=now, **_told(form))
        )
        if made:
            messages.success(request, _("Svaret finns nu i handboken."))
            return redirect("rulebooks:entry", made.id)
    return show(request, "entry_form", {"form": form, "back": question.id, "entry": None}, form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Mend an entry."""
    actor, now = actor_in(request), timezone.now()
    found = get_entry(actor, entry_id)
    require_answer(actor, found.authority_id)
    start = {"topic": found.topic, "title": found.title, "answer": found.answer, "revision": found.revision}
    form = EntryForm(request.POST or None, initial=start)
    if request.method == "POST":
        made = attempt(
            form,
            lambda: revise_entry(
                actor=actor,
                entry_id=entry_id,
                revision=form.cleaned_data["revision"] or 0,
                now=now,
                **_told(form),
            ),
        )
        if made:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("rulebooks:entry", entry_id)
    return show(request, "entry_form", {"form": form, "back": None, "entry": found}, form)


@require_POST
def withdraw(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take an entry out."""
    withdraw_entry(actor=actor_in(request), entry_id=entry_id, now=timezone.now())
    messages.success(request, _("Svaret är borttaget ur handboken."))
    return redirect("rulebooks:handbook")


def _told(form: EntryForm) -> dict[str, str]:
    return {key: form.cleaned_data[key] for key in ("topic", "title", "answer")}
