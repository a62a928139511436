"""One delegation with what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Delegation
from skjuts.apps.training.models import DelegationStatus
from skjuts.apps.training.presenters.words import name_kinds, tell_date, tell_moment
from skjuts.apps.training.rights import Moment
from skjuts.apps.training.services.delegate import state_of
from skjuts.apps.training.workflow import DELEGATION
from skjuts.web.elements import Fact, Occurrence, Status, TagColour

COLOURS: dict[str, TagColour] = {"granted": "success", "withdrawn": "danger", "expired": "neutral"}


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """A delegation; it can be withdrawn while it holds."""

    id: str
    holder: str
    status: Status
    facts: tuple[Fact, ...]
    steps: tuple[Occurrence, ...]
    can_withdraw: bool


def show_delegation(row: Delegation, steps: Sequence[DelegationStatus], moment: Moment) -> DelegationPage:
    """The page of a delegation."""
    state = state_of(row, moment)
    return DelegationPage(
        id=str(row.id),
        holder=row.holder.staff.name,
        status=_status(state),
        facts=(
            Fact(_("Enhet"), row.unit.name),
            Fact(_("Får intyga"), name_kinds(row.kinds)),
            Fact(_("Från och med"), tell_date(row.valid_from)),
            Fact(_("Till och med"), tell_date(row.valid_to)),
        ),
        steps=tuple(_occurrence(one) for one in steps),
        can_withdraw="withdraw" in DELEGATION.list_verbs(state),
    )


def _status(state: str) -> Status:
    return Status(str(DelegationStatus.State(state).label), COLOURS[state])


def _occurrence(row: DelegationStatus) -> Occurrence:
    titles = {"granted": _("Delegerad"), "withdrawn": _("Återkallad"), "expired": _("Gick ut")}
    return Occurrence(
        when=tell_moment(row.at),
        stamp=timezone.localtime(row.at).isoformat(),
        title=titles[row.state],
        text=row.reason or (_("Stöder sig på en mjukare övergång") if row.softer_transition_id else ""),
        actor=row.by.staff.name if row.by else _("av sig själv"),
        colour=COLOURS[row.state],
    )
