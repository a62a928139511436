"""The course's editors: versions, and the way of each from draft to published."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.comparing import compare_courses
from skjuts.apps.training.errors import CourseFaulty
from skjuts.apps.training.facts import read_languages
from skjuts.apps.training.forms.authoring import ArchiveForm, DraftForm, ReviewForm
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.packing import MOST_BYTES, pack_course
from skjuts.apps.training.policies import require_author, require_review, require_see_courses
from skjuts.apps.training.presenters.authoring import (
    list_page_lines,
    list_tabs,
    show_figures,
    show_state,
    show_totals,
    show_version,
    show_version_row,
)
from skjuts.apps.training.presenters.course import show_page
from skjuts.apps.training.queries.courses import (
    get_version,
    list_course_steps,
    list_versions,
    list_writers,
)
from skjuts.apps.training.queries.drafts import list_draft_pages, list_faults, read_draft_items
from skjuts.apps.training.queries.statistics import count_attempts, list_question_figures
from skjuts.apps.training.services.publish_course import publish_version, send_back_version, submit_version
from skjuts.apps.training.services.take_in_course import import_course
from skjuts.apps.training.services.write_course import draft_version
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.web.elements import Column
from skjuts.web.fields import UNPROCESSABLE


@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    """Every version."""
    actor = actor_in(request)
    require_see_courses(actor, actor.authority_id)
    columns = [
        *list_columns(_("Kurs"), _("Version"), _("Läge"), _("Sedan")),
        Column(_("Har börjat"), numeric=True),
    ]
    rows = [show_version_row(one) for one in list_versions(actor)]
    return render(request, "training/pages/versions.html", {"rows": rows, "columns": columns})


@require_GET
def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version."""
    return _show_version(request, version_id)


@require_POST
def draft(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Begin a draft on top of a version."""
    form, actor = DraftForm(request.POST), actor_in(request)
    require_author(actor, actor.authority_id)
    made = attempt(
        form,
        lambda: draft_version(
            actor=actor, based_on_id=version_id, label=form.cleaned_data["label"], now=timezone.now()
        ),
    )
    if made:
        return redirect("training:version", made.id)
    return _show_version(request, version_id, draft_form=form)


@require_POST
def submit(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Hand a draft to review."""
    submit_version(actor=actor_in(request), version_id=version_id, now=timezone.now())
    messages.success(request, _("Utkastet är skickat till granskning."))
    return redirect("training:version", version_id)


@require_POST
def send_back(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Send a version back."""
    form, actor = ReviewForm(request.POST), actor_in(request)
    found = _get(actor, version_id)
    require_review(actor, found.authority_id, written_by=list_writers(found))
    done = attempt(
        form,
        lambda: send_back_version(
            actor=actor, version_id=version_id, note=form.cleaned_data["note"], now=timezone.now()
        ),
    )
    if done:
        messages.success(request, _("Versionen är tillbaka hos författaren."))
        return redirect("training:versions")
    return _show_version(request, version_id, review_form=form)


@require_POST
def publish(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Publish a reviewed version."""
    try:
        publish_version(actor=actor_in(request), version_id=version_id, now=timezone.now())
    except CourseFaulty as faulty:
        messages.error(request, " ".join(faulty.problems))
        return redirect("training:version", version_id)
    messages.success(request, _("Versionen är publicerad."))
    return redirect("training:version", version_id)


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a course from a zip file."""
    actor = actor_in(request)
    require_author(actor, actor.authority_id)
    form = ArchiveForm(request.POST or None, request.FILES or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = _import(actor, form)
            return redirect("training:version", made.id)
        except CourseFaulty as faulty:
            problems = faulty.problems
            form.add_refusal(faulty)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "problems": problems}
    status = form.answer_status
    return render(request, "training/pages/import.html", context, status=status)


@require_GET
def export(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The files of a version as a zip."""
    found = _get(actor_in(request), version_id)
    name = f"{found.slug}-{found.version}.zip".replace('"', "").replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pack_course(found.files), content_type="application/zip", headers=headers)


@require_GET
def preview(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """A page as the reader will see it."""
    found = _get(actor_in(request), version_id)
    if list_faults(found):
        messages.error(request, _("Förhandsvisningen väntar på att det som står nedan rättas."))
        return redirect("training:version", version_id)
    languages = read_languages(found.files)
    content = languages.get(request.GET.get("sprak", ""), languages[found.languages[0]])
    page = next((one for one in content.pages if one.slug == slug), None)
    if page is None and found.state == CourseVersion.State.DRAFT:
        messages.warning(request, _("Sidan är inte sparad än, så det finns inget att visa."))
        return redirect("training:edit-page", version_id, slug)
    if page is None:
        raise NotFound
    shown = show_page(found, content, page, {}, (), {})
    return render(request, "training/pages/preview.html", {"shown": shown, "languages": found.languages})


@require_GET
def figures(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """How the questions behave."""
    found = _get(actor_in(request), version_id)
    course = None if list_faults(found) else read_languages(found.files)[found.languages[0]]
    columns = [
        *list_columns(_("Fråga")),
        Column(_("Svar"), numeric=True),
        Column(_("Andel rätt"), numeric=True),
        Column(_("Urskiljning"), numeric=True),
        Column(_("Anmärkning")),
    ]
    context = {
        "title": f"{found.title} {found.version}",
        "status": show_state(found),
        "tabs": list_tabs(found, "training:figures"),
        "totals": show_totals(count_attempts(found)),
        "rows": show_figures(list_question_figures(found), course),
        "columns": columns,
    }
    return render(request, "training/pages/question_figures.html", context)


@require_GET
def difference(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What differs from the version that it was based on, or from another."""
    actor = actor_in(request)
    found = _get(actor, version_id)
    others = [one for one in list_versions(actor) if one.slug == found.slug and one.id != found.id]
    asked = request.GET.get("mot", str(found.based_on_id or ""))
    old = next((one for one in others if str(one.id) == asked), None)
    context = {
        "title": f"{found.title} {found.version}",
        "status": show_state(found),
        "tabs": list_tabs(found, "training:difference"),
        "others": others,
        "old": old,
        "changes": compare_courses(old.files, found.files) if old else [],
    }
    return render(request, "training/pages/difference.html", context)


def _import(actor: Actor, form: ArchiveForm) -> CourseVersion:
    archive = form.cleaned_data["archive"]
    data = archive.read(MOST_BYTES + 1)
    return import_course(actor=actor, archive=data, now=timezone.now())


def _get(actor: Actor, version_id: UUID) -> CourseVersion:
    require_see_courses(actor, actor.authority_id)
    return get_version(actor, version_id)


def _show_version(
    request: HttpRequest,
    version_id: UUID,
    *,
    draft_form: DraftForm | None = None,
    review_form: ReviewForm | None = None,
) -> HttpResponse:
    actor = actor_in(request)
    found = _get(actor, version_id)
    pages = list_draft_pages(found)
    items = {
        one.slug: (
            read_draft_items(found, "exercises", one.slug),
            read_draft_items(found, "questions", one.slug),
        )
        for one in pages
    }
    shown = show_version(
        found,
        actor,
        list_page_lines(pages, items),
        writers=list_writers(found),
        steps=list_course_steps(found),
        faults=list_faults(found),
    )
    context = {
        "shown": shown,
        "draft_form": draft_form or DraftForm(),
        "review_form": review_form or ReviewForm(),
    }
    status = UNPROCESSABLE if draft_form or review_form else 200
    return render(request, "training/pages/version.html", context, status=status)
