"""The editor: pages, questions and exercises by form, everything else as text; kept while one writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core import validators
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.forms.authoring import (
    CoursePageForm,
    ExerciseForm,
    FileForm,
    ItemIdForm,
    QuestionForm,
    SeenForm,
    fill_item,
    fill_page,
)
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.policies import require_author
from skjuts.apps.training.presenters.authoring import list_conflicts
from skjuts.apps.training.queries.courses import find_last_edit, get_version
from skjuts.apps.training.queries.drafts import (
    DraftItems,
    ItemKind,
    get_file,
    read_draft_items,
    read_draft_page,
    read_head,
)
from skjuts.apps.training.services.write_course import save_file, seen_of
from skjuts.apps.training.toml_text import write_exercises, write_page, write_questions
from skjuts.core.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
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


@require_GET
def items(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str) -> HttpResponse:
    """The questions or exercises of a page."""
    version = _get_draft(request, version_id)
    found = read_draft_items(version, kind, slug)
    context = {"version": version, "kind": kind, "slug": slug, "found": found, "form": ItemIdForm()}
    return render(request, "training/pages/items.html", context)


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


@require_POST
def remove_item(
    request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str
) -> HttpResponse:
    """Take a question or an exercise away."""
    version = _get_draft(request, version_id)
    found = read_draft_items(version, kind, slug)
    left = [one for one in found.rows or () if one.id != item_id]
    save_file(
        actor=actor_in(request),
        version_id=version_id,
        path=found.path,
        text=_write_items(kind, left) if left else "",
        seen=seen_of(found.text),
        now=timezone.now(),
    )
    messages.success(request, _("Borttagen."))
    return redirect("training:items", version_id, kind, slug)


@require_POST
def add(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Name something new and go to its form: a page, a question or an exercise."""
    version = _get_draft(request, version_id)
    kind, slug = request.POST.get("kind", ""), request.POST.get("slug", "")
    _require_place(kind, slug)
    form = ItemIdForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["item_id"][0]))
        place = (
            ("training:version", version_id)
            if kind == "pages"
            else ("training:items", version_id, kind, slug)
        )
        return redirect(*place)
    name = form.cleaned_data["item_id"]
    if _is_written(version, kind, slug, name):
        messages.warning(request, _("%(name)s finns redan. Här är det som står.") % {"name": name})
    if kind == "pages":
        return redirect("training:edit-page", version_id, name)
    return redirect("training:edit-item", version_id, kind, slug, name)


def _require_place(kind: str, slug: str) -> None:
    """Where something new can stand: among the pages, or on one of them."""
    if kind != "pages" and (kind not in {"questions", "exercises"} or not validators.slug_re.match(slug)):
        raise NotFound


def _is_written(version: CourseVersion, kind: str, slug: str, name: str) -> bool:
    """Whether the draft has it: its form then shows what stands, and saving replaces that."""
    if kind == "pages":
        return bool(read_draft_page(version, name).text)
    rows = read_draft_items(version, cast("ItemKind", kind), slug).rows
    return any(row.id == name for row in rows or ())


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Edit any file as it is written: settings, sources, translations."""
    version = _get_draft(request, version_id)
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
    version = _get_draft(request, version_id)
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
        preview=reverse("training:preview", args=[version_id, slug]) if found.text else "",
    )


def _item_editor(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str) -> Editor:
    version = _get_draft(request, version_id)
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


def _get_draft(request: HttpRequest, version_id: UUID) -> CourseVersion:
    actor = actor_in(request)
    require_author(actor, actor.authority_id)
    version = get_version(actor, version_id)
    if version.state != CourseVersion.State.DRAFT:
        raise NotFound
    return version


def _topics(version: CourseVersion) -> list[tuple[str, str]]:
    head = read_head(version)
    return [(slug, row.title) for slug, row in head.topics.items()] if head else []


def _write_with(kind: ItemKind, found: DraftItems, item_id: str, form: ExerciseForm) -> str:
    """The file with the item of the form in its place, or last when it is new."""
    row = form.read_question(item_id) if isinstance(form, QuestionForm) else form.read_row(item_id)
    rows: list[Any] = list(found.rows or ())
    places = [place for place, one in enumerate(rows) if one.id == item_id]
    rows[places[0] if places else len(rows) : places[0] + 1 if places else len(rows)] = [row]
    return _write_items(kind, rows)


def _write_items(kind: ItemKind, rows: Any) -> str:  # noqa: ANN401 - questions and exercises never mix
    return write_questions(rows) if kind == "questions" else write_exercises(rows)
