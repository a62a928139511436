"""The delegation order, the responsibility model, and the models side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.permits.forms.matters import ReasonForm
from skjuts.apps.permits.forms.ordering import ModelForm, RightForm
from skjuts.apps.permits.models import DecisionRight, PermitKindChoice
from skjuts.apps.permits.policies import may_order_delegation, require_order_delegation
from skjuts.apps.permits.presenters.matters.ordering import (
    list_compared_columns,
    show_comparison,
    show_models,
    show_rights,
)
from skjuts.apps.permits.queries.comparing import compare_models
from skjuts.apps.permits.queries.queue import list_queue_units
from skjuts.apps.permits.queries.responsibility import get_right, list_holders, list_models, list_rights
from skjuts.apps.permits.services.order_delegation import (
    NewRight,
    grant_right,
    set_responsibility,
    withdraw_right,
)
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show

PERIODS = {"90": 90, "180": 180, "365": 365}


@require_GET
def delegation(request: HttpRequest) -> HttpResponse:
    """Who may decide what, from when, by which point."""
    at = acting_in(request)
    may_order = may_order_delegation(at.actor, at.actor.authority_id)
    rights = show_rights(list_rights(at.actor), may_end=may_order, today=at.today)
    return show(request, "delegation", {"rights": rights, "may_order": may_order})


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Give somebody a right."""
    at = acting_in(request)
    require_order_delegation(at.actor, at.actor.authority_id)
    form = RightForm(
        request.POST or None, holders=list_holders(at.actor, at.today), initial={"valid_from": at.today}
    )
    if request.method == "POST" and attempt(form, lambda: _grant(at, form)) is not None:
        messages.success(request, _("Beslutanderätten är given."))
        return redirect("permits:delegation")
    return show(request, "grant_right", {"form": form}, form)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, right_id: UUID) -> HttpResponse:
    """Take a right back, at once."""
    at = acting_in(request)
    right = get_right(at.actor, right_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        done = attempt(
            form,
            lambda: withdraw_right(
                actor=at.actor, right_id=right_id, reason=form.cleaned_data["reason"], now=at.now
            ),
        )
        if done is not None:
            messages.success(request, _("Beslutanderätten är återkallad."))
            return redirect("permits:delegation")
    shown = show_rights([right], may_end=False, today=at.today)[0]
    return show(request, "withdraw_right", {"shown": shown, "form": form}, form)


@require_http_methods(["GET", "POST"])
def responsibility(request: HttpRequest) -> HttpResponse:
    """Who decides from when at which unit; a new order is set here."""
    at = acting_in(request)
    require_order_delegation(at.actor, at.actor.authority_id)
    units = [(str(one.id), one.name) for one in list_queue_units(at.actor)]
    form = ModelForm(request.POST or None, units=units, initial={"in_force_from": at.today})
    if request.method == "POST" and attempt(form, lambda: _set(at, form)) is not None:
        messages.success(request, _("Den nya ordningen är satt."))
        return redirect("permits:responsibility")
    return show(
        request, "responsibility", {"rows": show_models(list_models(at.actor), at.today), "form": form}, form
    )


@require_GET
def comparison(request: HttpRequest) -> HttpResponse:
    """The models side by side, over a period."""
    at = acting_in(request)
    days = PERIODS.get(request.GET.get("dagar", ""), 365)
    kind = request.GET.get("slag", "")
    kind = kind if kind in PermitKindChoice.values else ""
    first = at.today - dt.timedelta(days=days)
    figures = compare_models(at.actor, first=first, last=at.today, kind=kind)
    context: dict[str, Any] = {
        "rows": show_comparison(figures),
        "columns": list_compared_columns(),
        "avoided": sum(one.avoided_trips for one in figures),
        "matters": sum(one.matters for one in figures),
        "days": days,
        "kind": kind,
        "periods": PERIODS.values(),
        "kinds": PermitKindChoice.choices,
        "first": first,
        "last": at.today,
    }
    return show(request, "comparison", context)


def _grant(at: Acting, form: RightForm) -> DecisionRight:
    told = form.cleaned_data
    new = NewRight(
        holder_id=UUID(told["holder"]),
        kinds=told["kinds"],
        outcomes=told["outcomes"],
        point=told["point"],
        valid_from=told["valid_from"],
        valid_to=told["valid_to"],
    )
    return grant_right(actor=at.actor, new=new, now=at.now, today=at.today)


def _set(at: Acting, form: ModelForm) -> object:
    told = form.cleaned_data
    return set_responsibility(
        actor=at.actor,
        kind=told["kind"],
        model=told["model"],
        unit_id=UUID(told["unit"]) if told["unit"] else None,
        in_force_from=told["in_force_from"],
        reason=told["reason"],
        now=at.now,
        today=at.today,
    )
