"""Protecting a patient, lifting it, and two rows that are one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from skjuts.apps.registry.facts.identities import identity_index
from skjuts.apps.registry.forms.patients import LiftForm, MergeForm, ProtectionForm, UndoForm
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.policies.patients import may_lift_protection, may_merge
from skjuts.apps.registry.presenters.patients import show_side
from skjuts.apps.registry.queries.patients import (
    PatientFile,
    find_patient_by_identity,
    get_systems,
    read_patient_file,
)
from skjuts.apps.registry.services.patients import (
    lift_protection,
    merge_patients,
    open_patient,
    protect_patient,
    undo_merge,
)
from skjuts.apps.registry.views.patients.answering import back_to, fill_in, show_form
from skjuts.apps.registry.views.patients.reading import with_patient
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.kernel.errors import InvalidField, NotAllowed

MERGING = "merge"


@require_http_methods(["GET", "POST"])
@with_patient()
def protect(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """A protection that somebody heard of. Afterwards the patient is gone for all but the desk."""
    form = ProtectionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        level = Patient.Protection(form.cleaned_data["level"])
        actor = actor_in(request)
        protect_patient(actor, file.patient.id, level=level)
        messages.success(request, _("Patienten är skyddad och sköts nu av de särskilda handläggarna."))
        if file.patient.authority_id in actor.desks:
            return HttpResponseRedirect(reverse("registry:patient", args=[file.patient.id]))
        return HttpResponseRedirect(reverse("registry:patient-search"))
    return show_form(request, file, form, _("Skydda personuppgifterna"))


@require_http_methods(["GET", "POST"])
@with_patient(may_lift_protection)
def lift(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """The end of a protection."""
    form = LiftForm(request.POST or None)

    def save() -> None:
        lift_protection(
            actor_in(request), file.patient.id, reason=form.cleaned_data["reason"], now=timezone.now()
        )

    return fill_in(request, file, form, _("Häv skyddet"), save)


@require_http_methods(["GET", "POST"])
@with_patient(may_merge)
def merge(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """The other row of the same person: found by a number, shown beside this one, then taken over."""
    systems = get_systems(file.patient.authority_id)
    form = MergeForm(request.POST or None, systems=systems, today=timezone.localdate())
    other = _open_other(request, file, form) if form.is_bound and form.is_valid() else None
    if other and request.POST.get("confirmed") == str(other.patient.id):
        return _take_over(request, file, other, form.cleaned_data["reason"])
    shown = {
        "form": form,
        "patient_id": str(file.patient.id),
        "kept_side": show_side(file, _("Den här patienten"), systems),
        "other": other and show_side(other, _("Den andra, som går upp i den här"), systems),
    }
    return render(request, "registry/pages/patients/merge.html", shown, status=form.answer_status)


@require_http_methods(["GET", "POST"])
@with_patient(may_merge)
def undo(request: HttpRequest, file: PatientFile, merge_id: UUID) -> HttpResponse:
    """A merge that was wrong."""
    if merge_id not in {one.id for one in file.merges}:
        raise NotAllowed
    form = UndoForm(request.POST or None)

    def save() -> None:
        undo_merge(actor_in(request), merge_id, reason=form.cleaned_data["reason"], now=timezone.now())

    return fill_in(request, file, form, _("Upphäv sammanslagningen"), save)


def _open_other(request: HttpRequest, file: PatientFile, form: MergeForm) -> PatientFile | None:
    """The other patient, opened and logged; None when there is none, as the form then says."""
    actor = actor_in(request)
    found = form.identity and find_patient_by_identity(
        file.patient.authority_id, identity_index(form.identity)
    )
    if not found or found.id == file.patient.id:
        form.add_refusal(InvalidField(_("Ingen annan patient har det numret."), field="number"))
        return None
    other = open_patient(actor, found.id, reason=MERGING, context=f"patient:{file.patient.id}")
    return read_patient_file(actor, other, today=timezone.localdate())


def _take_over(request: HttpRequest, file: PatientFile, other: PatientFile, reason: str) -> HttpResponse:
    merge_patients(
        actor_in(request),
        kept_id=file.patient.id,
        absorbed_id=other.patient.id,
        reason=reason,
        now=timezone.now(),
    )
    return back_to(request, file, _("Patienterna är sammanslagna."))
