"""The evaluation workshop: describe a measure, see what could be seen, and return for the verdict."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.insight.forms.measures import MeasureForm
from skjuts.apps.insight.forms.reported import ReportedForm
from skjuts.apps.insight.policies import may_write, require_read, require_write
from skjuts.apps.insight.presenters.measures import list_measure_columns, show_measure, show_measures
from skjuts.apps.insight.queries.measures import get_measure, list_measures
from skjuts.apps.insight.services.evaluate import ask_for_verdict, describe_measure
from skjuts.apps.insight.views.acting import attempt, print_paper, show
from skjuts.apps.tenancy.doors import actor_in

REPORT_OF_2017 = {"resor": "-11", "kostnad": "-6", "belopp": "-2", "dialys": "without", "asyl": "without"}
"""Region Jämtland Härjedalen, August 2017: the first step of the tightened rules, dialysis left out."""


@require_GET
def measures(request: HttpRequest) -> HttpResponse:
    """The authority's measures."""
    actor = actor_in(request)
    context = {"rows": show_measures(list_measures(actor)), "columns": list_measure_columns()}
    return show(request, "measures", {**context, "can_write": may_write(actor)})


@require_http_methods(["GET", "POST"])
def new_measure(request: HttpRequest) -> HttpResponse:
    """Describe a measure before it starts."""
    actor, form = actor_in(request), MeasureForm(request.POST or None, initial={"has_trend": True})
    require_write(actor)
    if request.method == "POST":
        made = attempt(
            form,
            lambda: describe_measure(
                actor=actor,
                title=form.cleaned_data["title"],
                about=form.cleaned_data["about"],
                question=form.question,
                now=timezone.now(),
            ),
        )
        if made:
            messages.success(
                request, _("Åtgärden är nedskriven. Utslaget går att fråga efter när den har verkat.")
            )
            return redirect("insight:measure", made.id)
    return show(request, "measure_new", {"form": form}, form)


@require_GET
def reported(request: HttpRequest) -> HttpResponse:
    """What a report's two percentages imply. Nothing is kept: the address holds the figures."""
    from skjuts.apps.insight.presenters.reported import show_reported

    require_read(actor_in(request))
    form = ReportedForm(request.GET if "resor" in request.GET else None)
    shown = attempt(form, lambda: show_reported(form.change))
    example = f"{reverse('insight:reported')}?{urlencode(REPORT_OF_2017)}"
    context = {"form": form, "shown": shown, "example": example}
    return show(request, "reported", context, form)


@require_GET
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """A measure, what could be seen of it, and the verdicts."""
    actor = actor_in(request)
    found = get_measure(actor, measure_id)
    context = {"shown": show_measure(found), "can_write": may_write(actor, found.authority_id)}
    return show(request, "measure", context)


@require_GET
def paper(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The same on paper."""
    shown = show_measure(get_measure(actor_in(request), measure_id))
    return print_paper(request, "measure_paper", {"shown": shown}, "utvardering")


@require_POST
def judge(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Ask for the verdict now."""
    ask_for_verdict(actor=actor_in(request), measure_id=measure_id, now=timezone.now())
    messages.success(request, _("Utslaget är sparat."))
    return redirect("insight:measure", measure_id)
