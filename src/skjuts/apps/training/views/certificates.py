"""The certificate of training: on the screen, as PDF, and checked by anyone who holds the paper."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from skjuts.apps.tenancy.doors import actor_in
from skjuts.apps.training.presenters.certificate import CertificatePage, show_certificate, show_check
from skjuts.apps.training.presenters.words import language
from skjuts.apps.training.queries.checking import CheckedCertificate, find_certificate
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.progress import get_training_certificate
from skjuts.apps.vault.addresses import address_of
from skjuts.apps.vault.services.guesses import GuessLimit, note_miss, require_guess_left
from skjuts.core.kernel.errors import UpstreamUnavailable
from skjuts.core.ports.letters import letter_press

LETTER = "training/pages/certificate_letter.html"
LONGEST_CODE = 40
CODES = GuessLimit("training.check_code", most=10)


@require_GET
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The reader's own certificate."""
    return render(request, "training/pages/certificate.html", {"shown": _show(request, certificate_id)})


@require_GET
def certificate_pdf(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The same on paper; where no PDF can be made, the page that prints from the browser."""
    shown = _show(request, certificate_id)
    letter = render_to_string(LETTER, {"shown": shown}, request=request, using="jinja2")
    try:
        pdf = letter_press.get().print_pdf(letter)
    except UpstreamUnavailable:
        return HttpResponse(letter)
    name = f"kursbevis-{shown.code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@login_not_required
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Check a paper by its code; open to anyone, and silent about who the holder is."""
    code = request.GET.get("kod", "")[:LONGEST_CODE]
    found = _look_up(code, address_of(request)) if code else None
    shown = show_check(found, timezone.localdate()) if found else None
    context = {"shown": shown, "code": code, "is_unknown": bool(code) and found is None}
    return render(request, "training/pages/check.html", context)


def _look_up(code: str, address: str) -> CheckedCertificate | None:
    """What the code says; raises `TooManyGuesses` when the address has tried too many that say nothing."""
    require_guess_left(CODES, address)
    found = find_certificate(code)
    if found is None:
        note_miss(CODES, address)
    return found


def _show(request: HttpRequest, certificate_id: UUID) -> CertificatePage:
    row = get_training_certificate(actor_in(request), certificate_id)
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    return show_certificate(
        row,
        read_content(row.version, language()),
        today=timezone.localdate(),
        check_address=f"{base}{reverse('training:check')}",
    )
