"""The test: begin, answer, and its result."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.content import Course, mark_answers, plan_next_attempt
from skjuts.apps.training.models import Attempt, AttemptOutcome
from skjuts.apps.training.presenters.test import AfterTest, ResultPage, field_of, show_result, show_test
from skjuts.apps.training.presenters.words import language
from skjuts.apps.training.queries.courses import get_version, read_content
from skjuts.apps.training.queries.progress import (
    count_failures,
    find_certificate_of,
    find_enrolment,
    find_outcome,
    get_attempt,
    list_answers,
)
from skjuts.apps.training.services.take_test import find_opening, hand_in, list_drawn, start_attempt
from skjuts.core.kernel.errors import Conflict
from skjuts.web.fields import UNPROCESSABLE


@require_POST
def start(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Begin the test, or go on with the one that is open."""
    actor = actor_in(request)
    enrolment = find_enrolment(actor, get_version(actor, version_id))
    if enrolment is None:
        return redirect("training:course", version_id)
    try:
        attempt = start_attempt(actor=actor, enrolment=enrolment, language=language(), now=timezone.now())
    except Conflict as refusal:
        messages.warning(request, f"{refusal.message} {refusal.remedy}")
        return redirect("training:course", version_id)
    return redirect("training:attempt", attempt.id)


@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Answer the test; every question must have an answer before it is handed in."""
    actor = actor_in(request)
    found, content = _open(actor, attempt_id)
    if find_outcome(found):
        return redirect("training:result", attempt_id)
    questions = list_drawn(found, content)
    chosen = {one.id: request.POST.getlist(field_of(place)) for place, one in enumerate(questions, start=1)}
    missing = [question for question, options in chosen.items() if not options]
    if request.method == "POST" and not missing:
        hand_in(actor=actor, attempt=found, answers=chosen, now=timezone.now())
        return redirect("training:result", attempt_id)
    is_sent = request.method == "POST"
    shown = show_test(found, content, questions, chosen, missing if is_sent else ())
    status = UNPROCESSABLE if is_sent else 200
    return render(request, "training/pages/attempt.html", {"shown": shown}, status=status)


@require_GET
def result(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """The result, with feedback."""
    actor = actor_in(request)
    found, content = _open(actor, attempt_id)
    outcome = find_outcome(found)
    if outcome is None:
        return redirect("training:attempt", attempt_id)
    return render(request, "training/pages/result.html", {"shown": _show(found, content, outcome)})


def _open(actor: Actor, attempt_id: UUID) -> tuple[Attempt, Course]:
    found = get_attempt(actor, attempt_id)
    return found, read_content(found.enrolment.version, found.language)


def _show(found: Attempt, content: Course, outcome: AttemptOutcome) -> ResultPage:
    marked = mark_answers(list_drawn(found, content), list_answers(found), content.pass_rule)
    failures = count_failures(found.enrolment).count
    opening = find_opening(found.enrolment, content)
    after = AfterTest(
        opening=opening if opening and opening > timezone.now() else None,
        offers_help=plan_next_attempt(content.retry_rule, failures=failures).offers_help,
        certificate=find_certificate_of(outcome),
    )
    return show_result(found, content, marked, outcome, after)
