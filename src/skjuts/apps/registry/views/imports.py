"""Files into the registers: upload, dry run, apply, history."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.facts.import_columns import COLUMNS
from skjuts.apps.registry.forms.staff import ImportForm
from skjuts.apps.registry.models import RegisterImport
from skjuts.apps.registry.policies.staff import require_keep
from skjuts.apps.registry.presenters.imports import (
    described_columns,
    history_columns,
    problem_columns,
    show_columns,
    show_file,
    show_imports,
)
from skjuts.apps.registry.queries.staff import get_import, list_imports
from skjuts.apps.registry.services.imports.applying import begin_applying, discard_import
from skjuts.apps.registry.services.imports.checking import check_file
from skjuts.apps.registry.views.asking import one_page
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput, NotFound
from skjuts.web.told import tell_error

State = RegisterImport.State


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The history, and a form for a new file, which is read on trial at once."""
    actor = actor_in(request)
    require_keep(actor)
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        checked = _check(request, form)
        if checked is not None:
            return HttpResponseRedirect(reverse("registry:import", args=[checked.id]))
    rows, part = one_page(request, list_imports(actor))
    context = {
        "form": form,
        "imports": show_imports(rows),
        "part": part,
        "kinds": show_columns(),
        "history": history_columns(),
        "headings": described_columns(),
    }
    return render(request, "registry/pages/imports/list.html", context, status=form.answer_status)


@require_GET
def show(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """One file: what it would do or did, or everything that is wrong with it."""
    shown = show_file(get_import(actor_in(request), import_id))
    is_fragment = request.headers.get("HX-Request") == "true"
    page = "fragments/import_progress.html" if is_fragment and shown.is_waiting else "pages/imports/show.html"
    answer = render(request, f"registry/{page}", {"file": shown, "columns": problem_columns()})
    if is_fragment and not shown.is_waiting:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Apply a checked file."""
    done = begin_applying(actor=actor_in(request), import_id=import_id, now=timezone.now())
    if done.state == State.APPLIED:
        messages.success(request, _("Filen är inläst."))
    elif done.state == State.FAULTY:
        messages.error(request, _("Registret hade ändrats sedan provläsningen. Ingenting är inläst."))
    return HttpResponseRedirect(reverse("registry:import", args=[import_id]))


@require_POST
def discard(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Throw a checked file away."""
    discard_import(actor=actor_in(request), import_id=import_id, now=timezone.now())
    messages.info(request, _("Filen är kastad. Ingenting är inläst."))
    return HttpResponseRedirect(reverse("registry:imports"))


@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty file with the right headings and an example."""
    require_keep(actor_in(request))
    if kind not in COLUMNS:
        raise NotFound
    columns = COLUMNS[kind]
    lines = (";".join(one.name for one in columns), ";".join(one.example for one in columns))
    # The mark tells Excel that it is UTF-8.
    answer = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


def _check(request: HttpRequest, form: ImportForm) -> RegisterImport | None:
    told = form.cleaned_data
    try:
        return check_file(
            actor=actor_in(request),
            kind=RegisterImport.Kind(told["kind"]),
            file_name=told["file"].name,
            content=told["file"].read(),
            closes_missing=told["closes_missing"],
            now=timezone.now(),
        )
    except InvalidInput as refusal:
        form.add_error("file", tell_error(refusal).text)
        return None
