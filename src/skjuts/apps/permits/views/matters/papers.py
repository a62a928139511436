"""The files of a matter: read one, and take one away that should never have come in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.permits.forms.matters import ReasonForm
from skjuts.apps.permits.models import PaperRemoval
from skjuts.apps.permits.queries.applications import get_paper_file
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.services.papers import open_paper, remove_paper
from skjuts.apps.permits.views.matters.acting import Acting, acting_in, attempt, show, version_in
from skjuts.apps.permits.views.matters.matter import head_of, open_file


@require_GET
def paper(request: HttpRequest, application_id: UUID, paper_id: UUID) -> HttpResponse:
    """A file of the matter: logged here, then fetched over a short link."""
    at = acting_in(request)
    token = open_paper(
        actor=at.actor, application_id=application_id, paper_id=paper_id, now=at.now, today=at.today
    )
    return HttpResponseRedirect(reverse("vault:download", args=[token]))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, application_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take away a file that came in by mistake."""
    at = acting_in(request)
    file = open_file(at, application_id)
    _paper, attachment = get_paper_file(file.row, paper_id)
    form = ReasonForm(request.POST or None)
    removing = partial(_remove, request, at, file, paper_id, form)
    if request.method == "POST" and attempt(form, removing) is not None:
        messages.success(request, _("Filen är borttagen."))
        return redirect("permits:matter", application_id)
    context = {"shown": head_of(file, at), "form": form, "attachment": attachment}
    return show(request, "remove_paper", context, form)


def _remove(
    request: HttpRequest, at: Acting, file: MatterFile, paper_id: UUID, form: ReasonForm
) -> PaperRemoval:
    return remove_paper(
        actor=at.actor,
        application_id=file.row.id,
        paper_id=paper_id,
        version=version_in(request),
        reason=form.cleaned_data["reason"],
        now=at.now,
        today=at.today,
    )
