"""Changing what is said of a patient, when somebody else may be doing the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skjuts.apps.registry.forms.patients import ProfileForm
from skjuts.apps.registry.models import PatientProfile
from skjuts.apps.registry.presenters.changes import show_last_change
from skjuts.apps.registry.queries.patients import PatientFile, find_last_change, read_profile_file
from skjuts.apps.registry.services.patients import ProfileChange, change_profile
from skjuts.apps.registry.views.patients.reading import with_patient
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput, NotAllowed
from skjuts.web.conflicts import Weighed, recall, remember, weigh

VERSION, BEFORE = "version", "before"


@require_http_methods(["GET", "POST"])
@with_patient(read=read_profile_file)
def edit(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """The form, its errors, or the fields that somebody else changed too."""
    profile = _profile(file)
    held = _values(profile)
    form = ProfileForm(request.POST or None, initial=held, is_confirmed=_is_confirmed(profile))
    if not (form.is_bound and form.is_valid()):
        return _show(request, file, form)
    if request.POST.get(VERSION) != str(file.patient.version):
        weighed = weigh(form, before=recall(request.POST.get(BEFORE, "")), theirs=held)
        if weighed.asked:
            return _ask(request, file, weighed)
        form = ProfileForm(weighed.values, is_confirmed=_is_confirmed(profile))
        form.is_valid()
        messages.info(request, _("Någon annan ändrade andra uppgifter samtidigt. Allas ändringar är kvar."))
    return _save(request, file, form)


def _save(request: HttpRequest, file: PatientFile, form: ProfileForm) -> HttpResponse:
    change = ProfileChange(**{**_values(_profile(file)), **form.cleaned_data})
    try:
        change_profile(actor_in(request), file.patient.id, version=file.patient.version, change=change)
    except InvalidInput as refusal:
        form.add_refusal(refusal)
        return _show(request, file, form)
    messages.success(request, _("Uppgifterna är sparade."))
    return HttpResponseRedirect(reverse("registry:patient", args=[file.patient.id]))


def _show(request: HttpRequest, file: PatientFile, form: ProfileForm) -> HttpResponse:
    held = _values(_profile(file))
    shown = {
        "form": form,
        "name": _profile(file).name,
        "patient_id": str(file.patient.id),
        "version": request.POST.get(VERSION) or str(file.patient.version),
        "before": request.POST.get(BEFORE) or remember({name: held[name] for name in form.fields}),
        "is_confirmed": _is_confirmed(_profile(file)),
    }
    return render(request, "registry/pages/patients/edit.html", shown, status=form.answer_status)


def _ask(request: HttpRequest, file: PatientFile, weighed: Weighed) -> HttpResponse:
    held = _values(_profile(file))
    who, when = show_last_change(find_last_change(file.patient))
    hidden = {
        **weighed.settled,
        VERSION: str(file.patient.version),
        BEFORE: remember({name: held[name] for name in weighed.values}),
    }
    shown = {
        "asked": weighed.asked,
        "hidden": hidden,
        "who": who,
        "when": when,
        "patient_id": str(file.patient.id),
        "name": _profile(file).name,
    }
    return render(request, "registry/pages/patients/conflict.html", shown, status=409)


def _values(profile: PatientProfile) -> dict[str, Any]:
    return {
        "given_name": profile.given_name,
        "family_name": profile.family_name,
        "born": dt.date.fromisoformat(profile.born) if profile.born else None,
        "deceased_on": profile.deceased_on,
        "language": profile.language,
        "needs_interpreter": profile.needs_interpreter,
    }


def _is_confirmed(profile: PatientProfile) -> bool:
    return profile.register == PatientProfile.Register.CONFIRMED


def _profile(file: PatientFile) -> PatientProfile:
    if file.profile is None:
        raise NotAllowed
    return file.profile
