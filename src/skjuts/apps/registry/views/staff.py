"""The registers of staff and assignments, as one reads them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.registry.policies.staff import is_own, may_change_assignment, may_keep
from skjuts.apps.registry.presenters.staff import (
    assignment_columns,
    show_assignment_facts,
    show_assignments,
    show_staff,
    show_staff_facts,
    show_standing,
    show_statuses,
    staff_columns,
)
from skjuts.apps.registry.queries.staff import (
    AssignmentFilter,
    StaffFilter,
    Standing,
    get_assignment,
    get_staff_member,
    list_assignments,
    list_assignments_of,
    list_staff,
    list_statuses,
    standing_of,
)
from skjuts.apps.registry.views.asking import one_page, uuid_in, words_in
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.tenancy.roles import Role


@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    """All people whom the actor may read."""
    actor = actor_in(request)
    chosen = StaffFilter(words_in(request), "slutat" in request.GET)
    rows, part = one_page(request, list_staff(actor, chosen))
    context = {
        "people": show_staff(rows),
        "columns": staff_columns(),
        "part": part,
        "chosen": chosen,
        "may_keep": may_keep(actor, actor.authority_id),
    }
    return render(request, "registry/pages/staff/list.html", context)


@require_GET
def staff_member(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """One person with their assignments."""
    actor = actor_in(request)
    person = get_staff_member(actor, staff_id)
    context = {
        "person": person,
        "facts": show_staff_facts(person),
        "columns": assignment_columns(by="unit"),
        "assignments": show_assignments(list_assignments_of(actor, person), timezone.localdate()),
        "may_keep": may_keep(actor, person.authority_id) and not is_own(actor, person.id),
    }
    return render(request, "registry/pages/staff/show.html", context)


@require_GET
def assignments(request: HttpRequest) -> HttpResponse:
    """Assignments by unit, role and standing."""
    actor = actor_in(request)
    told = request.GET.get("lage", Standing.CURRENT)
    role = request.GET.get("roll", "")
    chosen = AssignmentFilter(
        unit_id=uuid_in(request, "enhet"),
        role=role if role in Role else "",
        standing=Standing(told) if told in list(Standing) else None,
    )
    today = timezone.localdate()
    rows, part = one_page(request, list_assignments(actor, chosen, today))
    context = {
        "assignments": show_assignments(rows, today),
        "columns": assignment_columns(by="both"),
        "part": part,
        "chosen": chosen,
        "roles": Role.choices,
        "standings": [(one.value, show_standing(one).label) for one in Standing],
    }
    return render(request, "registry/pages/assignments/list.html", context)


@require_GET
def assignment(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """One assignment with its history."""
    actor = actor_in(request)
    found = get_assignment(actor, assignment_id)
    standing = standing_of(found, timezone.localdate())
    context = {
        "assignment": found,
        "facts": show_assignment_facts(found),
        "status": show_standing(standing),
        "history": show_statuses(list_statuses(found)),
        "may_change": may_change_assignment(actor, found) and standing != Standing.ENDED,
        "is_suspended": found.suspended_at is not None,
    }
    return render(request, "registry/pages/assignments/show.html", context)
