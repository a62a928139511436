"""Pages of rights: the unit's own, withdrawal, the register, softer transitions."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.registry.models import Delegation
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.forms.rights import DelegationForm, WithdrawalForm
from skjuts.apps.training.policies import require_lead, require_withdraw
from skjuts.apps.training.presenters.unit import Granting, SentForm, show_unit, tell_progress
from skjuts.apps.training.presenters.withdrawal import show_delegation
from skjuts.apps.training.queries.delegations import get_delegation, list_steps, require_at_unit
from skjuts.apps.training.queries.register import get_unit, list_reading, list_unit_holders
from skjuts.apps.training.queries.standings import moment_of
from skjuts.apps.training.services.delegate import grant_delegation, withdraw_delegation
from skjuts.web.fields import UNPROCESSABLE


@require_GET
def unit(request: HttpRequest) -> HttpResponse:
    """The unit of the one who leads it."""
    return _show_unit(request)


@require_POST
def grant(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Grant a person what the form says."""
    actor, now = actor_in(request), timezone.now()
    require_lead(actor, actor.unit_id)
    require_at_unit(actor, assignment_id)
    form = DelegationForm(request.POST, prefix=str(assignment_id))
    made = attempt(form, lambda: _grant(actor, assignment_id, form, now))
    if made is None:
        return _show_unit(request, SentForm(assignment_id, form))
    messages.success(request, _("Delegationen gäller. Personen får ett meddelande."))
    return redirect("training:unit")


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Take a delegation back, with a reason."""
    actor, now = actor_in(request), timezone.now()
    delegation = get_delegation(actor, delegation_id)
    require_withdraw(actor, unit_id=delegation.unit_id, authority_id=delegation.authority_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST":
        done = attempt(
            form,
            lambda: withdraw_delegation(
                actor=actor, delegation_id=delegation_id, reason=form.cleaned_data["reason"], now=now
            ),
        )
        if done:
            messages.success(request, _("Delegationen är återkallad."))
            return redirect("training:unit" if actor.unit_id == delegation.unit_id else "training:register")
    shown = show_delegation(delegation, list_steps(delegation), moment_of(now))
    status = form.answer_status
    return render(request, "training/pages/withdraw.html", {"shown": shown, "form": form}, status=status)


def _grant(actor: Actor, assignment_id: UUID, form: DelegationForm, now: dt.datetime) -> Delegation:
    told = form.cleaned_data
    return grant_delegation(
        actor=actor,
        holder_id=assignment_id,
        kinds=told["kinds"],
        valid_from=told["valid_from"],
        valid_to=told["valid_to"],
        now=now,
    )


def _show_unit(request: HttpRequest, sent: SentForm | None = None) -> HttpResponse:
    actor, moment = actor_in(request), moment_of(timezone.now())
    require_lead(actor, actor.unit_id)
    reading = list_reading(actor.unit_id)
    begun = {staff: tell_progress(*told) for staff, told in reading.items()}
    shown = show_unit(
        get_unit(actor, actor.unit_id).name,
        list_unit_holders(actor.unit_id, moment),
        begun,
        moment,
        Granting(actor.staff_id, _make_form, sent),
    )
    context = {"shown": shown}
    return render(request, "training/pages/unit.html", context, status=UNPROCESSABLE if sent else 200)


def _make_form(prefix: str, initial: dict[str, object]) -> DelegationForm:
    return DelegationForm(prefix=prefix, initial=initial)
