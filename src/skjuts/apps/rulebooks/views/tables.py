"""A decision table: read, and in a draft changed cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.rulebooks.forms.books import CellForm, DraftForm, EvidenceForm, RowForm
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import may_write_books
from skjuts.apps.rulebooks.presenters.tables import Opened, find_text, show_table, tell_hint
from skjuts.apps.rulebooks.queries.books import find_undoable, get_version, read_book
from skjuts.apps.rulebooks.services.edit_book import undo_edit
from skjuts.apps.rulebooks.views.heading import (
    get_draft,
    reread,
    save_edit,
    show_version,
    tell_errors,
    tell_saved,
)
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.core.rules import RuleBook
from skjuts.core.rules.editing import (
    ROW_FIELDS,
    add_row,
    change_condition,
    change_outcome,
    change_row_text,
    move_row,
    remove_row,
)
from skjuts.web.fields import UNPROCESSABLE


@require_GET
def table(request: HttpRequest, version_id: UUID, table: str) -> HttpResponse:
    """One table with the amounts of the day."""
    found = get_version(actor_in(request), version_id)
    return _show(request, found, read_book(found), table)


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, version_id: UUID, table: str, row: str, part: str) -> HttpResponse:
    """Change one cell where it stands."""
    found = get_draft(request, version_id)
    book = read_book(found)
    text = _get_text(book, table, row, part)
    form_of = EvidenceForm if part == "evidence" else CellForm
    form = form_of(request.POST or None, initial={"text": text, "revision": found.revision})
    form.fields["text"].label = _("Ny lydelse") if part != "evidence" else _("Hur säkert är det?")
    if form.is_bound and save_edit(request, found, form, _change_of(table, row, part, form), field="text"):
        if _is_fragment(request):
            found, book = reread(request, found)
            return _show(request, found, book, table)
        tell_saved(request, found, form, _("Sparat."))
        return redirect(f"{reverse('rulebooks:table', args=[version_id, table])}#rad-{row}")
    return _show(request, found, book, table, Opened(row, part, form, tell_hint(book, part)))


@require_POST
def insert(request: HttpRequest, version_id: UUID, table: str) -> HttpResponse:
    """Add a row."""
    found = get_draft(request, version_id)
    book = read_book(found)
    _require_table(book, table)
    form = RowForm(request.POST)
    place = len(book.tables[table].rows)

    def change(old: RuleBook) -> RuleBook:
        told = form.cleaned_data
        wanted = told["place"] - 1 if told["place"] else place
        return add_row(old, table, told["row"], told["reason"], min(wanted, place))

    if save_edit(request, found, form, change, field="row"):
        told = _("Raden är tillagd. Fyll i vad den frågar efter och vad den ger.")
        tell_saved(request, found, form, told)
        return redirect("rulebooks:table", version_id, table)
    return _show(request, found, book, table, adding=form)


@require_POST
def move(request: HttpRequest, version_id: UUID, table: str, row: str, place: int) -> HttpResponse:
    """Move a row to a place."""
    change = partial(move_row, table=table, row=row, place=place)
    return _press(request, version_id, table, change, _("Raden är flyttad."))


@require_POST
def remove(request: HttpRequest, version_id: UUID, table: str, row: str) -> HttpResponse:
    """Take a row away."""
    change = partial(remove_row, table=table, row=row)
    return _press(request, version_id, table, change, _("Raden är borttagen."))


@require_POST
def undo(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take back the newest edit."""
    found = get_draft(request, version_id)
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise InvalidInput
    undo_edit(
        actor=actor_in(request),
        version_id=found.id,
        revision=form.cleaned_data["revision"],
        now=timezone.now(),
    )
    messages.success(request, _("Ändringen är ångrad."))
    return redirect("rulebooks:book-history", version_id)


def _press(
    request: HttpRequest, version_id: UUID, table: str, change: Callable[[RuleBook], RuleBook], told: str
) -> HttpResponse:
    """A change by one button."""
    found = get_draft(request, version_id)
    form = DraftForm(request.POST)
    if save_edit(request, found, form, change, field="revision"):
        tell_saved(request, found, form, told)
    else:
        messages.error(request, tell_errors(form))
    return redirect("rulebooks:table", version_id, table)


def _show(
    request: HttpRequest,
    version: RuleBookVersion,
    book: RuleBook,
    table: str,
    opened: Opened | None = None,
    adding: RowForm | None = None,
) -> HttpResponse:
    _require_table(book, table)
    can_edit = version.state == RuleBookVersion.State.DRAFT and _may_write(request, version)
    day = max(timezone.localdate(), version.in_force_from or timezone.localdate())
    shown = show_table(
        version.id, book, table, day=day, revision=version.revision, can_edit=can_edit, opened=opened
    )
    context = {"shown": shown, "day": day, "undoable": find_undoable(version) if can_edit else None}
    if _is_fragment(request):
        status = UNPROCESSABLE if opened and opened.form.is_bound else 200
        return render(request, "rulebooks/fragments/rules.html", context, status=status)
    context["adding"] = adding or (RowForm(initial={"revision": version.revision}) if can_edit else None)
    form = adding or (opened.form if opened else None)
    return show_version(request, version, "table", context, tab="version", form=form)


def _change_of(
    table: str, row: str, part: str, form: CellForm | EvidenceForm
) -> Callable[[RuleBook], RuleBook]:
    where, _dot, column = part.partition(".")

    def change(book: RuleBook) -> RuleBook:
        text = " ".join(form.cleaned_data["text"].split())
        if where == "when":
            return change_condition(book, table, row, column, text)
        if where == "then":
            return change_outcome(book, table, row, column, text)
        return change_row_text(book, table, row, part, text)

    return change


def _get_text(book: RuleBook, table: str, row: str, part: str) -> str:
    _require_table(book, table)
    text = find_text(book, table, row, part, timezone.localdate())
    if text is None or ("." not in part and part not in ROW_FIELDS):
        raise NotFound
    return text


def _require_table(book: RuleBook, table: str) -> None:
    if table not in book.tables:
        raise NotFound


def _may_write(request: HttpRequest, version: RuleBookVersion) -> bool:
    return may_write_books(actor_in(request), version.authority_id)


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
