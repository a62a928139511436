"""May this person ride so on that day: search, Enter, the answer; and counting the trip that was booked."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.idempotency import FIELD
from skjuts.apps.audit.reasons import Reason
from skjuts.apps.permits.forms.answers import AskForm, CountForm, FindRiderForm
from skjuts.apps.permits.policies import ASKERS, may_use_permit, require_use_permit
from skjuts.apps.permits.presenters.answers import (
    ShownRider,
    list_rider_columns,
    list_use_columns,
    show_answer,
    show_riders,
    show_uses,
)
from skjuts.apps.permits.queries.permits import list_uses
from skjuts.apps.permits.services.answer_ride import RideAnswers, answer_ride
from skjuts.apps.permits.services.use_permit import give_back, use_permit
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import get_patient, get_profile
from skjuts.apps.registry.services.patients import search_patients
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import Conflict, NotAllowed
from skjuts.web.told import tell_error

KEY = "telephone:"
"""Before the key of trips that were counted on the answer's page."""


@require_http_methods(["GET", "POST"])
def ride(request: HttpRequest) -> HttpResponse:
    """Who wants to ride? By POST: no name and no number ever stands in an address."""
    actor = actor_in(request)
    if not actor.has(*ASKERS):
        raise NotAllowed
    form = FindRiderForm(request.POST or None)
    riders = _find(actor, form) if form.is_bound else None
    status = form.answer_status
    context = {"form": form, "riders": riders, "columns": list_rider_columns()}
    return render(request, "permits/answers/ride.html", context, status=status)


@require_GET
def answer(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The answer, large and first."""
    return _show(request, patient_id, CountForm(initial={"trips": 1}))


@require_POST
def count(request: HttpRequest, patient_id: UUID, permit_id: UUID) -> HttpResponse:
    """Count trips that were booked; a form that is sent twice counts once."""
    require_use_permit(actor_in(request), get_patient(actor_in(request), patient_id).authority_id)
    day, mode = _read_asked(request.POST)
    form = CountForm(request.POST)
    made = attempt(
        form,
        lambda: use_permit(
            actor=actor_in(request),
            permit_id=permit_id,
            key=f"{KEY}{UUID(request.POST[FIELD])}",
            travel_mode=mode,
            travel_day=day,
            trips=form.cleaned_data["trips"],
            now=timezone.now(),
        ),
    )
    if made is None:
        return _show(request, patient_id, form)
    messages.success(request, _("Resan är räknad."))
    return _back(patient_id, day, mode)


@require_POST
def take_back(request: HttpRequest, patient_id: UUID, permit_id: UUID) -> HttpResponse:
    """Give back trips that were counted and did not take place."""
    day, mode = _read_asked(request.POST)
    try:
        made = give_back(
            actor=actor_in(request), permit_id=permit_id, key=request.POST.get("use", ""), now=timezone.now()
        )
    except Conflict as refusal:
        messages.error(request, tell_error(refusal).text)
    else:
        told = _("Resan är tillbaka på tillståndet.") if made else _("Det fanns ingen sådan resa.")
        messages.success(request, told)
    return _back(patient_id, day, mode)


def _find(actor: Actor, form: FindRiderForm) -> tuple[ShownRider, ...] | None:
    found = attempt(
        form,
        lambda: search_patients(
            actor,
            text=form.cleaned_data["q"],
            today=timezone.localdate(),
            reason=Reason.BOOKING,
            context="ride",
        ),
    )
    return None if found is None else show_riders(found)


def _show(request: HttpRequest, patient_id: UUID, counting: CountForm) -> HttpResponse:
    actor, today = actor_in(request), timezone.localdate()
    day, mode = _read_asked(request.POST if counting.is_bound else request.GET)
    patient = get_patient(actor, patient_id)
    answers = answer_ride(
        actor=actor, patient_id=patient.id, travel_mode=mode, day=day, context="ride", today=today
    )
    href = reverse("permits:ride-answer", args=[patient.id])
    context = {
        **_person(patient),
        **_counting(actor, patient, answers),
        "shown": show_answer(answers, href),
        "form": AskForm(initial={"dag": day.isoformat(), "fardsatt": answers.chosen.travel_mode}),
        "counting": counting,
        "use_columns": list_use_columns(),
        "patient_id": str(patient.id),
        "day": day.isoformat(),
        "mode": answers.chosen.travel_mode,
    }
    status = counting.answer_status
    return render(request, "permits/answers/answer.html", context, status=status)


def _person(patient: Patient) -> dict[str, str]:
    """Who it is; raises NotAllowed for a protected person outside the desk."""
    return {"name": get_profile(patient).name, "number": find_number(patient)}


def _counting(actor: Actor, patient: Patient, answers: RideAnswers) -> dict[str, object]:
    """What was counted on the permit, for those who count."""
    permit = answers.chosen.permit
    if permit is None or not may_use_permit(actor, patient.authority_id):
        return {"may_count": False, "uses": ()}
    is_counted = permit.trips_left is not None and answers.chosen.is_allowed
    return {"may_count": is_counted, "uses": show_uses(list_uses(permit.id))}


def _read_asked(told: object) -> tuple[dt.date, str]:
    """The day and the mode; today, and no mode, where nothing or nonsense was asked for."""
    form = AskForm(told)
    form.is_valid()
    return form.cleaned_data.get("dag") or timezone.localdate(), form.cleaned_data.get("fardsatt") or ""


def _back(patient_id: UUID, day: dt.date, mode: str) -> HttpResponse:
    asked = urlencode({"dag": day.isoformat(), "fardsatt": mode})
    return redirect(f"{reverse('permits:ride-answer', args=[patient_id])}?{asked}")
