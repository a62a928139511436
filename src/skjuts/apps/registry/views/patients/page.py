"""The patient's page, and entering a new patient."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.registry.forms.patients import NewPatientForm
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.patient_errors import AlreadyRegistered
from skjuts.apps.registry.policies.patients import require_reader
from skjuts.apps.registry.presenters.patients import show_patient
from skjuts.apps.registry.queries.patients import PatientFile, get_systems, list_authorities
from skjuts.apps.registry.services.patients import NewPatient, register_patient, relate_patient
from skjuts.apps.registry.views.patients.reading import keep_reason, with_patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidInput
from skjuts.web.navigation import PatientPlace, list_modules

REGISTERING = Reason.CARE


@require_GET
@with_patient()
def patient(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """Everything about a patient."""
    actor = actor_in(request)
    systems = get_systems(file.patient.authority_id)
    shown = show_patient(file, actor, systems, today=timezone.localdate())
    context = {"shown": shown, "places": _list_places(actor, file.patient)}
    return render(request, "registry/pages/patients/patient.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new patient."""
    actor = actor_in(request)
    require_reader(actor)
    form = NewPatientForm(
        request.POST or None,
        systems=get_systems(actor.authority_id),
        authorities=list_authorities(actor),
        today=timezone.localdate(),
    )
    made, existing = _enter(request, form) if form.is_bound and form.is_valid() else (None, None)
    if made:
        messages.success(request, _("Patienten är registrerad."))
        return HttpResponseRedirect(reverse("registry:patient", args=[made.id]))
    shown = {"form": form, "existing": existing}
    return render(request, "registry/pages/patients/new.html", shown, status=form.answer_status)


@require_POST
@with_patient()
def relate(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """The patient is cared for at the actor's unit."""
    relate_patient(actor_in(request), file.patient.id, source="care", today=timezone.localdate())
    messages.success(request, _("Patienten hör nu till din enhet."))
    return HttpResponseRedirect(reverse("registry:patient", args=[file.patient.id]))


def _list_places(actor: Actor, patient: Patient) -> list[PatientPlace]:
    """What apps above offer to do for the patient."""
    told = [
        one
        for module in list_modules("patients")
        for one in module.patient_places(actor, patient.id, patient.authority_id)
    ]
    return sorted(told, key=lambda one: one.order)


def _enter(request: HttpRequest, form: NewPatientForm) -> tuple[Patient | None, str | None]:
    """The new patient, or the address of the one that exists; what else is wrong stands in the form."""
    try:
        made = register_patient(
            actor_in(request),
            authority_id=int(form.cleaned_data["authority"]),
            new=_read_new(form),
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except AlreadyRegistered as refusal:
        form.add_refusal(refusal)
        keep_reason(request, [refusal.patient_id], REGISTERING)
        return None, reverse("registry:patient", args=[refusal.patient_id])
    except InvalidInput as refusal:
        form.add_refusal(refusal)
        return None, None
    keep_reason(request, [made.id], REGISTERING)
    return made, None


def _read_new(form: NewPatientForm) -> NewPatient:
    told = form.cleaned_data
    if form.identity is None:
        raise LookupError("a valid form has an identity")
    return NewPatient(
        identity=form.identity,
        given_name=told["given_name"],
        family_name=told["family_name"],
        born=told["born"],
        language=told["language"],
        needs_interpreter=told["needs_interpreter"],
        phone=told["phone"],
    )
