"""The leader's page, a figure opened, and the trips under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.policies import may_list_trips, may_write, require_list_trips
from skjuts.apps.insight.queries.budgets import read_entered
from skjuts.apps.insight.queries.ledger import (
    count_people_by,
    count_people_by_segment,
    find_trips,
    list_trips_of,
    read_leader_figures,
)
from skjuts.apps.insight.queries.rules_behind import find_permits, list_rules_behind
from skjuts.apps.insight.services.open_trips import note_trips_listed
from skjuts.apps.insight.views.acting import print_paper, show
from skjuts.apps.insight.views.chosen_trips import read_choices, read_page
from skjuts.apps.insight.views.months import read_wished_month
from skjuts.apps.permits.policies import may_review_permits
from skjuts.apps.tenancy.doors import actor_in

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.presenters.listed_trips import Beneath
    from skjuts.apps.tenancy.actor import Actor
    from skjuts.core.ports.trip_warehouses import Rows


@require_GET
def leader(request: HttpRequest) -> HttpResponse:
    """What changed this month and why."""
    # The expressions' library and the engine are loaded by whoever asks first, not by every start.
    from skjuts.apps.insight.presenters.leading import show_leader

    actor = actor_in(request)
    trips = find_trips(actor)
    if trips is None:
        return show(request, "leader", {"shown": None})
    figures = read_leader_figures(
        trips, read_wished_month(request), read_entered(actor, timezone.localdate())
    )
    context = {"shown": show_leader(figures, trips), "can_write": may_write(actor)}
    return show(request, "leader", context)


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The same on paper, to hand to a board."""
    from skjuts.apps.insight.presenters.leading import show_leader

    actor, today = actor_in(request), timezone.localdate()
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    figures = read_leader_figures(trips, read_wished_month(request), read_entered(actor, today))
    context = {"shown": show_leader(figures, trips), "today": today}
    return print_paper(request, "leader_paper", context, f"lage-{figures.month}")


@require_GET
def reason(request: HttpRequest, slug: str) -> HttpResponse:
    """A reason's definition, population, source, evidence, and the trips that moved the cost."""
    from skjuts.apps.insight.facts.reasons import divide_reason
    from skjuts.apps.insight.presenters.reasons import SLUGS, describe_reason, show_reason

    actor, name = actor_in(request), SLUGS.get(slug)
    trips = find_trips(actor)
    if name is None:
        raise Http404
    if trips is None:
        return show(request, "reason", {"shown": describe_reason(name)})
    entered = read_entered(actor, timezone.localdate())
    figures = read_leader_figures(trips, read_wished_month(request), entered)
    people = count_people_by_segment(trips, figures.segments, (figures.compared, figures.month))
    parts = divide_reason(name, figures.change, figures.segments, people)
    shown = show_reason(name, figures, parts, trips, can_list=may_list_trips(actor))
    return show(request, "reason", {"shown": shown})


@require_GET
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """A figure's definition, population, source, evidence, course and parts."""
    from skjuts.apps.insight.presenters.figures import describe_figure, show_figure
    from skjuts.apps.insight.presenters.kinds_of_figures import choose_trips, find_kind

    actor, kind = actor_in(request), find_kind(slug)
    trips = find_trips(actor)
    if kind is None:
        raise Http404
    if trips is None:
        context = {"shown": None, "title": kind.title, "facts": describe_figure(kind, "")}
        return show(request, "figure", context)
    figures = read_leader_figures(trips, read_wished_month(request))
    population = choose_trips(kind, trips.bands).within(figures.month, figures.month)
    people = count_people_by(trips, population, "area")
    shown = show_figure(kind, figures, trips, people, can_list=may_list_trips(actor))
    return show(request, "figure", {"shown": shown, "title": kind.title, "facts": shown.facts})


@require_GET
def trips(request: HttpRequest, slug: str) -> HttpResponse:
    """The trips under a figure, without who travelled; the reading is logged."""
    from skjuts.apps.insight.presenters.kinds_of_figures import choose_trips, find_kind
    from skjuts.apps.insight.presenters.listed_trips import SHOWN, Beneath, Chosen, is_too_few, show_trips

    actor, kind = actor_in(request), find_kind(slug)
    require_list_trips(actor)
    if kind is None:
        raise Http404
    found = find_trips(actor)
    if found is None:
        return show(request, "trips", {"shown": None, "title": kind.title})
    month, choices = read_wished_month(request) or found.span[1], read_choices(request)
    population = choose_trips(kind, found.bands).within(month, month)
    population = replace(population, only=(*population.only, *choices))
    people = count_people_by(found, population, "ledger")
    trips, patients = (sum(row[name] for row in people) for name in ("trips", "patients"))
    chosen = Chosen(month, choices, trips, patients, min(read_page(request), max(1, -(-trips // SHOWN))))
    rows = list_trips_of(found, population, SHOWN, (chosen.page - 1) * SHOWN)
    beneath = Beneath() if is_too_few(chosen) else _look_beneath(actor, rows)
    note_trips_listed(actor=actor, figure=kind.slug, month=month)
    shown = show_trips(kind, chosen, rows, found.bands, beneath)
    return show(request, "trips", {"shown": shown, "title": kind.title})


def _look_beneath(actor: Actor, rows: Rows) -> Beneath:
    """The rules and permits under some trips."""
    from skjuts.apps.insight.presenters.listed_trips import Beneath

    return Beneath(
        rules=list_rules_behind(actor, ((row["travel_mode"], row["travelled_on"]) for row in rows)),
        permits=find_permits(actor, (row["permit"] for row in rows)),
        may_open=may_review_permits(actor),
    )
