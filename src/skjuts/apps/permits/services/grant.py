"""A yes becomes a permit; the renewed one takes the old one's place."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_noop as _

from skjuts.apps.permits.models import Decision, Permit
from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.queries.permits import get_locked_permit
from skjuts.apps.permits.services.stepping import owned_by, signed_by, take_permit_step
from skjuts.apps.permits.terms import Terms
from skjuts.apps.permits.workflow import PERMIT
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.transitions import BEGINNING

MOST_TRIPS = 32_000


def grant_permit(
    *, decision: Decision, terms: Terms, actor: Actor, now: dt.datetime, replaces_id: UUID | None
) -> Permit:
    """The permit of a decision, in its transaction."""
    if terms.valid_from is None:
        raise InvalidField("Första dagen saknas.", field="valid_from")
    replaced = _replace(actor, decision, replaces_id, now) if replaces_id else None
    season = terms.season or (None, None)
    made = Permit.objects.create(
        decision=decision,
        kind=decision.kind,
        travel_modes=list(terms.travel_modes),
        terms=terms.encode(),
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        season_from=season[0],
        season_to=season[1],
        trips_granted=terms.trips,
        reassess_on=terms.reassess_on,
        replaces=replaced,
        **owned_by(decision),
        **signed_by(actor, now),
    )
    take_permit_step(PERMIT.get_step(BEGINNING, "grant"), made, actor, now)
    return made


def require_terms(terms: Terms) -> None:
    """Raise InvalidField for terms that no permit can have."""
    faults = (
        (not terms.travel_modes, "travel_modes", _("Välj minst ett färdsätt.")),
        (not set(terms.travel_modes) <= set(LADDER), "travel_modes", _("Färdsättet finns inte.")),
        (terms.valid_from is None, "valid_from", _("Ange första dagen.")),
        (_is_backwards(terms), "valid_to", _("Sista dagen ligger före den första.")),
        (terms.trips is not None and not 0 < terms.trips < MOST_TRIPS, "trips", _("Ange minst en resa.")),
        (_is_reassessed_outside(terms), "reassess_on", _("Tillståndet gäller inte den dagen.")),
        (not _is_year_part(terms.season), "season", _("Ange säsongens första och sista dag.")),
    )
    for is_wrong, field, message in faults:
        if is_wrong:
            raise InvalidField(message, field=field, remedy="Rätta villkoret.")


def _is_backwards(terms: Terms) -> bool:
    return bool(terms.valid_from and terms.valid_to and terms.valid_to < terms.valid_from)


def _is_reassessed_outside(terms: Terms) -> bool:
    """What has ended, or has not begun, is not looked at again: it is applied for."""
    day = terms.reassess_on
    begins, ends = terms.valid_from, terms.valid_to
    return day is not None and ((begins is not None and day < begins) or (ends is not None and day > ends))


def _is_year_part(season: tuple[int, int] | None) -> bool:
    """Whether both ends are days of a leap year."""
    try:
        for one in season or ():
            dt.date(2024, *divmod(one, 100))
    except ValueError:
        return False
    return True


def _replace(actor: Actor, decision: Decision, replaced_id: UUID, now: dt.datetime) -> Permit:
    earlier = get_locked_permit(actor, replaced_id)
    if (earlier.patient_id, earlier.kind) != (decision.patient_id, decision.kind):
        raise InvalidField("Tillståndet som ersätts är av ett annat slag.", field="replaces")
    take_permit_step(PERMIT.get_step(earlier.state, "replace"), earlier, actor, now)
    return earlier
