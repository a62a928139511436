"""Settings of permits: proposed by one person with a day and why, approved or declined by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.permits.errors import OwnSetting
from skjuts.apps.permits.models import Outcome, PermitKindChoice, PermitSetting
from skjuts.apps.permits.policies import require_approve_setting, require_propose_setting
from skjuts.apps.permits.services.stepping import require_text, signed_by
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.apps.permits.workflow import SETTING
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import Conflict, InvalidField, NotFound
from skjuts.core.kernel.transitions import BEGINNING, Step

TRIED = frozenset({Outcome.GRANTED.value, Outcome.PARTLY.value, Outcome.DENIED.value})
PRICE = frozenset({"start_ore", "km_ore"})
MOST_ORE = 10_000_000
LONGEST_REASON = 400


@transaction.atomic
def propose_setting(  # noqa: PLR0913  (one argument for each field of the form)
    *,
    actor: Actor,
    name: str,
    value: Mapping[str, Any],
    in_force_from: dt.date,
    reason: str,
    now: dt.datetime,
    today: dt.date,
) -> PermitSetting:
    """Propose what shall hold from a day on. Never backwards in time. Raises InvalidField."""
    require_propose_setting(actor, actor.authority_id)
    step = SETTING.get_step(BEGINNING, "propose")
    _check_value(name, value)
    if in_force_from < today:
        raise InvalidField(
            "Första dagen har redan varit.", field="in_force_from", remedy="Välj i dag eller senare."
        )
    made = PermitSetting.objects.create(
        authority_id=actor.authority_id,
        name=name,
        value=dict(value),
        in_force_from=in_force_from,
        reason=_require_reason(reason),
        state=step.target,
        proposed_by_staff=actor.staff_id,
        proposed_signed=signed_by(actor, now)["signed"],
        proposed_at=now,
    )
    _tell(step, made, actor)
    return made


@transaction.atomic
def approve_setting(
    *, actor: Actor, setting_id: UUID, reason: str, now: dt.datetime, today: dt.date
) -> PermitSetting:
    """Let a proposal hold from its day. Raises OwnSetting for whoever proposed it."""
    row = _get_locked(actor, setting_id)
    require_approve_setting(actor, row.authority_id)
    if row.proposed_by_staff == actor.staff_id:
        raise OwnSetting
    if row.in_force_from < today:
        raise InvalidField(
            "Dagen som föreslogs har redan varit.",
            field="reason",
            remedy="Avslå förslaget och be om ett nytt med en senare dag.",
        )
    try:
        with transaction.atomic():
            return _settle(row, "approve", reason, actor, now)
    except IntegrityError:
        raise Conflict("Något annat är redan godkänt från samma dag.", field="reason") from None


@transaction.atomic
def decline_setting(*, actor: Actor, setting_id: UUID, reason: str, now: dt.datetime) -> PermitSetting:
    """Say no to a proposal; whoever proposed it takes it back in the same way."""
    row = _get_locked(actor, setting_id)
    is_own = row.proposed_by_staff == actor.staff_id
    if not is_own:
        require_approve_setting(actor, row.authority_id)
    return _settle(row, "take_back" if is_own else "decline", reason, actor, now)


def _settle(row: PermitSetting, verb: str, reason: str, actor: Actor, now: dt.datetime) -> PermitSetting:
    step = SETTING.get_step(row.state, verb)
    row.state = step.target
    row.settled_by_staff, row.settled_signed = actor.staff_id, signed_by(actor, now)["signed"]
    row.settled_at, row.settled_reason = now, _require_reason(reason)
    row.save()
    _tell(step, row, actor)
    return row


def _get_locked(actor: Actor, setting_id: UUID) -> PermitSetting:
    require_propose_setting(actor, actor.authority_id)
    rows = PermitSetting.objects.select_for_update().filter(authority_id=actor.authority_id)
    found = rows.filter(pk=setting_id).first()
    if found is None:
        raise NotFound
    return found


def _require_reason(reason: str) -> str:
    told = require_text(reason, "reason", "Skriv vem som har bestämt det och varför.")
    if len(told) > LONGEST_REASON:
        raise InvalidField("Skriv högst 400 tecken.", field="reason")
    return told


def _check_value(name: str, value: Mapping[str, Any]) -> None:
    """Raise InvalidField for what no form gives."""
    is_sound = {
        PermitSetting.Name.FOUR_EYES: _is_four_eyes,
        PermitSetting.Name.TRIP_PRICES: _is_prices,
    }.get(PermitSetting.Name(name))
    if is_sound is None or not is_sound(value):
        raise InvalidField("Inställningen går inte att läsa.", field="value", remedy="Fyll i sidan på nytt.")


def _is_four_eyes(value: Mapping[str, Any]) -> bool:
    known = set(value) <= set(PermitKindChoice.values)
    return known and all(set(outcomes) <= TRIED for outcomes in value.values())


def _is_prices(value: Mapping[str, Any]) -> bool:
    return set(value) <= set(TRAVEL_MODES) and all(
        set(one) == PRICE and all(0 <= ore <= MOST_ORE for ore in one.values()) for one in value.values()
    )


def _tell(step: Step, row: PermitSetting, actor: Actor) -> None:
    publish_event(
        name=step.event,
        aggregate_id=row.id,
        authority_id=row.authority_id,
        actor=actor,
        payload={"name": row.name, "in_force_from": row.in_force_from.isoformat()},
    )
