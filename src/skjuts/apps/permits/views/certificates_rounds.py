"""A ward round: choose patients and shared terms, see the drafts in one table, and issue them together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access, record_access
from skjuts.apps.permits.first_content import begin_content, read_known
from skjuts.apps.permits.forms.certificates import list_places
from skjuts.apps.permits.forms.certificates_content import content_of, send_again, share_terms, values_of
from skjuts.apps.permits.forms.certificates_rounds import RoundForm, RoundRowForm
from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.policies import require_certify_at_all, require_edit_draft
from skjuts.apps.permits.presenters.certificates_drafts import list_hindered, may_begin, show_rights
from skjuts.apps.permits.presenters.certificates_rounds import name_people, show_round
from skjuts.apps.permits.queries.certificates import (
    get_certificate,
    list_latest_issued,
    list_own_drafts,
    list_profiles,
    list_ward_patients,
    read_person,
)
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.permits.services.certify import RoundAnswer, issue_round, save_draft
from skjuts.apps.permits.services.certify_round import draft_round
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.permits.terms import CertificateContent
from skjuts.apps.permits.views.certificates_drafts import make_form
from skjuts.apps.permits.views.matters.acting import version_in
from skjuts.apps.registry.models import Patient
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.queries.own import list_own_rights
from skjuts.core.kernel.errors import Conflict, InvalidInput
from skjuts.web.fields import UNPROCESSABLE

PAGES = "permits/certificates"


@dataclass(frozen=True, slots=True)
class Opened:
    """A row that is open: the draft, the version that was shown, and its form."""

    id: str
    version: str
    form: RoundRowForm


MOST = 40


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The patients of the unit, and what their certificates have in common."""
    actor, today = actor_in(request), timezone.localdate()
    require_certify_at_all(actor)
    own = list_own_rights(actor, timezone.now())
    if not may_begin(own):
        return render(request, f"{PAGES}/right.html", {"rights": show_rights(own), "may_begin": False})
    ward = list_ward_patients(actor, today, most=MOST)
    ids = [one.id for one in ward]
    people = name_people(ward, list_profiles(ids), list_latest_issued(actor, ids))
    form = RoundForm(request.POST or None, people=people)
    if form.is_bound and form.is_valid():
        _begin(actor, form, ward, today)
        return redirect("permits:ward-round-issue")
    for one in ward:
        _note_listing(actor, one)
    context = {"form": form, "is_empty": not ward}
    return render(request, f"{PAGES}/round.html", context, status=form.answer_status)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """The reader's drafts in one table, each with what is left; those that are marked are issued together."""
    actor = actor_in(request)
    require_certify_at_all(actor)
    answers = _issue(request) if request.method == "POST" else []
    is_refused = any(one.trouble for one in answers)
    if answers and not is_refused:
        return redirect("permits:certificates")
    return _show_table(request, actor, answers)


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """One patient's draft opened in its row of the round, changed and put back without leaving the table."""
    actor = actor_in(request)
    held = get_certificate(actor, certificate_id)
    require_edit_draft(actor, held)
    content = CertificateContent.decode(held.content)
    form = RoundRowForm(request.POST or None, initial=values_of(content))
    if request.method == "POST" and _keep_row(request, held, form, content):
        return redirect(f"{reverse('permits:ward-round-issue')}#rad-{held.id}")
    return _show_table(request, actor, [], Opened(str(held.id), str(held.version), form))


def _keep_row(
    request: HttpRequest, held: Certificate, form: RoundRowForm, content: CertificateContent
) -> bool:
    """Save what differs, on top of the draft as it was shown. False when the form is to be mended."""
    data = send_again(content)
    for name in RoundRowForm.base_fields:
        data.setlist(name, request.POST.getlist(name))
    whole = make_form(request, data, held)
    if not (form.is_valid() and whole.is_valid()):
        return False
    try:
        save_draft(
            actor=actor_in(request),
            certificate_id=held.id,
            version=version_in(request),
            content=content_of(whole.cleaned_data),
            now=timezone.now(),
        )
    except (Conflict, InvalidInput) as refusal:
        form.add_refusal(refusal)
        return False
    return True


def _show_table(
    request: HttpRequest, actor: Actor, answers: list[RoundAnswer], opened: Opened | None = None
) -> HttpResponse:
    rows = list(list_own_drafts(actor))
    for one in rows:
        note_access(actor, one, action=Access.LIST, reason=Reason.CERTIFICATE, about="certificate")
    shown = show_round(rows, list_profiles(one.patient_id for one in rows), answers, list_places())
    own = list_own_rights(actor, timezone.now())
    context = {"shown": shown, "hindered": list_hindered(own, shown.kinds), "opened": opened}
    is_refused = any(one.trouble for one in answers) or bool(opened and opened.form.errors)
    return render(request, f"{PAGES}/round_issue.html", context, status=UNPROCESSABLE if is_refused else 200)


def _begin(actor: Actor, form: RoundForm, ward: list[Patient], today: dt.date) -> None:
    chosen = set(form.cleaned_data["patients"])
    county = get_settings(actor.authority_id).get("county", "")
    fresh = []
    for one in ward:
        if str(one.id) in chosen:
            known = read_known(read_person(actor, one, today=today), today, county)
            fresh.append((one.id, begin_content(known, actor.unit_id)))

    def share(content: CertificateContent) -> CertificateContent:
        return share_terms(content, form.cleaned_data)

    draft_round(actor=actor, patients=fresh, share=share, now=timezone.now())


def _issue(request: HttpRequest) -> list[RoundAnswer]:
    """Issue the marked drafts, as they were shown; says how many were."""
    drafts = [_read_mark(one) for one in request.POST.getlist("draft")]
    answers = issue_round(
        actor=actor_in(request),
        drafts=[one for one in drafts if one],
        now=timezone.now(),
        today=timezone.localdate(),
    )
    issued = sum(1 for one in answers if one.trouble is None)
    if issued:
        messages.success(
            request,
            ngettext("%(num)s intyg är utfärdat.", "%(num)s intyg är utfärdade.", issued) % {"num": issued},
        )
    return answers


def _read_mark(text: str) -> tuple[UUID, int] | None:
    """A draft and the version that was shown, as the table's tick has them."""
    told, _, version = text.partition(":")
    try:
        return UUID(told), int(version)
    except ValueError:
        return None


def _note_listing(actor: Actor, patient: Patient) -> None:
    record_access(
        actor,
        action=Access.LIST,
        authority_id=patient.authority_id,
        reason=Reason.CERTIFICATE,
        context="",
        patient_id=patient.id,
    )
