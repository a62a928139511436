"""Builders of travel claims."""

from __future__ import annotations

from django.utils import timezone

from skjuts.apps.bookings.models import TravelClaim
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from tests.app.rights.objects import NOBODY, Arguments, builder
from tests.app.rights.patients import guard, patient_now, register
from tests.app.rights.table import Relation
from tests.app.rights.world import World


@builder("claim", relations=tuple(Relation), claim_id=NOBODY)
def build_claim(world: World, relation: Relation) -> Arguments:
    """A trip that was claimed."""
    actor = world.keeper_of(relation, Role.CASE_OFFICER, Role.PROTECTED_DESK).actor
    leg = ClaimLeg(travel_mode="private_car", expense=ExpenseKind.OWN_VEHICLE, amount=180_000)
    with acting(actor):
        patient = register(actor)
        made = TravelClaim.objects.create(
            authority_id=actor.authority_id,
            patient=patient,
            key=f"entered:{patient.id}",
            origin="entered",
            travel_day=timezone.localdate(),
            claimed_on=timezone.localdate(),
            content=ClaimContent(legs=(leg,)).encode(),
            at=timezone.now(),
        )
        guard(patient_now(patient.id), relation)
    return {"claim_id": str(made.id)}
