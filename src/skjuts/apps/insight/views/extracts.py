"""A pseudonymised extract: ordered, logged and handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.forms.extracts import ExtractForm, list_columns
from skjuts.apps.insight.policies import require_list_trips
from skjuts.apps.insight.presenters.billing import list_months
from skjuts.apps.insight.queries.ledger import ORDINARY, find_trips
from skjuts.apps.insight.services.publish_data import LONGEST_MONTHS
from skjuts.apps.insight.services.take_extract import take_extract
from skjuts.apps.insight.views.acting import attempt, show
from skjuts.apps.tenancy.doors import actor_in

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.core.followup.ledger.extract import ExtractOrder


@require_http_methods(["GET", "POST"])
def extract(request: HttpRequest) -> HttpResponse:
    """Order rows for a purpose; they come as a file with the order beside them."""
    from skjuts.core.followup.ledger.extract import SELECTABLE

    actor, now = actor_in(request), timezone.now()
    require_list_trips(actor)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    months = list_months(trips.span, LONGEST_MONTHS)
    columns = list_columns(SELECTABLE)
    usual = {"first": months[min(12, len(months) - 1)][0], "last": months[0][0]}
    form = ExtractForm(request.POST or None, months=months, columns=columns, initial=usual)
    today = timezone.localdate(now)
    packed = attempt(form, lambda: take_extract(actor=actor, order=_order(form), now=now, today=today))
    if packed is None:
        return show(request, "extract", {"form": form}, form)
    headers = {"Content-Disposition": f'attachment; filename="utdrag-{today.isoformat()}.zip"'}
    return HttpResponse(packed, content_type="application/zip", headers=headers)


def _order(form: ExtractForm) -> ExtractOrder:
    from skjuts.core.followup.ledger.extract import ExtractOrder as Order

    told = form.cleaned_data
    return Order(
        purpose=told["purpose"],
        recipient=told["recipient"],
        erase_on=told["erase_on"],
        columns=tuple(told["columns"]),
        population=ORDINARY.within(int(told["first"]), int(told["last"])),
    )
