"""Identities, phones and addresses: each with a form of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.registry.forms.patients import AddressForm, IdentityForm, PhoneForm
from skjuts.apps.registry.queries.patients import PatientFile, get_systems
from skjuts.apps.registry.services.patients import (
    NewAddress,
    add_address,
    add_identity,
    add_phone,
    end_address,
    remove_phone,
)
from skjuts.apps.registry.views.patients.answering import back_to, fill_in
from skjuts.apps.registry.views.patients.reading import with_patient
from skjuts.apps.tenancy.doors import actor_in


@require_http_methods(["GET", "POST"])
@with_patient()
def new_identity(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """One more identity."""
    today = timezone.localdate()
    form = IdentityForm(request.POST or None, systems=get_systems(file.patient.authority_id), today=today)

    def save() -> None:
        if form.identity:
            add_identity(
                actor_in(request), file.patient.id, identity=form.identity, now=timezone.now(), today=today
            )

    return fill_in(request, file, form, _("Lägg till identitet"), save)


@require_http_methods(["GET", "POST"])
@with_patient()
def new_phone(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """One more number."""
    form = PhoneForm(request.POST or None)

    def save() -> None:
        told = form.cleaned_data
        add_phone(
            actor_in(request),
            file.patient.id,
            number=told["phone"],
            kind=told["kind"],
            may_text=told["may_text"],
            now=timezone.now(),
        )

    return fill_in(request, file, form, _("Lägg till telefonnummer"), save)


@require_POST
@with_patient()
def drop_phone(request: HttpRequest, file: PatientFile, phone_id: UUID) -> HttpResponse:
    """A number that is no longer the patient's."""
    remove_phone(actor_in(request), file.patient.id, phone_id=phone_id)
    return back_to(request, file, _("Telefonnumret är borttaget."))


@require_http_methods(["GET", "POST"])
@with_patient()
def new_address(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """One more address."""
    form = AddressForm(request.POST or None, initial={"valid_from": timezone.localdate()})

    def save() -> None:
        add_address(actor_in(request), file.patient.id, new=NewAddress(**form.cleaned_data))

    return fill_in(request, file, form, _("Lägg till adress"), save)


@require_POST
@with_patient()
def drop_address(request: HttpRequest, file: PatientFile, address_id: UUID) -> HttpResponse:
    """An address that no longer holds."""
    end_address(actor_in(request), file.patient.id, address_id=address_id, today=timezone.localdate())
    return back_to(request, file, _("Adressen gäller inte längre."))
