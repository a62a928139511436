"""What the small forms about a patient have in common: shown, refused at the field, or done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.registry.patient_errors import AlreadyRegistered
from skjuts.apps.registry.queries.patients import PatientFile
from skjuts.apps.registry.views.patients.reading import keep_reason
from skjuts.core.kernel.errors import InvalidInput, UpstreamUnavailable
from skjuts.web.fields import PageForm

PAGE = "registry/pages/patients/part.html"


def fill_in(
    request: HttpRequest, file: PatientFile, form: PageForm, title: str, save: Callable[[], object]
) -> HttpResponse:
    """Save a valid form and go back to the patient; else the form, with what is wrong at its field."""
    other = ""
    if form.is_bound and form.is_valid():
        try:
            save()
        except AlreadyRegistered as refusal:
            form.add_refusal(refusal)
            keep_reason(request, [refusal.patient_id], "correct")
            other = reverse("registry:patient", args=[refusal.patient_id])
        except (InvalidInput, UpstreamUnavailable) as refusal:
            form.add_refusal(refusal)
        else:
            return back_to(request, file, _("Uppgifterna är sparade."))
    return show_form(request, file, form, title, other)


def show_form(
    request: HttpRequest, file: PatientFile, form: PageForm, title: str, other: str = ""
) -> HttpResponse:
    """The form; `other` is the address of the patient that has the number already."""
    shown = {
        "form": form,
        "title": title,
        "name": file.profile.name if file.profile else "",
        "patient_id": str(file.patient.id),
        "other": other,
        "has_file": form.is_multipart(),
    }
    return render(request, PAGE, shown, status=form.answer_status)


def back_to(request: HttpRequest, file: PatientFile, notice: str) -> HttpResponse:
    """To the patient's page, with a word about what was done."""
    messages.success(request, notice)
    return HttpResponseRedirect(reverse("registry:patient", args=[file.patient.id]))
