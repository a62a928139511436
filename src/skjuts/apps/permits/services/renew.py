"""A renewal: a new matter about what a permit gave, which a yes then takes the place of."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from skjuts.apps.permits.models import Application
from skjuts.apps.permits.policies import require_handle
from skjuts.apps.permits.queries.permits import get_permit
from skjuts.apps.permits.queries.responsibility import model_of
from skjuts.apps.permits.services.receive import NewApplication, receive_application
from skjuts.apps.permits.terms import ApplicationContent, Terms
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict

DAY = dt.timedelta(days=1)


@transaction.atomic
def renew_permit(*, actor: Actor, permit_id: UUID, now: dt.datetime, today: dt.date) -> Application:
    """Begin the matter, as if the holder had called. Raises Conflict when one is under way."""
    permit = get_permit(actor, permit_id)
    earlier = permit.decision.application
    require_handle(actor, earlier, model_of(earlier, today))
    waiting = Application.objects.filter(renews=permit.id, authority_id=permit.authority_id)
    if waiting.exclude(state=Application.State.DECIDED).exists():
        raise Conflict("Ett ärende om förnyelse pågår redan.")
    terms = Terms.decode(permit.terms)
    first = max(today, permit.valid_to + DAY) if permit.valid_to else today
    new = NewApplication(
        patient_id=permit.patient_id,
        kind=permit.kind,
        origin=Application.Origin.RENEWAL,
        arrival=Application.Arrival.PHONE,
        found_on=today,
        content=ApplicationContent(
            travel_mode=terms.travel_modes[0], trips=permit.trips_granted, valid_from=first
        ),
    )
    row = receive_application(actor=actor, new=new, now=now, today=today)
    row.renews, row.unit_id = permit.id, earlier.unit_id
    row.save(update_fields=["renews", "unit"])
    return row
