"""The month's report by e-mail: wished for, ended, and what has been sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from skjuts.apps.insight.forms.reports import ReportForm
from skjuts.apps.insight.models import ReportSubscription
from skjuts.apps.insight.policies import require_read
from skjuts.apps.insight.presenters.reports import (
    list_figures,
    list_sent_columns,
    show_sent,
    show_subscription,
)
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.queries.measures import find_months
from skjuts.apps.insight.queries.reports import find_subscription, list_sent
from skjuts.apps.insight.services.report_month import end_subscription, subscribe
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.followup.months import Month, month_of

USUAL = ["kostnad", "resor", "kostnad-per-resa"]


@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """What one has wished for, and what has been sent."""
    actor, now = actor_in(request), timezone.now()
    require_read(actor)
    found = find_subscription(actor)
    form = ReportForm(request.POST or None, figures=list_figures(), initial=_told(found))
    made = attempt(
        form,
        lambda: subscribe(
            actor=actor,
            figures=form.cleaned_data["figures"],
            day=int(form.cleaned_data["day"]) if form.cleaned_data["day"] else None,
            first=_find_first(actor),
            now=now,
        ),
    )
    if made:
        messages.success(request, _("Rapporten kommer med e-post."))
        return redirect("insight:reports")
    context = {
        "form": form,
        "facts": show_subscription(found),
        "rows": show_sent(list_sent(actor)),
        "columns": list_sent_columns(),
    }
    return show(request, "reports", context, form)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Send nothing more."""
    end_subscription(actor=actor_in(request), now=timezone.now())
    messages.success(request, _("Inga fler rapporter skickas."))
    return redirect("insight:reports")


def _told(found: ReportSubscription | None) -> dict[str, object]:
    if found is None:
        return {"figures": USUAL, "day": ""}
    return {"figures": found.figures, "day": str(found.day or "")}


def _find_first(actor: Actor) -> Month:
    """The latest month whose invoices have all come; this month where there are no trips."""
    trips = find_trips(actor)
    months = find_months(trips) if trips else range(0)
    return months[-1] if months else month_of(timezone.localdate())
