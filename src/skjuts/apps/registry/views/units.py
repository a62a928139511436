"""The register of units."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.registry.models import Unit
from skjuts.apps.registry.policies.staff import may_keep
from skjuts.apps.registry.presenters.staff import (
    assignment_columns,
    show_assignments,
    show_unit_facts,
    show_units,
    unit_columns,
)
from skjuts.apps.registry.queries.units import (
    UnitFilter,
    get_unit,
    list_children,
    list_people_at,
    list_units_of,
    may_read_staff_of,
)
from skjuts.apps.registry.views.asking import one_page, words_in
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """All units that the actor reaches."""
    actor = actor_in(request)
    kind = request.GET.get("typ", "")
    chosen = UnitFilter(words_in(request), kind if kind in Unit.Kind else "", "stangda" in request.GET)
    rows, part = one_page(request, list_units_of(actor, chosen))
    context = {
        "units": show_units(rows),
        "part": part,
        "chosen": chosen,
        "kinds": Unit.Kind.choices,
        "may_keep": may_keep(actor, actor.authority_id),
        "columns": unit_columns(has_several=len(actor.authorities) > 1),
        "has_several": len(actor.authorities) > 1,
    }
    return render(request, "registry/pages/units/list.html", context)


@require_GET
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One unit, and who works there for those who may know."""
    actor = actor_in(request)
    found = get_unit(actor, unit_id)
    reads_staff = may_read_staff_of(actor, found)
    people = list_people_at(found) if reads_staff else []
    today = timezone.localdate()
    context = {
        "unit": found,
        "facts": show_unit_facts(found),
        "children": show_units(list_children(found).select_related("authority")),
        "people": show_assignments((one for one in people if not one.is_over(today)), today),
        "reads_staff": reads_staff,
        "columns": assignment_columns(by="person"),
    }
    return render(request, "registry/pages/units/show.html", context)
