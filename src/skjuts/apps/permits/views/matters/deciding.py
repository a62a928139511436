"""Deciding: one key chooses the outcome, Enter confirms it; or it is proposed to a second officer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.permits.forms.matters import DecideForm, ReasonForm
from skjuts.apps.permits.models import Decision, DraftDecision
from skjuts.apps.permits.presenters.matters.deciding import departs, suggest_decision
from skjuts.apps.permits.presenters.matters.page import OutcomeChoice, show_matter
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.queries.responsibility import list_outcomes
from skjuts.apps.permits.services.decide import (
    Considered,
    confirm_decision,
    decide_application,
    propose_decision,
    send_back,
)
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show, version_in
from skjuts.apps.permits.views.matters.matter import open_file
from skjuts.core.kernel.errors import Conflict, NotFound
from skjuts.web.told import tell_error


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, application_id: UUID, outcome: str) -> HttpResponse:
    """The outcome with its reasons, ready to be confirmed."""
    at = acting_in(request)
    file = open_file(at, application_id)
    page = show_matter(file, at.actor, _outcomes(at, file), now=at.now, today=at.today)
    choice = next((one for one in page.choices if one.outcome == outcome), None)
    if choice is None:
        return _refuse(request, application_id)
    terms, initial = suggest_decision(file, outcome)
    gives = outcome in {"granted", "partly"}
    is_departure = departs(file, outcome)
    form = DecideForm(
        request.POST or None,
        kind=file.row.kind,
        gives=gives,
        departs=is_departure,
        suggested=terms,
        initial=initial,
    )
    if request.method == "POST":
        made = attempt(form, lambda: _make(request, at, file, choice, form))
        if made is not None:
            return _tell(request, made)
    context = {"shown": page, "choice": choice, "form": form, "departs": is_departure, "gives": gives}
    return show(request, "decide", context, form)


@require_POST
def confirm(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Decide as another officer has proposed."""
    at = acting_in(request)
    try:
        made = confirm_decision(
            actor=at.actor,
            application_id=application_id,
            version=version_in(request),
            now=at.now,
            today=at.today,
        )
    except Conflict as refusal:
        messages.error(request, tell_error(refusal).text)
        return redirect("permits:matter", application_id)
    return _tell(request, made)


@require_POST
def back(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Send a proposed decision back, with why."""
    at, form = acting_in(request), ReasonForm(request.POST)
    done = attempt(
        form,
        lambda: send_back(
            actor=at.actor,
            application_id=application_id,
            version=version_in(request),
            reason=form.cleaned_data["reason"],
            now=at.now,
            today=at.today,
        ),
    )
    if done is not None:
        messages.success(request, _("Förslaget är tillbaka hos handläggaren."))
        return redirect("permits:matter", application_id)
    file = open_file(at, application_id)
    page = show_matter(file, at.actor, _outcomes(at, file), now=at.now, today=at.today)
    return show(request, "send_back", {"shown": page, "form": form}, form)


def _make(
    request: HttpRequest, at: Acting, file: MatterFile, choice: OutcomeChoice, form: DecideForm
) -> Decision | DraftDecision:
    told = form.cleaned_data
    considered = Considered(
        outcome=choice.outcome,
        reasons=told["reasons"],
        uses_judgement=told["uses_judgement"],
        terms=form.terms,
        override=told.get("override", ""),
        override_text=told.get("override_text", ""),
        replaces_id=told.get("replaces"),
    )
    service = propose_decision if choice.is_proposal_only else decide_application
    return service(
        actor=at.actor,
        application_id=file.row.id,
        version=version_in(request),
        considered=considered,
        now=at.now,
        today=at.today,
    )


def _outcomes(at: Acting, file: MatterFile) -> frozenset[str]:
    return list_outcomes(
        at.actor, authority_id=file.row.authority_id, kind=file.row.kind, now=at.now, day=at.today
    )


def _refuse(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """An outcome that the matter cannot have now: back to it, with why."""
    if request.method != "GET":
        raise NotFound
    messages.warning(request, _("Ärendet kan inte få den utgången nu. Bedöm det först."))
    return redirect("permits:matter", application_id)


def _tell(request: HttpRequest, made: Decision | DraftDecision) -> HttpResponse:
    if isinstance(made, DraftDecision):
        messages.success(request, _("Förslaget väntar på beslut av en annan handläggare."))
        return redirect("permits:matter", made.application_id)
    number = f"{made.year}-{made.number}"
    messages.success(request, _("Beslut %(number)s är fattat.") % {"number": number})
    return redirect("permits:decision", made.id)
