"""A patient's copayments: the page, a claim entered, a claim taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.audit.idempotency import FIELD
from skjuts.apps.bookings.forms.claims import ClaimForm, WithdrawForm
from skjuts.apps.bookings.policies import may_keep_account, may_read_account
from skjuts.apps.bookings.presenters.accounts import list_entry_columns, list_payout_columns, show_account
from skjuts.apps.bookings.queries.accounts import KIND, SETTINGS, read_account
from skjuts.apps.bookings.services.claim_trips import (
    NewClaim,
    enter_claim,
    open_claim,
    withdraw_claim,
)
from skjuts.apps.permits.queries.books import find_book
from skjuts.apps.registry.models import Authority, Patient
from skjuts.apps.registry.queries.identities import find_number
from skjuts.apps.registry.queries.patients import PatientFile, get_profile, read_profile_file
from skjuts.apps.registry.views.patients.reading import with_patient
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.doors import actor_in


@require_GET
@with_patient(may_read_account, read=read_profile_file)
def account(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """Where the ceiling stands, and how each krona arose."""
    actor, today, patient = actor_in(request), timezone.localdate(), file.patient
    settings = Authority.objects.get(pk=patient.authority_id).settings.get(SETTINGS, {})
    may_keep = may_keep_account(actor, patient)
    context = {
        **_person(patient),
        "shown": show_account(read_account(patient, today=today), settings, today=today, may_keep=may_keep),
        "columns": list_entry_columns(),
        "payout_columns": list_payout_columns(),
        "may_keep": may_keep,
    }
    return render(request, "bookings/pages/account.html", context)


@require_http_methods(["GET", "POST"])
@with_patient(may_keep_account, read=read_profile_file)
def enter(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """A trip that somebody asks to have settled."""
    now, patient = timezone.now(), file.patient
    today = timezone.localdate(now)
    book = find_book(patient.authority_id, KIND, today)
    form = ClaimForm(request.POST or None, book=book, initial={"claimed_on": today.isoformat()})
    made = None
    if form.is_bound:
        made = attempt(
            form,
            lambda: enter_claim(
                actor=actor_in(request),
                patient_id=patient.id,
                new=_read(request, form),
                now=now,
                today=today,
            ),
        )
    if made:
        messages.success(request, _("Resan är inlagd och avgifterna är omräknade."))
        return redirect("bookings:account", patient.id)
    status = form.answer_status
    return render(request, "bookings/pages/claim.html", {**_person(patient), "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """A claim that should not have been."""
    actor, form = actor_in(request), WithdrawForm(request.POST or None)
    claim = open_claim(actor=actor, claim_id=claim_id)
    made = None
    if form.is_bound:
        made = attempt(
            form,
            lambda: withdraw_claim(
                actor=actor, claim_id=claim_id, reason=form.cleaned_data["reason"], now=timezone.now()
            ),
        )
    if made:
        messages.success(request, _("Resan är återtagen och avgifterna är omräknade."))
        return redirect("bookings:account", claim.patient_id)
    status = form.answer_status
    context = {**_person(claim.patient), "form": form, "claim": claim}
    return render(request, "bookings/pages/withdraw.html", context, status=status)


def _read(request: HttpRequest, form: ClaimForm) -> NewClaim:
    told = form.cleaned_data
    return NewClaim(
        key=request.POST[FIELD],
        travel_day=told["travel_day"],
        claimed_on=told["claimed_on"],
        content=form.content,
    )


def _person(patient: Patient) -> dict[str, str]:
    """Who it is; raises NotAllowed for a protected person outside the desk."""
    return {"name": get_profile(patient).name, "number": find_number(patient), "patient_id": str(patient.id)}
