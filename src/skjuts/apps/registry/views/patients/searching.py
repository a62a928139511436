"""Searching, and saying why one opens a patient."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from skjuts.apps.registry.forms.patients import ReasonForm, SearchForm
from skjuts.apps.registry.policies.patients import may_identify, require_reader
from skjuts.apps.registry.presenters.patients import show_hits
from skjuts.apps.registry.queries.patients import PatientHit, get_patient
from skjuts.apps.registry.services.patients import search_patients
from skjuts.apps.registry.views.patients.reading import keep_reason
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidField, NotAllowed

LAST_REASON = "patient_search_reason"


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The box, and whom it found. By POST: no name and no number ever stands in an address."""
    require_reader(actor_in(request))
    form = SearchForm(request.POST or None, initial={"reason": request.session.get(LAST_REASON, "")})
    hits = _find(request, form) if form.is_bound and form.is_valid() else None
    shown = {"form": form, "hits": None if hits is None else show_hits(hits)}
    is_fragment = request.headers.get("HX-Request") == "true"
    page = "registry/fragments/patient_hits.html" if is_fragment else "registry/pages/patients/search.html"
    return render(request, page, shown, status=form.answer_status)


@require_http_methods(["GET", "POST"])
def give_reason(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Why the patient is opened. Says nothing of who it is."""
    patient = get_patient(actor_in(request), patient_id)
    if not may_identify(actor_in(request), patient):
        raise NotAllowed
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        keep_reason(request, [patient.id], form.told)
        return HttpResponseRedirect(reverse("registry:patient", args=[patient.id]))
    return render(request, "registry/pages/patients/reason.html", {"form": form}, status=form.answer_status)


def _find(request: HttpRequest, form: SearchForm) -> list[PatientHit] | None:
    reason = form.cleaned_data["reason"]
    try:
        hits = search_patients(
            actor_in(request), text=form.cleaned_data["q"], today=timezone.localdate(), reason=reason
        )
    except InvalidField as refusal:
        form.add_refusal(refusal)
        return None
    request.session[LAST_REASON] = reason
    keep_reason(request, [one.patient.id for one in hits], reason)
    return hits
