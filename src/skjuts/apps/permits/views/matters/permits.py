"""A permit: read, renewed, revoked or relinquished; and those that come to an end."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.forms.changing import RelinquishForm, RevokeForm
from skjuts.apps.permits.models import Permit
from skjuts.apps.permits.policies import require_review_permits
from skjuts.apps.permits.presenters.matters.permits import (
    list_columns,
    list_grounds,
    show_lines,
    show_permit,
)
from skjuts.apps.permits.queries.permits import list_ending, list_to_reassess
from skjuts.apps.permits.queries.queue import name_holders
from skjuts.apps.permits.services.change_decision import relinquish_permit, revoke_permit
from skjuts.apps.permits.services.read_permit import may_change_permit, open_permit
from skjuts.apps.permits.services.renew import renew_permit
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.permits.terms import Terms
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show
from skjuts.apps.registry.queries.patients import get_profile
from skjuts.web.fields import PageForm

AHEAD_DAYS = 42
MOST = 100


@require_GET
def permits(request: HttpRequest) -> HttpResponse:
    """Permits to look at again and permits that end within six weeks; each holder shown is logged."""
    at = acting_in(request)
    require_review_permits(at.actor)
    by = at.today + dt.timedelta(days=AHEAD_DAYS)
    again = list(list_to_reassess(at.actor, by=by)[:MOST])
    ending = list(list_ending(at.actor, first=at.today, last=by)[:MOST])
    for one in {row.id: row for row in (*again, *ending)}.values():
        note_access(at.actor, one, action=Access.LIST, reason="case", about="permits")
    names = name_holders((*again, *ending))
    context = {
        "again": show_lines(again, names, at.today),
        "ending": show_lines(ending, names, at.today),
        "again_columns": list_columns(_("Omprövas senast")),
        "ending_columns": list_columns(_("Sista dag")),
    }
    return show(request, "permits", context)


@require_GET
def permit(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """The permit with its conditions and trips."""
    at = acting_in(request)
    row = open_permit(actor=at.actor, permit_id=permit_id, today=at.today)
    return show(request, "permit", {"shown": _present(at, row)})


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Take it back."""
    at = acting_in(request)
    row = open_permit(actor=at.actor, permit_id=permit_id, today=at.today, to_change=True)
    grounds = list_grounds(reserves_change=Terms.decode(row.terms).reserves_change)
    form = RevokeForm(request.POST or None, grounds=grounds)
    if request.method == "POST" and attempt(form, lambda: _revoke(at, permit_id, form)) is not None:
        messages.success(request, _("Tillståndet är återkallat."))
        return redirect("permits:permit", permit_id)
    return show(request, "revoke", {"shown": _present(at, row), "form": form}, form)


@require_http_methods(["GET", "POST"])
def relinquish(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """End it because its holder wants to."""
    at = acting_in(request)
    row = open_permit(actor=at.actor, permit_id=permit_id, today=at.today, to_change=True)
    form = RelinquishForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _relinquish(at, permit_id, form)) is not None:
        messages.success(request, _("Tillståndet är avslutat."))
        return redirect("permits:permit", permit_id)
    return show(request, "relinquish", {"shown": _present(at, row), "form": form}, form)


@require_POST
def renew(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Begin a matter about its renewal."""
    at = acting_in(request)
    made = renew_permit(actor=at.actor, permit_id=permit_id, now=at.now, today=at.today)
    messages.success(request, _("Ett ärende om förnyelse är inlett."))
    return redirect("permits:matter", made.id)


def _present(at: Acting, row: Permit) -> object:
    return show_permit(
        row,
        get_profile(row.patient).name,
        row.uses.order_by("-travel_day", "-at")[:MOST],
        row.statuses.order_by("-at"),
        may_change=may_change_permit(at.actor, row, today=at.today),
        today=at.today,
    )


def _revoke(at: Acting, permit_id: UUID, form: PageForm) -> Permit:
    told = form.cleaned_data
    return revoke_permit(
        actor=at.actor,
        permit_id=permit_id,
        ground=told["ground"],
        reasons=told["reasons"],
        now=at.now,
        today=at.today,
    )


def _relinquish(at: Acting, permit_id: UUID, form: PageForm) -> Permit:
    return relinquish_permit(
        actor=at.actor,
        permit_id=permit_id,
        reason=form.cleaned_data["reason"],
        now=at.now,
        today=at.today,
    )
