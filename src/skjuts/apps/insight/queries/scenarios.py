"""The authority's scenarios with how far their answers have come."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.insight.models import Scenario
from skjuts.apps.insight.policies import require_read
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound

MOST_BESIDE = 4
"""How many answers one can hold beside each other and still read."""


def list_scenarios(actor: Actor) -> list[Scenario]:
    """The authority's scenarios, the latest first, with their runs."""
    return list(_own(actor).prefetch_related("runs"))


def get_scenario(actor: Actor, scenario_id: UUID) -> Scenario:
    """One scenario; raises NotFound."""
    found = _own(actor).filter(id=scenario_id).prefetch_related("runs").first()
    if found is None:
        raise NotFound
    return found


def list_chosen(actor: Actor, chosen: Sequence[UUID]) -> list[Scenario]:
    """Those of the chosen scenarios that there are, in the order of the choice, `MOST_BESIDE` at most."""
    found = {one.id: one for one in _own(actor).filter(id__in=chosen).prefetch_related("runs")}
    return [found[one] for one in dict.fromkeys(chosen) if one in found][:MOST_BESIDE]


def _own(actor: Actor) -> QuerySet[Scenario]:
    require_read(actor)
    return Scenario.objects.filter(authority_id=actor.authority_id).select_related("changed_from")
