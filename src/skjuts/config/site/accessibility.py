"""The accessibility statement, and a form with which anyone tells of a fault without saying who they are."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.registry.models import Authority
from skjuts.config.site.feedback import FeedbackForm, has_had_enough, send_feedback
from skjuts.core.kernel.errors import NotFound
from skjuts.web.accessibility import AccessibilitySettings, read_assessment, write_statement
from skjuts.web.page import PageFrame

STANDARD = "WCAG 2.1 AA (EN 301 549 v3.2.1)"
"""What the law measures by today; the pages are built to the newer WCAG 2.2 AA."""


@login_not_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The statement."""
    statement = write_statement(_tell(request), (get_language() or "sv")[:2])
    return render(request, "web/accessibility.html", {"statement": statement})


@login_not_required
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Tell of a fault; it is kept until the operator's mail has it."""
    host = find_host(request)
    if host is None or not settings.ENVIRONMENT.accessibility_mail:
        raise NotFound
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _send(form, host):
        messages.success(request, _("Tack! Din synpunkt är skickad."))
        return redirect("site:accessibility")
    status = form.answer_status
    return render(request, "site/pages/feedback.html", {"form": form}, status=status)


def find_host(request: HttpRequest) -> Authority | None:
    """The authority that answers for the service: the reader's own, else the region that came first."""
    assignment = getattr(request, "assignment", None)
    if assignment:
        return Authority.objects.get(pk=assignment.authority_id)
    return Authority.objects.filter(kind=Authority.Kind.REGION).order_by("opened_on", "id").first()


def _tell(request: HttpRequest) -> AccessibilitySettings:
    host, mail = find_host(request), settings.ENVIRONMENT.accessibility_mail
    assessed_on, updated_on = read_assessment()
    return AccessibilitySettings(
        actor=host.name if host else PageFrame().product,
        service=PageFrame().product,
        standard=STANDARD,
        assessed_on=assessed_on,
        updated_on=updated_on,
        feedback_href=reverse("site:accessibility-feedback") if host and mail else "",
        email=mail,
    )


def _send(form: FeedbackForm, host: Authority) -> bool:
    now = timezone.now()
    if has_had_enough(authority_id=host.id, now=now):
        form.add_error(
            None, _("Vi får väldigt många synpunkter just nu. Vänta en timme, eller skriv e-post.")
        )
        return False
    send_feedback(
        authority_id=host.id,
        to=settings.ENVIRONMENT.accessibility_mail,
        text=form.cleaned_data["text"],
        page=form.cleaned_data["page"],
        answer_to=form.cleaned_data["email"],
    )
    return True
