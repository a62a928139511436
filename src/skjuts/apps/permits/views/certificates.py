"""Certificates that are no drafts: lists, the paper, beginning, copying and taking back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.reasons import Reason
from skjuts.apps.audit.services import Access
from skjuts.apps.permits.first_content import begin_content, read_known
from skjuts.apps.permits.forms.certificates import WithdrawForm
from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.policies import (
    may_certify_at_all,
    may_certify_for,
    may_withdraw_certificate,
    require_certify_at_all,
    require_list_certificates,
    require_withdraw_certificate,
)
from skjuts.apps.permits.presenters.certificates import IssuedPage, show_head, show_issued
from skjuts.apps.permits.presenters.certificates_drafts import may_begin, show_rights
from skjuts.apps.permits.presenters.certificates_lists import choose_state, read_number, show_list
from skjuts.apps.permits.queries.certificates import (
    count_unit_certificates,
    get_certificate,
    list_profiles,
    list_steps,
    list_unit_certificates,
    list_units_to_visit,
    read_person,
)
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.permits.services.certify import begin_certificate, copy_certificate, withdraw_certificate
from skjuts.apps.permits.services.stepping import note_access
from skjuts.apps.registry.queries.patients import PatientFile
from skjuts.apps.registry.views.patients.reading import with_patient
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.queries.own import list_own_rights
from skjuts.core.kernel.errors import InvalidInput, NotAllowed, UpstreamUnavailable
from skjuts.core.ports.letters import letter_press

PAGES = "permits/certificates"
ABOUT = "certificate"
ROWS = 25


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """The reader's drafts, or what the unit has issued."""
    actor = actor_in(request)
    require_list_certificates(actor)
    state = choose_state(request.GET.get("visa", ""), may_draft=may_certify_at_all(actor))
    rows = list_unit_certificates(actor, state=state)
    counts = count_unit_certificates(actor)
    number = read_number(request.GET.get("sida", ""))
    part = list(rows[(number - 1) * ROWS : number * ROWS])
    for row in part:
        note_access(actor, row, action=Access.LIST, reason=Reason.CERTIFICATE, about=ABOUT)
    who = list_profiles(one.patient_id for one in part)
    shown = show_list(part, who, counts, state=state, number=number, size=ROWS)
    context = {"shown": shown, "may_certify": may_certify_at_all(actor)}
    return render(request, f"{PAGES}/list.html", context)


@require_POST
@with_patient(may_certify_for, read=read_person)
def begin(request: HttpRequest, file: PatientFile) -> HttpResponse:
    """A draft for the patient, begun with what the register knows; the page that helps, without the right."""
    actor, now = actor_in(request), timezone.now()
    if not may_begin(list_own_rights(actor, now)):
        return redirect("permits:certify-right")
    county = get_settings(actor.authority_id).get("county", "")
    known = read_known(file, timezone.localdate(), county)
    content = begin_content(known, actor.unit_id)
    draft = begin_certificate(actor=actor, patient_id=file.patient.id, now=now, content=content)
    return redirect("permits:certificate-draft", draft.id)


@require_GET
def right(request: HttpRequest) -> HttpResponse:
    """What the reader may certify, and what to do where she may not."""
    actor = actor_in(request)
    require_certify_at_all(actor)
    own = list_own_rights(actor, timezone.now())
    context = {"rights": show_rights(own), "may_begin": may_begin(own)}
    return render(request, f"{PAGES}/right.html", context)


@require_GET
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The paper; the writer of a draft is sent to it."""
    row = _find_issued(request, certificate_id)
    if row is None:
        return redirect("permits:certificate-draft", certificate_id)
    note_access(actor_in(request), row, action=Access.READ, reason=Reason.CERTIFICATE, about=ABOUT)
    return render(request, f"{PAGES}/issued.html", {"shown": _show(request, row)})


@require_GET
def print_certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The same as PDF; where none can be made, the page that prints from the browser."""
    row = _find_issued(request, certificate_id)
    if row is None:
        raise NotAllowed
    note_access(actor_in(request), row, action=Access.PRINT, reason=Reason.CERTIFICATE, about=ABOUT)
    paper = render_to_string(
        f"{PAGES}/paper.html", {"shown": _show(request, row)}, request=request, using="jinja2"
    )
    return answer_pdf(paper, "sjukreseintyg.pdf")


@require_POST
def copy(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """A draft that begins with what an earlier one told."""
    draft = copy_certificate(actor=actor_in(request), certificate_id=certificate_id, now=timezone.now())
    messages.success(request, _("Utkastet utgår från det tidigare intyget. Fyll i dagarna."))
    return redirect("permits:certificate-draft", draft.id)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Why, and then it is taken back."""
    row = _find_issued(request, certificate_id)
    if row is None:
        raise NotAllowed
    require_withdraw_certificate(actor_in(request), row)
    form = WithdrawForm(request.POST or None)
    if form.is_bound and form.is_valid() and _withdraw(request, row, form):
        messages.success(request, _("Intyget är återkallat. Handläggaren ser det i ärendet."))
        return redirect("permits:certificate", row.id)
    note_access(actor_in(request), row, action=Access.READ, reason=Reason.CERTIFICATE, about=ABOUT)
    context = {"form": form, "shown": _show(request, row)}
    return render(request, f"{PAGES}/withdraw.html", context, status=form.answer_status)


def answer_pdf(paper: str, name: str) -> HttpResponse:
    """A printed page as PDF, or the page itself where nothing can print."""
    try:
        pdf = letter_press.get().print_pdf(paper)
    except UpstreamUnavailable:
        return HttpResponse(paper)
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _find_issued(request: HttpRequest, certificate_id: UUID) -> Certificate | None:
    """The certificate; None for a draft of the reader's own. Raises NotAllowed."""
    actor = actor_in(request)
    row = get_certificate(actor, certificate_id)
    if row.issued_at is not None:
        return row
    if row.state == "draft" and row.issuer_id == actor.assignment_id:
        return None
    raise NotAllowed


def _show(request: HttpRequest, row: Certificate) -> IssuedPage:
    actor = actor_in(request)
    today = timezone.localdate()
    file = read_person(actor, row.patient, today=today)
    known = read_known(file, today, "")
    return show_issued(
        row,
        show_head(file, known.age),
        list_steps(row),
        units={one.id: one.name for one in list_units_to_visit(actor)},
        may_withdraw=may_withdraw_certificate(actor, row),
        may_copy=may_certify_for(actor, row.patient),
    )


def _withdraw(request: HttpRequest, row: Certificate, form: WithdrawForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        withdraw_certificate(
            actor=actor_in(request), certificate_id=row.id, reason=reason, now=timezone.now()
        )
    except InvalidInput as refusal:
        form.add_refusal(refusal)
        return False
    return True
