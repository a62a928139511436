"""An authority's settings for permits: what holds, what was proposed, and a second person's approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.permits.forms.settings import FourEyesForm, SettleForm, TripPricesForm, start_prices
from skjuts.apps.permits.models import PermitSetting
from skjuts.apps.permits.policies import may_approve_setting, require_propose_setting
from skjuts.apps.permits.presenters.matters.settings import (
    list_history_columns,
    list_price_columns,
    show_parts,
    show_setting,
)
from skjuts.apps.permits.queries.settings import (
    find_every_four_eyes,
    find_in_force,
    find_trip_prices,
    get_setting,
    list_settings,
)
from skjuts.apps.permits.services.set_permits import approve_setting, decline_setting, propose_setting
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show

Name = PermitSetting.Name


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """What holds today, and everything that was proposed."""
    at = acting_in(request)
    rows = list_settings(at.actor)
    held = {
        name: (find_in_force(at.actor.authority_id, name, at.today), _read_held(at, name)) for name in Name
    }
    context = {
        "parts": show_parts(rows, held),
        "columns": list_history_columns(),
        "price_columns": list_price_columns(),
    }
    return show(request, "settings", context)


@require_http_methods(["GET", "POST"])
def four_eyes(request: HttpRequest) -> HttpResponse:
    """Propose which outcomes two officers make."""
    at = acting_in(request)
    require_propose_setting(at.actor, at.actor.authority_id)
    start = {**_read_held(at, Name.FOUR_EYES), "in_force_from": at.today}
    form = FourEyesForm(request.POST or None, initial=start)
    return _propose(request, at, Name.FOUR_EYES, form)


@require_http_methods(["GET", "POST"])
def trip_prices(request: HttpRequest) -> HttpResponse:
    """Propose the prices by which travel modes are compared."""
    at = acting_in(request)
    require_propose_setting(at.actor, at.actor.authority_id)
    start = {**start_prices(_read_held(at, Name.TRIP_PRICES)), "in_force_from": at.today}
    form = TripPricesForm(request.POST or None, initial=start)
    return _propose(request, at, Name.TRIP_PRICES, form)


@require_http_methods(["GET", "POST"])
def setting(request: HttpRequest, setting_id: UUID) -> HttpResponse:
    """A proposal beside what holds: approved, declined or taken back."""
    at, form = acting_in(request), SettleForm(request.POST or None)
    row = get_setting(at.actor, setting_id)
    if request.method == "POST" and attempt(form, lambda: _settle(at, row, request, form)) is not None:
        messages.success(request, _("Det är noterat."))
        return redirect("permits:settings")
    may_approve = may_approve_setting(at.actor, row.authority_id)
    shown = show_setting(row, _read_held(at, Name(row.name)), at.actor, may_approve=may_approve)
    context = {"shown": shown, "form": form, "price_columns": list_price_columns()}
    return show(request, "setting", context, form)


def _propose(
    request: HttpRequest, at: Acting, name: PermitSetting.Name, form: FourEyesForm | TripPricesForm
) -> HttpResponse:
    if request.method == "POST":
        made = attempt(
            form,
            lambda: propose_setting(
                actor=at.actor,
                name=name,
                value=form.value,
                in_force_from=form.cleaned_data["in_force_from"],
                reason=form.cleaned_data["reason"],
                now=at.now,
                today=at.today,
            ),
        )
        if made is not None:
            messages.success(request, _("Förslaget väntar på att någon annan godkänner det."))
            return redirect("permits:setting", made.id)
    return show(request, f"propose_{name}", {"form": form, "title": name.label}, form)


def _settle(at: Acting, row: PermitSetting, request: HttpRequest, form: SettleForm) -> PermitSetting:
    reason = form.cleaned_data["reason"]
    if "approve" in request.POST:
        return approve_setting(actor=at.actor, setting_id=row.id, reason=reason, now=at.now, today=at.today)
    return decline_setting(actor=at.actor, setting_id=row.id, reason=reason, now=at.now)


def _read_held(at: Acting, name: PermitSetting.Name) -> Mapping[str, Any]:
    read = find_every_four_eyes if name is Name.FOUR_EYES else find_trip_prices
    return read(at.actor.authority_id, at.today)
