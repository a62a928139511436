"""Those who may speak for a patient, and the papers behind it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.forms.patients import RepresentativeForm
from skjuts.apps.registry.queries.patients import PatientFile, get_systems
from skjuts.apps.registry.services.patients import (
    NewRepresentative,
    Paper,
    appoint_with_paper,
    end_representative,
    open_paper,
)
from skjuts.apps.registry.views.patients.answering import back_to, fill_in
from skjuts.apps.registry.views.patients.reading import RELATION, find_reason, with_patient
from skjuts.apps.tenancy.doors import actor_in


@require_http_methods(["GET", "POST"])
@with_patient()
def new_representative(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """One more representative."""
    form = RepresentativeForm(
        request.POST or None,
        request.FILES or None,
        systems=get_systems(file.patient.authority_id),
        today=timezone.localdate(),
        initial={"valid_from": timezone.localdate()},
    )

    def save() -> None:
        appoint_with_paper(
            actor_in(request),
            file.patient.id,
            new=_read(form),
            paper=_read_paper(form),
            now=timezone.now(),
            today=timezone.localdate(),
        )

    return fill_in(request, file, form, _("Lägg till företrädare"), save)


@require_POST
@with_patient()
def withdraw(request: HttpRequest, file: PatientFile, representative_id: UUID) -> HttpResponse:
    """Powers that are taken back."""
    end_representative(
        actor_in(request), file.patient.id, representative_id=representative_id, now=timezone.now()
    )
    return back_to(request, file, _("Behörigheten är återkallad."))


@require_GET
@with_patient()
def mandate(request: HttpRequest, file: PatientFile, representative_id: UUID) -> HttpResponse:
    """The paper: logged here, then fetched over a short link."""
    token = open_paper(
        actor_in(request),
        file.patient,
        representative_id=representative_id,
        reason=find_reason(request, file.patient.id) or RELATION,
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("vault:download", args=[token]))


def _read(form: RepresentativeForm) -> NewRepresentative:
    told = form.cleaned_data
    if form.identity is None:
        raise LookupError("a valid form has an identity")
    return NewRepresentative(
        kind=told["kind"],
        powers=tuple(told["powers"]),
        identity=form.identity,
        name=told["name"],
        phone=told["phone"],
        valid_from=told["valid_from"],
        valid_to=told["valid_to"],
    )


def _read_paper(form: RepresentativeForm) -> Paper | None:
    sent = form.cleaned_data["mandate"]
    return Paper(sent.name, sent.read()) if sent else None
