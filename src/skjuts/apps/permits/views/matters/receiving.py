"""Entering an application that came on paper or by phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skjuts.apps.permits.forms.matters import ApplicationForm, FindApplicantForm
from skjuts.apps.permits.models import Application
from skjuts.apps.permits.policies import may_receive, require_receive
from skjuts.apps.permits.presenters.matters.receiving import show_applicant
from skjuts.apps.permits.services.receive import (
    NewApplication,
    find_applicant,
    open_applicant,
    receive_application,
)
from skjuts.apps.permits.terms import ApplicationContent
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show, store_file
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.queries.patients import list_representatives_in_force
from skjuts.core.kernel.errors import NotAllowed


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Whose application it is."""
    at = acting_in(request)
    if not may_receive(at.actor, at.actor.authority_id):
        raise NotAllowed
    form = FindApplicantForm(request.POST or None)
    if request.method == "POST":
        found = attempt(
            form,
            lambda: find_applicant(actor=at.actor, identity=form.cleaned_data["identity"], today=at.today),
        )
        if found:
            return redirect("permits:new-application", found.id)
    return show(request, "applicant", {"form": form}, form)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """What the application says."""
    at = acting_in(request)
    patient = open_applicant(actor=at.actor, patient_id=patient_id)
    require_receive(at.actor, patient.authority_id)
    speakers = [one for one in list_representatives_in_force(patient, at.today) if "apply" in one.powers]
    form = ApplicationForm(
        request.POST or None,
        request.FILES or None,
        representatives={str(one.id): one.name for one in speakers},
        initial={"found_on": at.today, "arrival": "post"},
    )
    if request.method == "POST":
        made = attempt(form, lambda: _receive(at, patient, form))
        if made is not None:
            messages.success(request, _("Ansökan är inskriven."))
            return redirect("permits:matter", made.id)
    return show(request, "application", {"shown": show_applicant(patient, at.today), "form": form}, form)


def _receive(at: Acting, patient: Patient, form: ApplicationForm) -> Application:
    told = form.cleaned_data
    stored = store_file(form, at, authority_id=patient.authority_id, is_guarded=patient.is_guarded)
    is_call = told["arrival"] == Application.Arrival.PHONE
    new = NewApplication(
        patient_id=patient.id,
        kind=told["kind"],
        origin=Application.Origin.PHONE if is_call else Application.Origin.PAPER,
        arrival=told["arrival"],
        found_on=told["found_on"],
        content=ApplicationContent(
            travel_mode=told["travel_mode"] or None,
            trips=told["trips"],
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            words=told["words"],
        ),
        representative_id=UUID(told["representative"]) if told["representative"] else None,
        language=told["language"],
        needs_interpreter=told["needs_interpreter"],
        attachments=stored,
    )
    return receive_application(actor=at.actor, new=new, now=at.now, today=at.today)
