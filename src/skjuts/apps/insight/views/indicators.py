"""The catalogue of indicators, and one of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.insight.queries.indicators import find_indicator, follow_indicator, get_catalogue
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.views.acting import show
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """What is followed, why, and when each is reviewed."""
    from skjuts.apps.insight.presenters.indicators import (
        count_overdue,
        list_catalogue_columns,
        show_catalogue,
    )

    catalogue, today = get_catalogue(actor_in(request)), timezone.localdate()
    context = {"sections": show_catalogue(catalogue, today), "columns": list_catalogue_columns()}
    return show(request, "indicators", {**context, "overdue": count_overdue(catalogue, today)})


@require_GET
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """An indicator's definition, course and months."""
    from skjuts.apps.insight.presenters.indicators import show_indicator
    from skjuts.apps.insight.presenters.leading_charts import tell_source
    from skjuts.core.followup.indicators import Indicator

    actor = actor_in(request)
    found, trips = find_indicator(actor, slug), find_trips(actor)
    if found is None:
        raise Http404
    course = follow_indicator(trips, found) if trips and isinstance(found, Indicator) else None
    source = tell_source(trips) if trips else ""
    return show(request, "indicator", {"shown": show_indicator(found, course, source, timezone.localdate())})
