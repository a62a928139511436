"""Drawn samples: drawn, judged line by line, and what they say of all lines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.forms.billing import DrawForm, JudgeForm
from skjuts.apps.insight.policies import may_write, require_write
from skjuts.apps.insight.presenters.billing import list_months
from skjuts.apps.insight.presenters.samples import list_sample_columns, show_line, show_sample, show_samples
from skjuts.apps.insight.queries.billing import get_sample, get_sample_line, list_lines, list_samples
from skjuts.apps.insight.queries.ledger import EVERYTHING, find_trips, list_by
from skjuts.apps.insight.services.check_sample import draw_sample, judge_line
from skjuts.apps.insight.services.open_trips import note_lines_listed
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def samples(request: HttpRequest) -> HttpResponse:
    """The authority's samples."""
    actor = actor_in(request)
    rows, can_write = show_samples(list_samples(actor)), may_write(actor)
    context = {"rows": rows, "columns": list_sample_columns(), "can_write": can_write}
    return show(request, "samples", context)


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Draw lines of a month."""
    actor = actor_in(request)
    require_write(actor)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    contracts = [(row["contract"], row["contract"]) for row in list_by(trips, EVERYTHING, "contract")]
    form = DrawForm(
        request.POST or None,
        months=list_months(trips.span)[1:] or list_months(trips.span),
        contracts=contracts,
    )
    if request.method == "POST":
        made = attempt(form, lambda: draw_sample(actor=actor, **_read_draw(form), now=timezone.now()))
        if made:
            messages.success(request, _("Stickprovet är draget. Bedöm rad för rad."))
            return redirect("insight:sample", made.id)
    return show(request, "sample_new", {"form": form}, form)


@require_GET
def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """A sample and what it says."""
    actor = actor_in(request)
    found = get_sample(actor, sample_id)
    can_judge = may_write(actor, found.authority_id)
    return show(request, "sample", {"shown": show_sample(found, can_judge=can_judge), "can_judge": can_judge})


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, sample_id: UUID, line_id: UUID) -> HttpResponse:
    """A drawn line, without who travelled; the reading is logged. Judged by the same page's form."""
    actor, form = actor_in(request), JudgeForm(request.POST or None)
    found = get_sample_line(actor, sample_id, line_id)
    told = form.cleaned_data if form.is_valid() else {}
    made = attempt(
        form,
        lambda: judge_line(
            actor=actor,
            sample_id=sample_id,
            line_id=line_id,
            error_ore=told["error"],
            note=told["note"],
            now=timezone.now(),
        ),
    )
    if made:
        messages.success(request, _("Raden är bedömd."))
        return redirect("insight:sample", sample_id)
    trips = find_trips(actor)
    rows = list_lines(actor, trips, found.sample.month, [found.trip]) if trips else []
    note_lines_listed(actor=actor, what="sample", about=str(sample_id))
    return show(request, "sample_line", {"shown": show_line(found, rows), "line": found, "form": form}, form)


def _read_draw(form: DrawForm) -> dict[str, Any]:
    told = form.cleaned_data
    return {"month": int(told["month"]), "contract": told["contract"], "wanted": told["wanted"]}
