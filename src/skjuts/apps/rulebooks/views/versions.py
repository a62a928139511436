"""The list of rule books, the program's books, and what one reads of a version."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.registry.queries.patients import list_authorities
from skjuts.apps.rulebooks.forms.books import BeginForm, TakeOverForm
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import may_write_books, require_write_books
from skjuts.apps.rulebooks.presenters.books import count_unproven, show_edition, show_packaged, show_shelves
from skjuts.apps.rulebooks.presenters.changes import show_changes, show_history
from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.presenters.tables import show_groups
from skjuts.apps.rulebooks.queries.books import (
    get_version,
    list_approved,
    list_edits,
    list_relatives,
    list_steps,
    list_versions,
    read_book,
)
from skjuts.apps.rulebooks.services.begin_book import begin_draft, take_over_book
from skjuts.apps.rulebooks.views.acting import attempt, show
from skjuts.apps.rulebooks.views.heading import get_drafted, show_version
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.packaged_books import packaged_books
from skjuts.core.ports.taught_rules import taught_rules
from skjuts.core.regulations.taught_parts import list_parts
from skjuts.core.rules.analysis import compare_books, list_touched_tables

MOST_EDITS = 200


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """Every version within reach."""
    actor = actor_in(request)
    approved = list_approved(actor.authorities)
    columns = list_columns(_("Regelbok"), _("Version"), _("Ärenden"), _("Läge"), _("Gäller från"), _("Av"))
    context = {
        "shelves": show_shelves(list_versions(actor), approved, timezone.localdate()),
        "can_begin": may_write_books(actor, actor.authority_id),
        "columns": columns,
    }
    return show(request, "books", context)


@require_GET
def packaged(request: HttpRequest) -> HttpResponse:
    """The books that come with the program."""
    actor = actor_in(request)
    require_write_books(actor, actor.authority_id)
    rows = show_packaged(packaged_books.get().list_editions())
    columns = list_columns(_("Regelbok"), _("Version"), _("Läge"), _("Faktagranskad"), _("Anmärkning"))
    return show(request, "packaged_books", {"rows": rows, "columns": columns})


@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, book_id: str) -> HttpResponse:
    """Begin an own version from one of them."""
    actor = actor_in(request)
    require_write_books(actor, actor.authority_id)
    found = packaged_books.get().find_book(book_id)
    if found is None:
        raise NotFound
    edition = found.book.edition
    form = TakeOverForm(request.POST or None, initial={"label": edition.version, "kinds": ["patient_trip"]})
    reached = [(str(one.id), one.name) for one in list_authorities(actor)]
    form.fields["authority"].choices = reached  # type: ignore[attr-defined]
    made = attempt(form, lambda: _take_over(request, form, book_id)) if form.is_bound else None
    if made:
        messages.success(request, _("Utkastet är påbörjat."))
        return redirect("rulebooks:version", made.id)
    return show(request, "take_over", {"form": form, "edition": edition}, form)


def _take_over(request: HttpRequest, form: TakeOverForm, book_id: str) -> RuleBookVersion:
    told = form.cleaned_data
    return take_over_book(
        actor=actor_in(request),
        authority_id=int(told["authority"]),
        book_id=book_id,
        kinds=told["kinds"],
        label=told["label"],
        now=timezone.now(),
    )


@require_GET
def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Who answers for the book, and its tables."""
    found = get_version(actor_in(request), version_id)
    book = read_book(found)
    context = {
        "facts": show_edition(found, book, timezone.localdate()),
        "note": book.edition.note,
        "groups": show_groups(found.id, book),
        "unproven": count_unproven(book),
        "columns": list_columns(_("Tabell"), _("Rader"), _("Frågar efter")),
    }
    return show_version(request, found, "version", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Begin a draft on top of a version."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    require_write_books(actor, found.authority_id)
    form = BeginForm(request.POST or None)
    made = None
    if form.is_bound:
        made = attempt(
            form,
            lambda: begin_draft(
                actor=actor, version_id=found.id, label=form.cleaned_data["label"], now=timezone.now()
            ),
        )
    if made:
        messages.success(request, _("Utkastet är påbörjat."))
        return redirect("rulebooks:version", made.id)
    return show_version(request, found, "begin_draft", {"form": form}, form=form)


@require_GET
def comparison(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What differs from another version, row by row, and what is taught about it."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    relatives = list_relatives(actor, found)
    named = {str(one.id): one for one in relatives}
    other = named.get(request.GET.get("med", "")) or named.get(str(found.based_on_id))
    context: dict[str, object] = {"relatives": relatives, "other": other, "groups": [], "lessons": ()}
    if other is not None:
        book = read_book(found)
        changes = compare_books(read_book(other), book)
        touched = list_touched_tables(book, changes)
        context["groups"] = show_changes(changes, book, read_book(other))
        context["touched"] = [book.tables[one].name for one in touched]
        context["lessons"] = taught_rules.get().list_lessons(found.authority_id, list_parts(touched))
    return show_version(request, found, "comparison", context)


@require_GET
def history(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Who did what, when and why."""
    found = get_drafted(request, version_id)
    events = show_history(list_steps(found), list_edits(found, MOST_EDITS), read_book(found))
    return show_version(request, found, "book-history", {"events": events, "most": MOST_EDITS})
