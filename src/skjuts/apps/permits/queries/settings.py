"""What an authority has set for its permits: on a day, and through the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.permits.models import PermitKindChoice, PermitSetting
from skjuts.apps.permits.policies import require_report
from skjuts.apps.permits.queries.responsibility import get_settings
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import NotFound

Name, State = PermitSetting.Name, PermitSetting.State


def find_four_eyes(authority_id: int, kind: str, day: dt.date) -> frozenset[str]:
    """The outcomes of a kind that two officers make on a day; none where nothing is set."""
    return frozenset(find_every_four_eyes(authority_id, day).get(kind, ()))


def find_every_four_eyes(authority_id: int, day: dt.date) -> Mapping[str, list[str]]:
    """The same by kind. What an authority began with holds for every kind until something is approved."""
    held = find_in_force(authority_id, Name.FOUR_EYES, day)
    if held is not None:
        return dict(held.value)
    begun: list[str] = list(get_settings(authority_id).get(Name.FOUR_EYES, ()))
    return dict.fromkeys(PermitKindChoice.values, begun) if begun else {}


def find_trip_prices(authority_id: int, day: dt.date) -> Mapping[str, Mapping[str, int]]:
    """What a trip costs the authority on a day, by travel mode; nothing where nothing is set."""
    held = find_in_force(authority_id, Name.TRIP_PRICES, day)
    return dict(held.value if held is not None else get_settings(authority_id).get(Name.TRIP_PRICES, {}))


def find_in_force(authority_id: int, name: str, day: dt.date) -> PermitSetting | None:
    """Find the approved row that holds on a day."""
    rows = PermitSetting.objects.filter(
        authority_id=authority_id, name=name, state=State.APPROVED, in_force_from__lte=day
    )
    return rows.order_by("-in_force_from").first()


def list_settings(actor: Actor) -> QuerySet[PermitSetting]:
    """List everything that was proposed at home, the latest first day first."""
    require_report(actor)
    rows = PermitSetting.objects.filter(authority_id=actor.authority_id)
    return rows.order_by("name", "-in_force_from", "-proposed_at")


def get_setting(actor: Actor, setting_id: UUID) -> PermitSetting:
    """A row of the actor's own authority. Raises NotFound."""
    found = list_settings(actor).filter(pk=setting_id).first()
    if found is None:
        raise NotFound
    return found


def list_proposed_settings(actor: Actor) -> list[PermitSetting]:
    """List what waits for somebody else's approval, the oldest first."""
    rows = list_settings(actor).filter(state=State.PROPOSED).exclude(proposed_by_staff=actor.staff_id)
    return list(rows.order_by("proposed_at"))
