"""Softer transitions for the report: each with how many delegations still lean on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.models import SofterTransition


@dataclass(frozen=True, slots=True)
class SofteningUse:
    """A softer transition; `leaning` counts the delegations in force that were granted on its strength."""

    transition: SofterTransition
    leaning: int


def list_softenings(actor: Actor, today: dt.date) -> list[SofteningUse]:
    """List the authority's softer transitions, the newest first."""
    living = Q(grants__delegation__withdrawn_at=None, grants__delegation__valid_to__gte=today)
    rows = SofterTransition.objects.filter(authority_id=actor.authority_id)
    counted = rows.annotate(leaning=Count("grants", filter=living))
    found = counted.select_related("unit", "allowed_by__staff").order_by("-valid_from", "-allowed_at")
    return [SofteningUse(row, row.leaning) for row in found]
