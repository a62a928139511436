"""The reader's pages: what to learn, a course, one page of it, an exercise."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.content import Course, Page
from skjuts.apps.training.models import CourseVersion, Enrolment
from skjuts.apps.training.presenters.course import show_course, show_page
from skjuts.apps.training.presenters.own import show_own
from skjuts.apps.training.presenters.words import language, tell_clock
from skjuts.apps.training.queries.courses import get_version, read_content
from skjuts.apps.training.queries.own import list_own_rights, read_own_training
from skjuts.apps.training.queries.progress import (
    find_current_certificate,
    find_enrolment,
    list_exercise_answers,
    list_pages_read,
)
from skjuts.apps.training.services.take_course import answer_exercise, enrol, finish_page
from skjuts.apps.training.services.take_test import find_opening
from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.web.fields import UNPROCESSABLE
from skjuts.web.told import tell_error


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What the reader has learnt, and what she should."""
    actor, now = actor_in(request), timezone.now()
    training, rights = read_own_training(actor, now), list_own_rights(actor, now)
    shown = show_own(training, rights, language(), timezone.localdate(now))
    return render(request, "training/pages/home.html", {"shown": shown})


@require_GET
def course(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The start of a course."""
    actor, now = actor_in(request), timezone.now()
    version = get_version(actor, version_id)
    content, enrolment = read_content(version, language()), find_enrolment(actor, version)
    read = list_pages_read([enrolment])[enrolment.id] if enrolment else set()
    opening = find_opening(enrolment, content) if enrolment else None
    shown = show_course(
        version,
        content,
        enrolment,
        read,
        opens=tell_clock(opening) if opening and opening > now else "",
        certificate=find_current_certificate(actor, version, timezone.localdate(now)),
    )
    return render(request, "training/pages/course.html", {"shown": shown})


@require_POST
def begin(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Begin a course, or go on."""
    actor = actor_in(request)
    version = get_version(actor, version_id)
    enrolment = enrol(actor=actor, version=version, now=timezone.now())
    pages = read_content(version, language()).pages
    slug = enrolment.page if enrolment.page in {page.slug for page in pages} else pages[0].slug
    return redirect("training:page", version_id, slug)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """Read a page; a POST says that it was read and leads to the next."""
    version, content, enrolment, found = _open(actor_in(request), version_id, slug)
    if enrolment is None:
        return redirect("training:course", version_id)
    if request.method == "POST":
        following = finish_page(enrolment=enrolment, course=content, page=found, now=timezone.now())
        if following:
            return redirect("training:page", version_id, following.slug)
        return redirect("training:course", version_id)
    return _render(request, version, content, enrolment, found)


@require_POST
def exercise(request: HttpRequest, version_id: UUID, slug: str, exercise_id: str) -> HttpResponse:
    """Answer an exercise; its feedback stands on the page."""
    version, content, enrolment, found = _open(actor_in(request), version_id, slug)
    one = next((each for each in found.exercises if each.id == exercise_id), None)
    if one is None:
        raise NotFound
    if enrolment is None:
        return redirect("training:course", version_id)
    try:
        answer_exercise(
            enrolment=enrolment, exercise=one, chosen=request.POST.getlist("answer"), now=timezone.now()
        )
    except InvalidField as refusal:
        return _render(
            request, version, content, enrolment, found, {exercise_id: tell_error(refusal).message}
        )
    return redirect(f"{reverse('training:page', args=[version_id, slug])}#{exercise_id}")


def _open(actor: Actor, version_id: UUID, slug: str) -> tuple[CourseVersion, Course, Enrolment | None, Page]:
    version = get_version(actor, version_id)
    content = read_content(version, language())
    found = next((one for one in content.pages if one.slug == slug), None)
    if found is None:
        raise NotFound
    return version, content, find_enrolment(actor, version), found


def _render(
    request: HttpRequest,
    version: CourseVersion,
    content: Course,
    enrolment: Enrolment,
    found: Page,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    shown = show_page(
        version,
        content,
        found,
        list_exercise_answers(enrolment, [one.id for one in found.exercises]),
        list_pages_read([enrolment])[enrolment.id],
        errors or {},
    )
    status = UNPROCESSABLE if errors else 200
    return render(request, "training/pages/page.html", {"shown": shown}, status=status)
