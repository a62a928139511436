"""What a draft consists of: pages, questions and exercises listed, added, taken away and put back."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core import validators
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.forms.authoring import FileForm, ItemIdForm
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.queries.drafts import ItemKind, get_draft, read_draft_items, read_draft_page
from skjuts.apps.training.services.write_course import save_file, seen_of
from skjuts.apps.training.toml_text import write_items
from skjuts.core.kernel.errors import InvalidInput
from skjuts.web.notices import tell_undoable


@require_GET
def items(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str) -> HttpResponse:
    """The questions or exercises of a page."""
    version = get_draft(actor_in(request), version_id)
    found = read_draft_items(version, kind, slug)
    page = read_draft_page(version, slug)
    context = {
        "version": version,
        "kind": kind,
        "slug": slug,
        "title": page.row.title if page.row else slug,
        "found": found,
        "form": ItemIdForm(),
    }
    return render(request, "training/pages/items.html", context)


@require_POST
def remove_item(
    request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str, item_id: str
) -> HttpResponse:
    """Take a question or an exercise away."""
    version = get_draft(actor_in(request), version_id)
    found = read_draft_items(version, kind, slug)
    rows = found.rows or ()
    left = [one for one in rows if one.id != item_id]
    if len(left) == len(rows):
        # Gone already, or the file cannot be read: writing what is left would lose the rest.
        messages.warning(request, _("Ingenting togs bort: %(name)s finns inte i filen.") % {"name": item_id})
        return redirect("training:items", version_id, kind, slug)
    text = write_items(kind, left) if left else ""
    _save_items(request, version, found.path, text, seen_of(found.text))
    undo = reverse("training:restore-items", args=[version_id, kind, slug])
    tell_undoable(request, _("Borttagen."), undo, text=found.text, version=seen_of(text))
    return redirect("training:items", version_id, kind, slug)


@require_POST
def restore_items(request: HttpRequest, version_id: UUID, kind: ItemKind, slug: str) -> HttpResponse:
    """Put the questions or exercises of a page back as they stood before one was taken away."""
    version = get_draft(actor_in(request), version_id)
    form = FileForm(request.POST)
    if not form.is_valid():
        raise InvalidInput
    path = read_draft_items(version, kind, slug).path
    _save_items(request, version, path, form.cleaned_data["text"], form.cleaned_data["version"])
    messages.success(request, _("Ändringen är ångrad."))
    return redirect("training:items", version_id, kind, slug)


def _save_items(request: HttpRequest, version: CourseVersion, path: str, text: str, seen: str) -> None:
    save_file(
        actor=actor_in(request),
        version_id=version.id,
        path=path,
        text=text,
        seen=seen,
        now=timezone.now(),
    )


@require_POST
def add(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Name something new and go to its form: a page, a question or an exercise."""
    version = get_draft(actor_in(request), version_id)
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
        raise InvalidInput


def _is_written(version: CourseVersion, kind: str, slug: str, name: str) -> bool:
    """Whether the draft has it: its form then shows what stands, and saving replaces that."""
    if kind == "pages":
        return bool(read_draft_page(version, name).text)
    rows = read_draft_items(version, cast("ItemKind", kind), slug).rows
    return any(row.id == name for row in rows or ())
