"""Who decides what from when at which unit, by which named rights; and the models side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import DecisionRight, Outcome, Responsibility
from skjuts.apps.permits.presenters.matters.words import language, name_kind, tell_date, tell_span
from skjuts.apps.permits.queries.comparing import ModelFigures
from skjuts.web.elements import Column, Status
from skjuts.web.formatting import format_number, format_share

FEW = 5
"""Shares of fewer matters are not shown: they say nothing, and could point at somebody."""


@dataclass(frozen=True, slots=True)
class RightRow:
    """A named right."""

    id: str
    holder: str
    kinds: str
    outcomes: str
    point: str
    basis: str
    period: str
    status: Status
    reason: str
    end_href: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """Who decides from a day on."""

    kind: str
    unit: str
    model: str
    first_day: str
    status: Status
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What a model came to for a kind."""

    model: str
    kind: str
    matters: str
    days: str
    overridden: str
    completed: str
    granted: str
    avoided: str


def show_rights(rights: Iterable[DecisionRight], *, may_end: bool, today: dt.date) -> tuple[RightRow, ...]:
    """The register of the delegation order."""
    return tuple(_right(one, may_end=may_end, today=today) for one in rights)


def show_models(rows: Iterable[Responsibility], today: dt.date) -> tuple[ModelRow, ...]:
    """Every row, the one in force of each kind and unit marked."""
    shown, held = [], set()
    for one in rows:
        key = (one.kind, one.unit_id)
        is_coming = one.in_force_from > today
        is_held = not is_coming and key not in held
        held |= {key} if is_held else set()
        shown.append(_model(one, is_coming=is_coming, is_held=is_held))
    return tuple(shown)


def show_comparison(figures: Iterable[ModelFigures]) -> tuple[ComparedRow, ...]:
    """The models side by side."""
    return tuple(map(_compared, figures))


def list_compared_columns() -> tuple[Column, ...]:
    """The heads of the comparison."""
    words = (_("Ordning"), _("Slag"))
    numbers = (
        _("Ärenden"),
        _("Dagar, median"),
        _("Avsteg"),
        _("Kompletterade"),
        _("Beviljade"),
        _("Resor som inte behövdes"),
    )
    return (*map(Column, words), *(Column(one, numeric=True) for one in numbers))


def _right(one: DecisionRight, *, may_end: bool, today: dt.date) -> RightRow:
    is_over = one.valid_to is not None and one.valid_to < today
    status = Status(_("Gäller"), "success", "circle-check")
    if one.withdrawn_at is not None:
        status = Status(_("Återkallad"), "danger", "circle-x")
    elif is_over or one.valid_from > today:
        status = Status(_("Har gått ut") if is_over else _("Börjar senare"), "neutral", "clock")
    is_open = one.withdrawn_at is None and not is_over
    return RightRow(
        id=str(one.id),
        holder=one.holder_signed,
        kinds=", ".join(name_kind(kind) for kind in one.kinds),
        outcomes=", ".join(str(Outcome(outcome).label) for outcome in one.outcomes),
        point=one.point,
        basis=one.legal_basis,
        period=tell_span(one.valid_from, one.valid_to, endless=_("tills vidare")),
        status=status,
        reason=one.withdrawal_reason,
        end_href=reverse("permits:withdraw-right", args=[one.id]) if may_end and is_open else "",
    )


def _model(one: Responsibility, *, is_coming: bool, is_held: bool) -> ModelRow:
    status = Status(_("Har ersatts"), "neutral", "history")
    if is_coming:
        status = Status(_("Börjar senare"), "info", "clock")
    elif is_held:
        status = Status(_("Gäller"), "success", "circle-check")
    return ModelRow(
        kind=name_kind(one.kind),
        unit=one.unit.name if one.unit else _("Alla andra enheter"),
        model=str(Responsibility.Model(one.model).label),
        first_day=tell_date(one.in_force_from),
        status=status,
        reason=one.reason,
        by=one.set_by.staff.name,
    )


def _compared(one: ModelFigures) -> ComparedRow:
    spoken = language()

    def share(count: int) -> str:
        return format_share(count / one.matters, spoken) if one.matters >= FEW else _("för få")

    return ComparedRow(
        model=str(Responsibility.Model(one.model).label),
        kind=name_kind(one.kind),
        matters=format_number(one.matters, spoken),
        days=format_number(one.median_days, spoken),
        overridden=share(one.overridden),
        completed=share(one.completed),
        granted=share(one.granted),
        avoided=format_number(one.avoided_trips, spoken),
    )
