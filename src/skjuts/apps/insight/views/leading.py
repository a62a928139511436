"""The leader's page, a figure opened, and the trips under it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from skjuts.apps.insight.policies import may_list_trips, require_list_trips
from skjuts.apps.insight.queries.ledger import (
    count_people_by,
    find_trips,
    list_trips_of,
    read_leader_figures,
)
from skjuts.apps.insight.services.open_trips import note_trips_listed
from skjuts.apps.insight.views.acting import actor_of, show
from skjuts.core.followup.months import Month

SHOWN = 50


@require_GET
def leader(request: HttpRequest) -> HttpResponse:
    """What changed this month and why."""
    # The expressions' library and the engine are loaded by whoever asks first, not by every start.
    from skjuts.apps.insight.presenters.leading import show_leader

    trips = find_trips(actor_of(request))
    if trips is None:
        return show(request, "leader", {"shown": None})
    figures = read_leader_figures(trips, _read_month(request))
    return show(request, "leader", {"shown": show_leader(figures, trips)})


@require_GET
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """A figure's definition, population, source, evidence, course and parts."""
    from skjuts.apps.insight.presenters.figures import describe_figure, show_figure
    from skjuts.apps.insight.presenters.kinds_of_figures import find_kind

    actor, kind = actor_of(request), find_kind(slug)
    trips = find_trips(actor)
    if kind is None:
        raise Http404
    if trips is None:
        context = {"shown": None, "title": kind.title, "facts": describe_figure(kind, "")}
        return show(request, "figure", context)
    figures = read_leader_figures(trips, _read_month(request))
    people = count_people_by(trips, kind.population.within(figures.month, figures.month), "area")
    shown = show_figure(kind, figures, trips, people, can_list=may_list_trips(actor) and not kind.is_part)
    return show(request, "figure", {"shown": shown, "title": kind.title, "facts": shown.facts})


@require_GET
def trips(request: HttpRequest, slug: str) -> HttpResponse:
    """The trips under a figure, without who travelled; the reading is logged."""
    from skjuts.apps.insight.presenters.figures import show_trips
    from skjuts.apps.insight.presenters.kinds_of_figures import find_kind

    actor, kind = actor_of(request), find_kind(slug)
    require_list_trips(actor)
    if kind is None or kind.is_part:
        raise Http404
    found = find_trips(actor)
    if found is None:
        return show(request, "trips", {"shown": None, "title": kind.title})
    month = _read_month(request) or found.span[1]
    population = kind.population.within(month, month)
    people = sum(row["patients"] for row in count_people_by(found, population, "ledger"))
    rows = list_trips_of(found, population, SHOWN, 0)
    note_trips_listed(actor=actor, figure=kind.slug, month=month)
    return show(request, "trips", {"shown": show_trips(kind, month, rows, people), "title": kind.title})


def _read_month(request: HttpRequest) -> Month | None:
    told = request.GET.get("manad", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else None  # noqa: PLR2004 - to the year 8000
