"""The register as a page, a printed list and a file for the board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.training.presenters.words import language, name_kind, name_kinds, tell_date, tell_moment
from skjuts.apps.training.queries.register import Holder, IssuerCount
from skjuts.apps.training.queries.softening import SofteningUse
from skjuts.apps.training.rights import Grant
from skjuts.web.charts import Bar, Basis, Caption, Drawing, draw_bars
from skjuts.web.elements import Status
from skjuts.web.formatting import format_number
from skjuts.web.spreadsheet import write_csv


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """One issuer in the register."""

    name: str
    hsa_id: str
    profession: str
    unit: str
    kinds: tuple[Status, ...]
    valid_to: str
    note: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many issuers a unit has on two days."""

    unit: str
    before: int
    after: int
    change: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some of the register on a day. `resting`: how many of them hold a delegation that does not help."""

    day: str
    rows: tuple[IssuerRow, ...]
    resting: int


@dataclass(frozen=True, slots=True)
class CountsPage:
    """How many issuers each unit has, on a day and on one before it."""

    day: str
    before_day: str
    rows: tuple[CountRow, ...]
    total: CountRow
    chart: Drawing | None


@dataclass(frozen=True, slots=True)
class SofteningRow:
    """A softer transition in the report."""

    id: str
    unit: str
    first: str
    last: str
    reason: str
    allowed: str
    status: Status
    leaning: int
    can_end: bool


def show_register(holders: Sequence[Holder], day: dt.date) -> RegisterPage:
    """Those of the holders who may certify."""
    rows = tuple(show_issuer(one) for one in holders if one.allowed)
    return RegisterPage(tell_date(day), rows, len(holders) - len(rows))


def show_counts(counts: Sequence[IssuerCount], day: dt.date, before: dt.date) -> CountsPage:
    """The number of issuers at each unit and in all."""
    total = CountRow(
        unit=_("Alla enheter"),
        before=sum(one.before for one in counts),
        after=sum(one.after for one in counts),
        change=_change(sum(one.after - one.before for one in counts)),
    )
    return CountsPage(
        day=tell_date(day),
        before_day=tell_date(before),
        rows=tuple(
            CountRow(one.unit.name, one.before, one.after, _change(one.after - one.before)) for one in counts
        ),
        total=total,
        chart=_draw_changes(counts, total, day) if counts else None,
    )


def show_issuer(holder: Holder) -> IssuerRow:
    """One issuer: what she may certify, and how long it lasts at most."""
    grants = [right.grant for right in holder.rights.values() if right.is_allowed and right.grant]
    softened = any(right.is_allowed and right.is_softened for right in holder.rights.values())
    staff = holder.assignment.staff
    return IssuerRow(
        name=staff.name,
        hsa_id=staff.hsa_id,
        profession=staff.profession,
        unit=holder.assignment.unit.name,
        kinds=tuple(Status(name_kind(kind), "success", "badge-check") for kind in holder.allowed),
        valid_to=tell_date(min(grant.valid_to for grant in grants)),
        note=_("Stöder sig på en mjukare övergång") if softened else "",
    )


def write_board_list(holders: Iterable[Holder], day: dt.date) -> str:
    """The list of delegations for the board as CSV for a Swedish spreadsheet, one row a delegation.

    Cells that a spreadsheet would run as a formula are made text.
    """
    header = [
        _("Enhet"),
        _("Enhetens HSA-id"),
        _("Namn"),
        _("HSA-id"),
        _("Yrke"),
        _("Får intyga"),
        _("Från och med"),
        _("Till och med"),
        _("Delegerad"),
        _("Gäller den"),
    ]
    return write_csv(
        header, (_cells(holder, grant, day) for holder in holders for grant in _used_grants(holder))
    )


def show_softenings(uses: Iterable[SofteningUse], today: dt.date) -> tuple[SofteningRow, ...]:
    """The report of softer transitions."""
    return tuple(_softening_row(one, today) for one in uses)


def _used_grants(holder: Holder) -> list[Grant]:
    found = {
        right.grant.id: right.grant for right in holder.rights.values() if right.is_allowed and right.grant
    }
    return list(found.values())


def _cells(holder: Holder, grant: Grant, day: dt.date) -> list[str]:
    assignment = holder.assignment
    return [
        assignment.unit.name,
        assignment.unit.hsa_id,
        assignment.staff.name,
        assignment.staff.hsa_id,
        assignment.staff.profession,
        name_kinds(grant.kinds & set(holder.allowed)),
        grant.valid_from.isoformat(),
        grant.valid_to.isoformat(),
        grant.granted_at.date().isoformat(),
        day.isoformat(),
    ]


def _change(difference: int) -> str:
    return f"+{difference}" if difference > 0 else str(difference).replace("-", "−")


def _draw_changes(counts: Sequence[IssuerCount], total: CountRow, day: dt.date) -> Drawing:
    told = ngettext(
        "%(after)s person får intyga, mot %(before)s tidigare.",
        "%(after)s personer får intyga, mot %(before)s tidigare.",
        total.after,
    ) % {"after": total.after, "before": total.before}
    return draw_bars(
        Caption(
            _("Personer som får intyga, per enhet"),
            told,
            Basis(
                _("personer"), tell_date(day), _("enheter med utfärdare"), _("registret över intygsutfärdare")
            ),
        ),
        bars=[Bar(one.unit.name, one.after) for one in counts],
        write=lambda value: format_number(value, language()),
        columns=(_("Enhet"), _("Personer")),
    )


def _softening_row(use: SofteningUse, today: dt.date) -> SofteningRow:
    row = use.transition
    if row.ended_at is not None:
        status = Status(_("Avslutad i förtid"), "neutral", "circle-x")
    elif row.valid_to < today:
        status = Status(_("Har gått ut"), "neutral", "clock")
    elif row.valid_from > today:
        status = Status(_("Börjar senare"), "info", "calendar-clock")
    else:
        left = (row.valid_to - today).days
        words = ngettext("%(left)s dag kvar", "%(left)s dagar kvar", left) % {"left": left}
        status = Status(words, "warning", "hourglass")
    return SofteningRow(
        id=str(row.id),
        unit=row.unit.name,
        first=tell_date(row.valid_from),
        last=tell_date(row.valid_to),
        reason=row.reason,
        allowed=f"{row.allowed_by.staff.name}, {tell_moment(row.allowed_at)}",
        status=status,
        leaning=use.leaning,
        can_end=row.ended_at is None and row.valid_to >= today,
    )
