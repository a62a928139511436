"""Travel claims of the demonstration: one reaches the ceiling, one drives, both bring a late receipt."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone

from skjuts.apps.bookings.models import TravelClaim
from skjuts.apps.bookings.services.claim_trips import NewClaim, enter_claim
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind
from skjuts.apps.permits.models import Permit
from skjuts.apps.registry.models import Authority
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.rehearsal.universe.patients import list_registrars

REGION = "jamtland-harjedalen"
DRIVES = tuple(range(170, 20, -10))
"""Days ago on which the first one drove to care and home; enough of them to reach the ceiling."""
LATE = 240
TAXI = ClaimContent(legs=(ClaimLeg(travel_mode="taxi_alone", expense=ExpenseKind.ORDERED, amount=124_000),))
CAR = ClaimContent(
    legs=(ClaimLeg(travel_mode="private_car", expense=ExpenseKind.OWN_VEHICLE, amount=148_000),),
    facts={"trip_scope": "county"},
)


def enter_claims(now: dt.datetime) -> None:
    """Enter the claims of the two who were first granted a permit; whoever has claims is passed."""
    officer = list_registrars(Authority.objects.get(slug=REGION), Role.CASE_OFFICER, now)[0]
    with acting(officer):
        rows = Permit.objects.filter(authority_id=officer.authority_id, kind="patient_trip", is_guarded=False)
        granted = rows.order_by("valid_from", "id").values_list("patient_id", flat=True)
        riders = list(dict.fromkeys(granted))[:2]
    for rider, content in zip(riders, (TAXI, CAR), strict=False):
        with acting(officer):
            if TravelClaim.objects.filter(patient_id=rider, origin="entered").exists():
                continue
            _enter(officer, rider, content, now)


def _enter(officer: Actor, rider: UUID, content: ClaimContent, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    for number, days in enumerate((*DRIVES, LATE)):
        day = today - dt.timedelta(days=days)
        claimed_on = today if days == LATE else day
        new = NewClaim(key=f"{rider}:{number}", travel_day=day, claimed_on=claimed_on, content=content)
        at = now if days == LATE else now - dt.timedelta(days=days)
        enter_claim(actor=officer, patient_id=rider, new=new, now=at, today=timezone.localdate(at))
