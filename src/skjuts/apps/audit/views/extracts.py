"""A patient's extract: find the patient, see it, and print it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.audit.forms import PatientForm, PeriodForm
from skjuts.apps.audit.models import Access
from skjuts.apps.audit.policies import require_review
from skjuts.apps.audit.presenters.columns import columns_of_extract
from skjuts.apps.audit.presenters.extracts import ExtractPage, show_extract
from skjuts.apps.audit.queries.names import read_names
from skjuts.apps.audit.queries.reviews import ids_of
from skjuts.apps.audit.services.extracting import find_patient, open_extract
from skjuts.apps.audit.views.acting import show
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press

USUAL_DAYS = 365
LETTER = "audit/pages/extract_letter.html"


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Whose extract? The number goes in the body, never in an address."""
    require_review(actor_in(request))
    form = PatientForm(request.POST or None)
    if form.is_bound and form.is_valid():
        patient_id = find_patient(actor=actor_in(request), text=form.cleaned_data["number"])
        if patient_id is not None:
            return redirect("audit:extract", patient_id)
        form.add_error("number", _("Ingen patient hos er har det numret."))
    return show(request, "find_patient", {"form": form}, form)


@require_GET
def extract(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Who has opened the patient's data."""
    form = PeriodForm(request.GET or None, initial=_usual_period())
    first, last = _period(form)
    shown = _open(request, patient_id, first, last, Access.READ)
    told = {"shown": shown, "form": form, "columns": columns_of_extract(shows_staff=shown.shows_staff)}
    return show(request, "extract", told, form)


@require_GET
def extract_pdf(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The same on paper; where no PDF can be made, the page that prints from the browser."""
    first, last = _period(PeriodForm(request.GET or None))
    shown = _open(request, patient_id, first, last, Access.PRINT)
    letter = render_to_string(LETTER, {"shown": shown}, request=request, using="jinja2")
    try:
        pdf = letter_press.get().print_pdf(letter)
    except UpstreamUnavailable:
        return HttpResponse(letter)
    headers = {"Content-Disposition": 'inline; filename="loggutdrag.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _usual_period() -> dict[str, dt.date]:
    """The last year, as it stands in the fields before another period is chosen."""
    today = timezone.localdate()
    return {"first": today - dt.timedelta(days=USUAL_DAYS), "last": today}


def _period(form: PeriodForm) -> tuple[dt.date, dt.date]:
    """The days that were asked for; the last year when none were, or when they make no sense."""
    today = timezone.localdate()
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = told.get("last") or today
    first = told.get("first") or last - dt.timedelta(days=USUAL_DAYS)
    if first > last:
        form.add_error("last", _("Den sista dagen ligger före den första."))
        return today - dt.timedelta(days=USUAL_DAYS), today
    return first, last


def _open(
    request: HttpRequest, patient_id: UUID, first: dt.date, last: dt.date, action: Access
) -> ExtractPage:
    found = open_extract(
        actor=actor_in(request), patient_id=patient_id, first=first, last=last, action=action
    )
    units, staff, _patients = ids_of(found.entries)
    names = read_names(units=units, staff=staff if found.shows_staff else ())
    return show_extract(found, names)
