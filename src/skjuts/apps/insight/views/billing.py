"""Invoice control: what asks for an explanation, its lines, and what was done about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from skjuts.apps.insight.facts.billing import ListedFinding
from skjuts.apps.insight.forms.billing import MarkForm
from skjuts.apps.insight.models import FindingMark
from skjuts.apps.insight.policies import may_list_trips, require_list_trips
from skjuts.apps.insight.presenters.billing import Chosen, show_finding, show_findings
from skjuts.apps.insight.queries.billing import list_history, list_lines, list_marks, list_month_findings
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.services.open_trips import note_lines_listed
from skjuts.apps.insight.services.question_bills import MarkTerms, mark_finding
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.insight.views.months import read_wished_month
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.doors import actor_in
from skjuts.core.control import BillingRule
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import NotFound
from skjuts.core.ports.trip_warehouses import TripWarehouse


@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """The findings of a month, the largest amount first."""
    actor = actor_in(request)
    trips = find_trips(actor)
    if trips is None:
        return show(request, "findings", {"shown": None})
    chosen = _read_chosen(request, trips)
    found = list_month_findings(actor, trips, chosen.month)
    marks, can_open = list_marks(actor, chosen.month), may_list_trips(actor)
    shown = show_findings(found, marks, chosen, trips.span, can_open=can_open)
    return show(request, "findings", {"shown": shown, "chosen": chosen, "can_open": can_open})


@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, month: Month, finding: str) -> HttpResponse:
    """A finding's lines, without who travelled; the reading is logged. Marked by the same page's form."""
    actor, form = actor_in(request), MarkForm(request.POST or None)
    require_list_trips(actor)
    trips = find_trips(actor)
    found = list_month_findings(actor, trips, month) if trips else ()
    one = next((one for one in found if one.id == finding), None)
    history = list_history(actor, finding)
    if one is None and not history:
        raise NotFound
    if trips and one and request.method == "POST" and _mark(actor, form, one, month, trips.edition):
        messages.success(request, _("Frågan är uppdaterad."))
        return redirect("insight:finding", month, finding)
    rows = list_lines(actor, trips, month, one.found.trips if one else history[0].trips) if trips else []
    note_lines_listed(actor=actor, what="finding", about=finding)
    return show(request, "finding", {"shown": show_finding(one, history, rows, month), "form": form}, form)


def _mark(actor: Actor, form: MarkForm, one: ListedFinding, month: Month, edition: str) -> FindingMark | None:
    def mark() -> FindingMark:
        told = form.cleaned_data
        terms = MarkTerms(state=told["state"], note=told["note"], agreed_ore=told["agreed"])
        now = timezone.now()
        return mark_finding(actor=actor, finding=one, month=month, edition=edition, terms=terms, now=now)

    return attempt(form, mark)


def _read_chosen(request: HttpRequest, trips: TripWarehouse) -> Chosen:
    """The month before the last, most of whose invoices have come, unless another is chosen."""
    first, last = trips.span
    month = read_wished_month(request) or last - 1
    rule = request.GET.get("regel", "")
    return Chosen(
        month=min(max(month, first), last),
        rule=rule if rule in set(BillingRule) else "",
        contract=request.GET.get("avtal", ""),
        state=request.GET.get("lage", ""),
    )
