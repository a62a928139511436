"""Letters as they were written: read, printed, handed over, and the day that starts a review."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skjuts.apps.audit.services import Access
from skjuts.apps.permits.forms.letters import HandoverForm, NoticeForm
from skjuts.apps.permits.letters.page import print_page
from skjuts.apps.permits.policies import HANDLING_ROLES
from skjuts.apps.permits.presenters.letters import list_letter_columns, show_letter, show_rows
from skjuts.apps.permits.presenters.matters.permits import list_grounds
from skjuts.apps.permits.queries.letters import (
    find_sending,
    find_sendings,
    list_letters,
    list_unsent,
)
from skjuts.apps.permits.services.handle import open_application
from skjuts.apps.permits.services.letters import give_notice, hand_over, open_letter
from skjuts.apps.permits.services.letters.reminding import open_permit_for_notice
from skjuts.apps.permits.terms import Terms
from skjuts.apps.rulebooks.views.acting import attempt
from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.tenancy.roles import Role
from skjuts.core.kernel.errors import NotAllowed, UpstreamUnavailable
from skjuts.core.ports.letters import letter_press
from skjuts.web.fields import UNPROCESSABLE

READERS = {Role.PROTECTED_DESK, *(role for roles in HANDLING_ROLES.values() for role in roles)}
ANSWER_TIME = dt.timedelta(days=14)


@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Letters that wait for a person's hands."""
    actor = actor_in(request)
    if not actor.has(*READERS):
        raise NotAllowed
    shown = {"rows": show_rows(list_unsent(actor)), "columns": list_letter_columns()}
    return render(request, "permits/letters/list.html", shown)


@require_GET
def matter_letters(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Every letter of a matter."""
    row = open_application(actor=actor_in(request), application_id=application_id, today=timezone.localdate())
    shown = {
        "rows": show_rows(list_letters(row), find_sendings(list_letters(row))),
        "columns": list_letter_columns(),
        "application_id": str(application_id),
    }
    return render(request, "permits/letters/matter.html", shown)


@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """What was written to somebody."""
    return _show(request, letter_id)


@require_GET
def letter_pdf(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The same on paper; where no PDF can be made, the page that prints from the browser."""
    opened = open_letter(
        actor=actor_in(request), letter_id=letter_id, today=timezone.localdate(), action=Access.PRINT
    )
    page = print_page(opened.text)
    try:
        pdf = letter_press.get().print_pdf(page)
    except UpstreamUnavailable:
        return HttpResponse(page)
    headers = {"Content-Disposition": f'inline; filename="brev-{opened.text.number}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_POST
def handover(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Somebody has handed the letter over."""
    form, now = HandoverForm(request.POST), timezone.now()
    made = attempt(
        form,
        lambda: hand_over(
            actor=actor_in(request),
            letter_id=letter_id,
            way=form.cleaned_data["way"],
            on=form.cleaned_data["on"],
            now=now,
            today=timezone.localdate(now),
        ),
    )
    if made is None:
        return _show(request, letter_id, handing=form)
    messages.success(request, _("Brevet är noterat som lämnat."))
    return redirect("permits:letter", letter_id)


@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Tell a permit's holder that it may be revoked, before anybody decides."""
    actor, now = actor_in(request), timezone.now()
    today = timezone.localdate(now)
    permit = open_permit_for_notice(actor=actor, permit_id=permit_id, today=today)
    grounds = list_grounds(reserves_change=Terms.decode(permit.terms).reserves_change)
    form = NoticeForm(request.POST or None, grounds=grounds, initial={"answer_by": today + ANSWER_TIME})
    made = None
    if form.is_bound:
        made = attempt(
            form,
            lambda: give_notice(actor=actor, permit_id=permit.id, now=now, today=today, **form.cleaned_data),
        )
    if made:
        messages.success(request, _("Brevet är skrivet. Tillståndet gäller tills någon har beslutat."))
        return redirect("permits:letter", made.id)
    status = form.answer_status
    return render(request, "permits/letters/notice.html", {"form": form, "permit": permit}, status=status)


def _show(request: HttpRequest, letter_id: UUID, *, handing: HandoverForm | None = None) -> HttpResponse:
    opened = open_letter(actor=actor_in(request), letter_id=letter_id, today=timezone.localdate())
    shown = show_letter(opened, find_sending(opened.row))
    form = handing or HandoverForm(initial={"on": timezone.localdate()})
    context = {"shown": shown, "handing": form}
    status = UNPROCESSABLE if handing else 200
    return render(request, "permits/letters/letter.html", context, status=status)
