"""The letter of a decision before it is made, from the form as it stands. Reads only, and is logged."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from skjuts.apps.permits.forms.matters import DecideForm
from skjuts.apps.permits.models import Outcome
from skjuts.apps.permits.presenters.letters import show_parts
from skjuts.apps.permits.presenters.matters.deciding import departs, suggest_decision
from skjuts.apps.permits.queries.matter import MatterFile, read_matter_file
from skjuts.apps.permits.services.decide import GIVING, Considered
from skjuts.apps.permits.services.handle import open_application
from skjuts.apps.permits.services.letters import preview_decision
from skjuts.apps.permits.views.matters.acting import acting_in
from skjuts.core.kernel.errors import NotAllowed
from skjuts.web.fields import UNPROCESSABLE


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, application_id: UUID, outcome: str) -> HttpResponse:
    """What the applicant would read: of the form by POST, of the rules' proposal by GET."""
    if outcome not in Outcome.values:
        raise NotAllowed
    at = acting_in(request)
    row = open_application(actor=at.actor, application_id=application_id, today=at.today)
    considered, is_whole = _read(request, read_matter_file(row, today=at.today), outcome)
    letter = preview_decision(
        actor=at.actor, application_id=application_id, considered=considered, now=at.now, today=at.today
    )
    context = {
        "title": letter.title,
        "parts": show_parts(letter),
        "is_whole": is_whole,
        "application_id": str(application_id),
    }
    status = 200 if is_whole else UNPROCESSABLE
    return render(request, "permits/letters/preview.html", context, status=status)


def _read(request: HttpRequest, file: MatterFile, outcome: str) -> tuple[Considered, bool]:
    """What is meant to be decided; False when the form has faults, and what was suggested stands in."""
    terms, initial = suggest_decision(file, outcome)
    if request.method == "GET":
        return Considered(outcome=outcome, reasons=str(initial["reasons"]), terms=terms), True
    form = DecideForm(
        request.POST,
        kind=file.row.kind,
        gives=outcome in GIVING,
        departs=departs(file, outcome),
        suggested=terms,
        initial=initial,
    )
    is_whole = form.is_valid()
    told = form.cleaned_data
    return Considered(
        outcome=outcome,
        reasons=told.get("reasons") or "",
        uses_judgement=told.get("uses_judgement", True),
        terms=form.terms if is_whole else terms,
    ), is_whole
