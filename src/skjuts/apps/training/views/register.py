"""The register of those who may certify, its lists for the board, and softer transitions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.views.asking import one_page
from skjuts.apps.rulebooks.presenters.support import list_columns
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.forms.rights import CountsForm, RegisterForm, SofterTransitionForm
from skjuts.apps.training.models import SofterTransition
from skjuts.apps.training.policies import require_administer, require_read_register
from skjuts.apps.training.presenters.register import (
    show_counts,
    show_register,
    show_softenings,
    write_board_list,
)
from skjuts.apps.training.queries.register import (
    count_issuers,
    judge_holders,
    list_care_units,
    list_issuers,
    list_units,
    moment_on,
    select_granted,
)
from skjuts.apps.training.queries.softening import list_softenings
from skjuts.apps.training.services.soften import allow_softer_transition, end_softer_transition
from skjuts.web.elements import Column

YEAR_AGO = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of the register asks for."""

    form: RegisterForm
    day: dt.date
    unit_id: UUID | None


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Who may certify what, where, on a day."""
    actor = actor_in(request)
    asked = _read(request, actor)
    moment = moment_on(asked.day, timezone.now())
    granted, part = one_page(request, select_granted(actor, moment, unit_id=asked.unit_id))
    [holders] = judge_holders(granted, moment)
    context = {
        "shown": show_register(holders, asked.day),
        "part": part,
        "form": asked.form,
        "query": request.GET.urlencode(),
        "columns": list_columns(_("Namn"), _("Enhet"), _("Får intyga"), _("Längst till och med")),
    }
    return render(request, "training/pages/register.html", context)


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """How many may certify at each unit, on a day and before (seed 004 wanted fewer)."""
    actor, now, today = actor_in(request), timezone.now(), timezone.localdate()
    require_read_register(actor)
    form = CountsForm(request.GET or None, initial={"dag": today, "fore": today - YEAR_AGO})
    told = form.cleaned_data if form.is_valid() else {}
    day = told.get("dag") or today
    before = told.get("fore") or day - YEAR_AGO
    shown = show_counts(
        count_issuers(*list_issuers(actor, moment_on(before, now), moment_on(day, now))), day, before
    )
    columns = [
        Column(_("Enhet")),
        Column(shown.before_day, numeric=True),
        Column(shown.day, numeric=True),
        Column(_("Skillnad"), numeric=True),
    ]
    context = {"shown": shown, "form": form, "columns": columns}
    return render(request, "training/pages/register_counts.html", context)


@require_GET
def board_list(request: HttpRequest) -> HttpResponse:
    """The delegations in force on a day, as a file."""
    actor = actor_in(request)
    asked = _read(request, actor)
    [holders] = list_issuers(actor, moment_on(asked.day, timezone.now()), unit_id=asked.unit_id)
    name = f"delegationer-{asked.day:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = write_board_list(holders, asked.day)
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def board_page(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    actor = actor_in(request)
    asked = _read(request, actor)
    [holders] = list_issuers(actor, moment_on(asked.day, timezone.now()), unit_id=asked.unit_id)
    shown = show_register(holders, asked.day)
    return render(request, "training/pages/board_list.html", {"shown": shown})


@require_http_methods(["GET", "POST"])
def transitions(request: HttpRequest) -> HttpResponse:
    """Softer transitions: the report, and a new one."""
    actor, now = actor_in(request), timezone.now()
    require_administer(actor, actor.authority_id)
    form = SofterTransitionForm(
        request.POST or None, units=list_care_units(actor), initial={"valid_from": timezone.localdate(now)}
    )
    made = attempt(form, lambda: _allow(actor, form, now)) if request.method == "POST" else None
    if made:
        messages.success(request, _("Övergången gäller."))
        return redirect("training:transitions")
    today = timezone.localdate(now)
    columns = list_columns(
        _("Enhet"), _("Tid"), _("Skäl"), _("Beslutad av"), _("Läge"), _("Delegationer"), ""
    )
    context = {
        "rows": show_softenings(list_softenings(actor, today), today),
        "form": form,
        "columns": columns,
    }
    return render(request, "training/pages/transitions.html", context, status=form.answer_status)


@require_POST
def end_transition(request: HttpRequest, transition_id: UUID) -> HttpResponse:
    """End a softer transition early."""
    end_softer_transition(actor=actor_in(request), transition_id=transition_id, now=timezone.now())
    messages.success(request, _("Övergången är avslutad."))
    return redirect("training:transitions")


def _read(request: HttpRequest, actor: Actor) -> Asked:
    """The form as it was asked; what cannot be read falls back to today and all units."""
    require_read_register(actor)
    today = timezone.localdate()
    form = RegisterForm(request.GET or None, units=list_units(actor), initial={"dag": today})
    told = form.cleaned_data if form.is_valid() else {}
    unit = told.get("enhet")
    return Asked(form, told.get("dag") or today, UUID(unit) if unit else None)


def _allow(actor: Actor, form: SofterTransitionForm, now: dt.datetime) -> SofterTransition:
    told = form.cleaned_data
    return allow_softer_transition(
        actor=actor,
        unit_id=UUID(told["unit"]),
        valid_from=told["valid_from"],
        valid_to=told["valid_to"],
        reason=told["reason"],
        now=now,
    )
