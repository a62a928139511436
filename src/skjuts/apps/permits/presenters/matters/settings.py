"""What the pages of an authority's settings for permits show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Outcome, PermitKindChoice, PermitSetting
from skjuts.apps.permits.presenters.matters.words import language, tell_date, tell_moment
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.elements import Column, Fact, Status, TagColour
from skjuts.web.formatting import format_money

State, Name = PermitSetting.State, PermitSetting.Name
STATES: dict[str, tuple[TagColour, str]] = {
    State.PROPOSED: ("warning", "users"),
    State.APPROVED: ("neutral", "history"),
    State.DECLINED: ("danger", "circle-x"),
    State.TAKEN_BACK: ("neutral", "undo-2"),
}
PROPOSE = {Name.FOUR_EYES: "permits:propose-four-eyes", Name.TRIP_PRICES: "permits:propose-trip-prices"}


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """The price of a travel mode."""

    mode: str
    start: str
    km: str


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a setting says: facts, or prices. `is_empty`: that nothing is set."""

    facts: tuple[Fact, ...]
    prices: tuple[ShownPrice, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A proposal in the history."""

    href: str
    first_day: str
    status: Status
    reason: str
    signed: str


@dataclass(frozen=True, slots=True)
class SettingPart:
    """One kind of setting: what holds today, since when, and everything that was proposed."""

    name: str
    since: str
    value: ShownValue
    rows: tuple[SettingRow, ...]
    propose_href: str


@dataclass(frozen=True, slots=True)
class SettingPage:
    """One proposal beside what holds."""

    title: str
    status: Status
    facts: tuple[Fact, ...]
    reason: str
    value: ShownValue
    held: ShownValue
    may_approve: bool
    may_decline: bool
    is_own: bool


def show_parts(
    rows: Iterable[PermitSetting],
    held: Mapping[PermitSetting.Name, tuple[PermitSetting | None, Mapping[str, Any]]],
) -> tuple[SettingPart, ...]:
    """Both settings with their history. `held`: the row and the value in force, by name."""
    every = list(rows)
    return tuple(
        SettingPart(
            name=str(name.label),
            since=_since(held[name][0]),
            value=show_value(name, held[name][1]),
            rows=tuple(_row(one, held[name][0]) for one in every if one.name == name),
            propose_href=reverse(PROPOSE[name]),
        )
        for name in Name
    )


def show_setting(
    row: PermitSetting, held: Mapping[str, Any], actor: Actor, *, may_approve: bool
) -> SettingPage:
    """A proposal, and what can be done with it."""
    is_open, is_own = row.state == State.PROPOSED, row.proposed_by_staff == actor.staff_id
    return SettingPage(
        title=str(Name(row.name).label),
        status=_status(row, None),
        facts=tuple(_facts(row)),
        reason=row.reason,
        value=show_value(Name(row.name), row.value),
        held=show_value(Name(row.name), held),
        may_approve=is_open and may_approve and not is_own,
        may_decline=is_open and (is_own or may_approve),
        is_own=is_own,
    )


def show_value(name: PermitSetting.Name, value: Mapping[str, Any]) -> ShownValue:
    """What a setting says."""
    if name is Name.FOUR_EYES:
        facts = tuple(
            Fact(str(PermitKindChoice(kind).label), _name_outcomes(value.get(kind, ())))
            for kind in PermitKindChoice.values
        )
        return ShownValue(facts, (), is_empty=not any(value.values()))
    prices = tuple(
        ShownPrice(str(label), _money(value[mode]["start_ore"]), _money(value[mode]["km_ore"]))
        for mode, label in TRAVEL_MODES.items()
        if mode in value
    )
    return ShownValue((), prices, is_empty=not prices)


def list_price_columns() -> tuple[Column, ...]:
    """The head of prices."""
    return (
        Column(_("Färdsätt")),
        Column(_("Att börja med"), numeric=True),
        Column(_("Per kilometer"), numeric=True),
    )


def list_history_columns() -> tuple[Column, ...]:
    """The head of the history."""
    return Column(_("Gäller från och med")), Column(_("Läge")), Column(_("Skäl")), Column(_("Föreslaget av"))


def _facts(row: PermitSetting) -> Iterator[Fact]:
    yield Fact(_("Gäller från och med"), tell_date(row.in_force_from))
    yield Fact(_("Föreslaget av"), row.proposed_signed, note=tell_moment(row.proposed_at))
    if row.settled_at:
        yield Fact(str(State(row.state).label), row.settled_signed, note=tell_moment(row.settled_at))
        yield Fact(_("Skäl"), row.settled_reason)


def _row(one: PermitSetting, held: PermitSetting | None) -> SettingRow:
    return SettingRow(
        href=reverse("permits:setting", args=[one.id]),
        first_day=tell_date(one.in_force_from),
        status=_status(one, held),
        reason=one.reason,
        signed=one.proposed_signed,
    )


def _status(row: PermitSetting, held: PermitSetting | None) -> Status:
    if held is not None and row.pk == held.pk:
        return Status(_("Gäller"), "success", "circle-check")
    is_coming = held is None or row.in_force_from > held.in_force_from
    if row.state == State.APPROVED and is_coming:
        return Status(_("Godkänd"), "info", "clock")
    return Status(str(State(row.state).label), *STATES[row.state])


def _since(held: PermitSetting | None) -> str:
    if held is None:
        return _("Så började det; inget annat är godkänt här.")
    return _("Gäller sedan %(day)s. Godkänt av %(signed)s.") % {
        "day": tell_date(held.in_force_from),
        "signed": held.settled_signed,
    }


def _name_outcomes(outcomes: Iterable[str]) -> str:
    told = ", ".join(str(Outcome(one).label) for one in Outcome.values if one in set(outcomes))
    return told or _("en handläggare räcker")


def _money(ore: int) -> str:
    return format_money(ore, language())
