"""Counting trips on a permit. However many ask at once, no more are used than were granted."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from skjuts.apps.audit.services import publish_event
from skjuts.apps.permits.errors import PermitNotValid, QuotaUsedUp
from skjuts.apps.permits.facts import held_permit_of
from skjuts.apps.permits.models import Permit, PermitUse
from skjuts.apps.permits.policies import require_use_permit
from skjuts.apps.permits.queries.permits import get_permit
from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.services.stepping import owned_by, signed_by, take_permit_step
from skjuts.apps.permits.workflow import PERMIT
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField


@transaction.atomic
def use_permit(  # noqa: PLR0913  (what, how much, for which ride)
    *,
    actor: Actor,
    permit_id: UUID,
    key: str,
    travel_mode: str,
    travel_day: dt.date,
    trips: int = 1,
    now: dt.datetime,
) -> PermitUse:
    """Count trips for a ride, once for each key (`booking:<uuid>`): the same key again changes nothing.

    Raises PermitNotValid on a day or for a mode that the permit does not cover, and QuotaUsedUp.
    """
    permit = get_permit(actor, permit_id)
    require_use_permit(actor, permit.authority_id)
    if trips < 1:
        raise InvalidField("Ange minst en resa.", field="trips")
    earlier = PermitUse.objects.filter(permit=permit, key=key).first()
    if earlier:
        return earlier
    reason = held_permit_of(permit).judge(travel_mode, travel_day)
    if reason is RideReason.USED_UP:
        raise QuotaUsedUp
    if reason is not RideReason.PERMITTED:
        raise PermitNotValid
    return count_trip(permit, key=key, trips=trips, travel_day=travel_day, actor=actor, now=now)


@transaction.atomic
def give_back(*, actor: Actor, permit_id: UUID, key: str, now: dt.datetime) -> PermitUse | None:
    """Give back what a key used, such as a cancelled booking, once; None when it used nothing."""
    permit = get_permit(actor, permit_id)
    require_use_permit(actor, permit.authority_id)
    used = PermitUse.objects.filter(permit=permit, key=key).first()
    if used is None:
        return None
    made = _write(permit, f"back:{key}", -used.trips, used.travel_day, actor, now)
    if made is None:
        return PermitUse.objects.get(permit=permit, key=f"back:{key}")
    Permit.objects.filter(pk=permit.id).update(trips_used=F("trips_used") - used.trips)
    return made


@transaction.atomic
def expire_permits(*, authority_id: int, now: dt.datetime, today: dt.date) -> int:
    """Note every permit whose last day has passed; returns how many. Time takes this step."""
    rows = Permit.objects.filter(authority_id=authority_id, state="in_force", valid_to__lt=today)
    found = list(rows.select_for_update(of=("self",), skip_locked=True))
    for permit in found:
        take_permit_step(PERMIT.get_step("in_force", "expire"), permit, None, now)
    return len(found)


def count_trip(
    permit: Permit, *, key: str, travel_day: dt.date, actor: Actor, now: dt.datetime, trips: int = 1
) -> PermitUse:
    """Count on a permit that was found to hold. Raises QuotaUsedUp when others were quicker."""
    made = _write(permit, key, trips, travel_day, actor, now)
    if made is None:
        return PermitUse.objects.get(permit=permit, key=key)
    # One statement judges and counts; whoever comes at the same time waits for the row and is judged anew.
    room = Q(trips_granted=None) | Q(trips_granted__gte=F("trips_used") + trips)
    counted = Permit.objects.filter(room, pk=permit.id, state="in_force").update(
        trips_used=F("trips_used") + trips
    )
    if not counted:
        raise QuotaUsedUp
    return made


def _write(
    permit: Permit, key: str, trips: int, travel_day: dt.date, actor: Actor, now: dt.datetime
) -> PermitUse | None:
    """The row, told to the apps above; None when the key has been counted meanwhile."""
    try:
        with transaction.atomic():
            made = PermitUse.objects.create(
                permit=permit,
                key=key,
                trips=trips,
                travel_day=travel_day,
                **owned_by(permit),
                **signed_by(actor, now),
            )
    except IntegrityError:
        return None
    publish_event(
        name="permit.used",
        aggregate_id=permit.id,
        authority_id=permit.authority_id,
        actor=actor,
        payload={"use": str(made.id), "trips": trips},
    )
    return made
