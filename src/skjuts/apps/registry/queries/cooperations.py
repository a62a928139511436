"""Cooperations that the actor's authority is part of, and the authorities that there are."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from skjuts.apps.registry.models import Authority, Cooperation
from skjuts.apps.registry.policies.staff import require_onboard
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.swedish_order import SwedishOrder


def get_authority(actor: Actor) -> Authority:
    """The actor's own."""
    return Authority.objects.get(pk=actor.authority_id)


def list_others(actor: Actor) -> list[Authority]:
    """Every other authority in the house; that they are here is public."""
    return list(Authority.objects.exclude(pk=actor.authority_id).order_by(SwedishOrder("name")))


def list_cooperations(actor: Actor) -> QuerySet[Cooperation]:
    """In both directions, newest first."""
    require_onboard(actor)
    return (
        Cooperation.objects.filter(Q(operator_id=actor.authority_id) | Q(authority_id=actor.authority_id))
        .select_related("operator", "authority")
        .order_by("-in_force_from", "-id")
    )
