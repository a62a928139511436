"""What could not be delivered or sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from skjuts.apps.audit.policies import require_operate
from skjuts.apps.audit.presenters.columns import columns_of_stuck
from skjuts.apps.audit.presenters.flow import show_flow
from skjuts.apps.audit.queries.standing import read_flow_standing
from skjuts.apps.audit.services.delivering import retry_delivery
from skjuts.apps.audit.services.sending import drop_message, retry_message
from skjuts.apps.audit.views.acting import show
from skjuts.apps.tenancy.doors import actor_in


@require_GET
def flow(request: HttpRequest) -> HttpResponse:
    """How events and messages stand, in the operator's own authority."""
    actor = actor_in(request)
    require_operate(actor)
    standing = read_flow_standing(timezone.now(), authority_id=actor.authority_id)
    return show(request, "flow", {"shown": show_flow(standing), "columns": columns_of_stuck()})


@require_POST
def retry_parked(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Give a delivery new tries."""
    return _mend(request, partial(retry_delivery, delivery_id=delivery_id))


@require_POST
def retry_dead(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Give a message new tries."""
    return _mend(request, partial(retry_message, message_id=message_id))


@require_POST
def drop_dead(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Give a message up, so that its line goes on."""
    return _mend(request, partial(drop_message, message_id=message_id))


def _mend(request: HttpRequest, remedy: Callable[..., None]) -> HttpResponse:
    """Do it in the operator's own authority, and show how things stand then."""
    actor = actor_in(request)
    require_operate(actor)
    remedy(authority_id=actor.authority_id)
    return redirect("audit:flow")
