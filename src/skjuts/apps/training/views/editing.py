"""The editor: pages, questions and exercises by form, everything else as text; kept while one writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.forms.authoring import (
    CoursePageForm,
    ExerciseForm,
    FileForm,
    QuestionForm,
    SeenForm,
    fill_item,
    fill_page,
)
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.presenters.authoring import list_conflicts
from skjuts.apps.training.queries.courses import find_last_edit
from skjuts.apps.training.queries.drafts import (
    DraftItems,
    ItemKind,
    get_draft,
    get_file,
    read_draft_items,
    read_draft_page,
    read_head,
)
from skjuts.apps.training.services.write_course import save_file, seen_of
from skjuts.apps.training.toml_text import write_items, write_page
from skjuts.core.kernel.errors import Conflict, InvalidInput, InvalidTransition
from skjuts.web.fields import UNPROCESSABLE

CONFLICT, DONE = 409, 204


@dataclass(frozen=True, slots=True)
class Editor:
    """A form over one file of a draft: where it is saved, what it began from, and how it is written."""

    version: CourseVersion
    path: str
    text: str
    form: SeenForm
    saved: Mapping[str, Any]
    write: Callable[[], str]
    title: str
    template: str
    address: str
    autosave: str
    preview: str = ""


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """Edit a page."""
    return _edit(request, _page_editor(request, version_id, slug))


@require_POST
def autosave_page(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """Keep a page while it is written; the text that was seen guards against overwriting."""
    return _keep(request, _page_editor(request, version_id, slug))


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str) -> HttpResponse:
    """Edit a question or an exercise; one that is not there yet is new."""
    return _edit(request, _item_editor(request, version_id, kind, slug, item_id))


@require_POST
def autosave_item(
    request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str
) -> HttpResponse:
    """Keep a question while it is written."""
    return _keep(request, _item_editor(request, version_id, kind, slug, item_id))


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Edit any file as it is written: settings, sources, translations."""
    version = get_draft(actor_in(request), version_id)
    path = request.GET.get("vag", "course.toml")
    text = get_file(version, path)
    form = FileForm(request.POST or None, initial={"text": text, "version": seen_of(text)})
    editor = Editor(
        version=version,
        path=path,
        text=text,
        form=form,
        saved={"text": text},
        write=lambda: form.cleaned_data["text"],
        title=path,
        template="file",
        address=f"{reverse('training:edit-file', args=[version_id])}?vag={path}",
        autosave="",
    )
    return _edit(request, editor)


def _page_editor(request: HttpRequest, version_id: UUID, slug: str) -> Editor:
    version = get_draft(actor_in(request), version_id)
    found = read_draft_page(version, slug)
    saved = fill_page(found.row, found.markdown) if found.row else {}
    form = CoursePageForm(
        request.POST or None, topics=_topics(version), initial={**saved, "version": seen_of(found.text)}
    )
    return Editor(
        version=version,
        path=found.path,
        text=found.text,
        form=form,
        saved=saved,
        write=lambda: write_page(*form.read_row()),
        title=found.row.title if found.row else slug,
        template="page",
        address=reverse("training:edit-page", args=[version_id, slug]),
        autosave=reverse("training:autosave-page", args=[version_id, slug]),
        preview=reverse("training:preview", args=[version_id, slug]),
    )


def _item_editor(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str) -> Editor:
    version = get_draft(actor_in(request), version_id)
    found = read_draft_items(version, kind, slug)
    if found.rows is None:
        raise InvalidInput("Filen går inte att läsa. Rätta den som text först.", field=found.path)
    row = next((one for one in found.rows if one.id == item_id), None)
    saved = fill_item(row) if row else {}
    start = {**saved, "version": seen_of(found.text)}
    form = (
        QuestionForm(request.POST or None, topics=_topics(version), initial=start)
        if kind == "questions"
        else ExerciseForm(request.POST or None, initial=start)
    )
    arguments = [version_id, kind, slug, item_id]
    return Editor(
        version=version,
        path=found.path,
        text=found.text,
        form=form,
        saved=saved,
        write=lambda: _write_with(kind, found, item_id, form),
        title=item_id,
        template="item",
        address=reverse("training:edit-item", args=arguments),
        autosave=reverse("training:autosave-item", args=arguments),
    )


def _edit(request: HttpRequest, editor: Editor) -> HttpResponse:
    if request.method == "POST" and editor.form.is_valid():
        try:
            _save(request, editor)
        except InvalidTransition:
            raise
        except Conflict:
            return _show_conflict(request, editor, "training/pages/conflict.html")
        except InvalidInput as refusal:
            editor.form.add_refusal(refusal)
        else:
            messages.success(request, _("Sparat."))
            return redirect(editor.address)
    status = editor.form.answer_status
    return render(request, "training/pages/edit.html", {"editor": editor, "form": editor.form}, status=status)


def _keep(request: HttpRequest, editor: Editor) -> HttpResponse:
    if not editor.form.is_valid():
        return HttpResponse(status=UNPROCESSABLE)
    try:
        version = _save(request, editor)
    except InvalidTransition:
        raise
    except Conflict:
        return _show_conflict(request, editor, "training/fragments/conflict.html")
    return HttpResponse(status=DONE, headers={"X-Version": seen_of(version.files.get(editor.path, ""))})


def _save(request: HttpRequest, editor: Editor) -> CourseVersion:
    return save_file(
        actor=actor_in(request),
        version_id=editor.version.id,
        path=editor.path,
        text=editor.write(),
        seen=editor.form.cleaned_data["version"],
        now=timezone.now(),
    )


def _show_conflict(request: HttpRequest, editor: Editor, template: str) -> HttpResponse:
    conflicts, same = list_conflicts(editor.form, editor.saved)
    context = {
        "editor": editor,
        "conflicts": conflicts,
        "same": (*same, ("version", seen_of(editor.text))),
        "last": find_last_edit(editor.version),
    }
    return render(request, template, context, status=CONFLICT)


def _topics(version: CourseVersion) -> list[tuple[str, str]]:
    head = read_head(version)
    return [(slug, row.title) for slug, row in head.topics.items()] if head else []


def _write_with(kind: ItemKind, found: DraftItems, item_id: str, form: ExerciseForm) -> str:
    """The file with the item of the form in its place, or last when it is new."""
    row = form.read_question(item_id) if isinstance(form, QuestionForm) else form.read_row(item_id)
    rows: list[Any] = list(found.rows or ())
    places = [place for place, one in enumerate(rows) if one.id == item_id]
    rows[places[0] if places else len(rows) : places[0] + 1 if places else len(rows)] = [row]
    return write_items(kind, rows)
