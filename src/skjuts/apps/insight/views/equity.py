"""Equity: what riders met, group by group."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.views.acting import show
from skjuts.apps.tenancy.doors import actor_in

USUAL = "kommun"


@require_GET
def equity(request: HttpRequest) -> HttpResponse:
    """Refusals, waits, detours and cost by municipality, age or kind of trip."""
    from skjuts.apps.insight.facts.equity import CUTS
    from skjuts.apps.insight.presenters.equity import show_equity
    from skjuts.apps.insight.queries.equity import compare_by

    slug, trips = request.GET.get("efter", USUAL), find_trips(actor_in(request))
    if slug not in CUTS:
        raise Http404
    found = compare_by(trips, CUTS[slug]) if trips else None
    shown = show_equity(slug, *found, trips) if trips and found else None
    return show(request, "equity", {"shown": shown})
