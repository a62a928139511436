"""A permit with its conditions, what was used of it, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import DecisionChange, Permit, PermitStatus, PermitUse
from skjuts.apps.permits.presenters.matters.terms import show_terms
from skjuts.apps.permits.presenters.matters.words import (
    name_kind,
    name_mode,
    permit_state_of,
    standing_of,
    tell_date,
    tell_moment,
)
from skjuts.apps.permits.services.change_decision import GROUNDS, Verb
from skjuts.apps.permits.terms import Terms, is_in_season
from skjuts.apps.permits.wording import join_choices
from skjuts.web.elements import Column, Fact, Occurrence, Status


@dataclass(frozen=True, slots=True)
class PermitPage:
    """The page of a permit. `used_share` is for the meter, None when trips are not counted."""

    id: str
    title: str
    name: str
    status: Status
    note: str
    terms: tuple[Fact, ...]
    used: int
    granted: int | None
    uses: tuple[Occurrence, ...]
    history: tuple[Occurrence, ...]
    decision_href: str
    replaced_href: str
    is_in_force: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class PermitLine:
    """A permit in a list of those to look at again."""

    href: str
    name: str
    kind: str
    modes: str
    day: str
    is_late: bool


def show_permit(
    permit: Permit,
    name: str,
    uses: Iterable[PermitUse],
    statuses: Iterable[PermitStatus],
    *,
    may_change: bool,
    today: dt.date,
) -> PermitPage:
    """The page of a permit."""
    terms = Terms.decode(permit.terms)
    return PermitPage(
        id=str(permit.id),
        title=_("Tillstånd till %(kind)s") % {"kind": name_kind(permit.kind).lower()},
        name=name,
        status=standing_of(permit, today),
        note=_note(permit, terms, today),
        terms=show_terms(terms),
        used=permit.trips_used,
        granted=permit.trips_granted,
        uses=tuple(map(_use, uses)),
        history=tuple(map(_step, statuses)),
        decision_href=reverse("permits:decision", args=[permit.decision_id]),
        replaced_href=reverse("permits:permit", args=[permit.replaces_id]) if permit.replaces_id else "",
        is_in_force=permit.state == Permit.State.IN_FORCE,
        may_change=may_change,
    )


def list_grounds(*, reserves_change: bool) -> list[tuple[str, str]]:
    """The grounds to take the permit back on (FL 37 §); a reservation only where it was made."""
    grounds = [
        one for one in GROUNDS[Verb.REVOKED] if one != DecisionChange.Ground.RESERVED or reserves_change
    ]
    return [(one.value, str(one.label)) for one in grounds]


def show_lines(permits: Iterable[Permit], names: dict[object, str], today: dt.date) -> tuple[PermitLine, ...]:
    """Permits to look at again, by their day."""
    lines = []
    for one in permits:
        day = one.reassess_on or one.valid_to
        lines.append(
            PermitLine(
                href=reverse("permits:permit", args=[one.id]),
                name=names.get(one.patient_id, _("Skyddad person")),
                kind=name_kind(one.kind),
                modes=join_choices(name_mode(mode) for mode in one.travel_modes),
                day=tell_date(day),
                is_late=day is not None and day < today,
            )
        )
    return tuple(lines)


def list_columns(day: str) -> tuple[Column, ...]:
    """The heads of such a list."""
    return tuple(map(Column, (_("Innehavare"), _("Slag"), _("Färdsätt"), day)))


def _note(permit: Permit, terms: Terms, today: dt.date) -> str:
    if permit.state != Permit.State.IN_FORCE:
        return ""
    if permit.valid_to and permit.valid_to < today:
        return _("Sista dagen har passerat.")
    if not is_in_season(terms.season, today):
        return _("Gäller inte den här delen av året.")
    if permit.trips_granted is not None and permit.trips_used >= permit.trips_granted:
        return _("Alla resor är använda.")
    if permit.reassess_on and permit.reassess_on <= today:
        return _("Ska omprövas.")
    return ""


def _use(use: PermitUse) -> Occurrence:
    back = use.trips < 0
    return Occurrence(
        when=tell_date(use.travel_day),
        stamp=use.at.isoformat(),
        title=_("Återlämnad resa") if back else _("Använd resa"),
        text=str(abs(use.trips)),
        actor=use.signed,
        icon="undo-2" if back else "car-taxi-front",
    )


def _step(step: PermitStatus) -> Occurrence:
    status = permit_state_of(step.state)
    return Occurrence(
        when=tell_moment(step.at),
        stamp=step.at.isoformat(),
        title=status.label,
        text=step.reason,
        actor=step.signed,
        icon=status.icon,
        colour=status.colour,
    )
