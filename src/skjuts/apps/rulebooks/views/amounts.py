"""Dated amounts and limits, and the head of a book."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.rulebooks.forms.books import DraftForm, HeadForm, ParameterForm, ValueForm
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.rulebooks.policies import may_write_books
from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.presenters.tables import show_parameter, show_parameters, write_value
from skjuts.apps.rulebooks.queries.books import get_version, read_book
from skjuts.apps.rulebooks.services.suggesting import suggest_day
from skjuts.apps.rulebooks.views.heading import get_draft, save_edit, show_version, tell_errors, tell_saved
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.core.rules import Parameter, RuleBook
from skjuts.core.rules.editing import (
    change_edition,
    change_parameter,
    remove_parameter_value,
    set_parameter_from,
)

PROVENANCE = ("law", "source", "evidence")


@require_GET
def parameters(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Every amount and limit with its times."""
    actor = actor_in(request)
    found = get_version(actor, version_id)
    can_edit = found.state == RuleBookVersion.State.DRAFT and may_write_books(actor, found.authority_id)
    columns = list_columns(_("Belopp eller gräns"), _("Värde"), _("Gäller"), _("Stöd och källa"))
    shown = show_parameters(found.id, read_book(found), can_edit=can_edit)
    return show_version(request, found, "parameters", {"parameters": shown, "columns": columns})


@require_http_methods(["GET", "POST"])
def parameter(request: HttpRequest, version_id: UUID, parameter: str) -> HttpResponse:
    """A new value from a day on."""
    found = get_draft(request, version_id)
    one = _get_parameter(read_book(found), parameter)
    day = suggest_day(found, timezone.localdate())
    form = ParameterForm(
        request.POST or None, initial={"revision": found.revision, "from_day": day, "evidence": "sourced"}
    )

    def change(book: RuleBook) -> RuleBook:
        told = form.cleaned_data
        fields = {name: told[name] for name in ("value", *PROVENANCE)}
        return set_parameter_from(book, parameter, told["from_day"], fields)

    if form.is_bound and save_edit(request, found, form, change, field="value"):
        tell_saved(request, found, form, _("Det nya värdet är sparat i utkastet."))
        return redirect("rulebooks:parameters", version_id)
    shown = show_parameter(found.id, one, can_edit=True)
    columns = list_columns(_("Värde"), _("Gäller"), _("Stöd och källa"))
    context = {"shown": shown, "columns": columns, "form": form}
    return show_version(request, found, "parameter", context, tab="parameters", form=form)


@require_http_methods(["GET", "POST"])
def value(request: HttpRequest, version_id: UUID, parameter: str, number: int) -> HttpResponse:
    """Put a dated value right."""
    found = get_draft(request, version_id)
    one = _get_parameter(read_book(found), parameter)
    if number >= len(one.values):
        raise NotFound
    dated = one.values[number]
    start = {
        "revision": found.revision,
        "value": write_value(one, number),
        "law": dated.law,
        "source": dated.provenance.source,
        "evidence": dated.provenance.evidence.value,
    }
    form = ValueForm(request.POST or None, initial=start)

    def change(book: RuleBook) -> RuleBook:
        for name in ("value", *PROVENANCE):
            book = change_parameter(book, parameter, number, name, form.cleaned_data[name])
        return book

    if form.is_bound and save_edit(request, found, form, change, field="value"):
        tell_saved(request, found, form, _("Sparat."))
        return redirect("rulebooks:parameters", version_id)
    context = {"shown": show_parameter(found.id, one, can_edit=True), "number": number, "form": form}
    return show_version(request, found, "parameter_value", context, tab="parameters", form=form)


@require_POST
def remove_value(request: HttpRequest, version_id: UUID, parameter: str, number: int) -> HttpResponse:
    """Take a dated value away."""
    found = get_draft(request, version_id)
    one = _get_parameter(read_book(found), parameter)
    if number >= len(one.values):
        raise NotFound
    form = DraftForm(request.POST)
    if not save_edit(
        request, found, form, lambda book: remove_parameter_value(book, parameter, number), field="revision"
    ):
        raise InvalidInput(tell_errors(form))
    tell_saved(request, found, form, _("Värdet är borttaget."))
    return redirect("rulebooks:parameters", version_id)


@require_http_methods(["GET", "POST"])
def edition(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Title, editor, fact check and next review."""
    found = get_draft(request, version_id)
    head = read_book(found).edition
    start = {name: getattr(head, name) for name in HeadForm.base_fields if hasattr(head, name)}
    form = HeadForm(request.POST or None, initial={**start, "revision": found.revision})

    def change(book: RuleBook) -> RuleBook:
        told = {name: form.cleaned_data[name] for name in start}
        texts = {name: "" if one is None else str(one) for name, one in told.items()}
        return change_edition(book, texts)

    if form.is_bound and save_edit(request, found, form, change, field="title"):
        tell_saved(request, found, form, _("Sparat."))
        return redirect("rulebooks:version", version_id)
    return show_version(request, found, "edition", {"form": form}, tab="version", form=form)


def _get_parameter(book: RuleBook, name: str) -> Parameter:
    found = book.parameters.get(name)
    if found is None:
        raise NotFound
    return found
