"""Words that the officer's pages share: states, kinds, outcomes and the clock of a matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from skjuts.apps.permits.laws import get_law
from skjuts.apps.permits.models import Application, Outcome, Permit, PermitKindChoice
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.web.elements import Status, TagColour
from skjuts.web.formatting import format_date, format_moment

SOON_DAYS = 3
STATES: Mapping[str, tuple[TagColour, str]] = {
    "received": ("info", "inbox"),
    "incomplete": ("neutral", "hourglass"),
    "assessed": ("accent", "scale"),
    "in_review": ("warning", "users"),
    "decided": ("success", "gavel"),
}
OUTCOMES: Mapping[str, tuple[TagColour, str]] = {
    "granted": ("success", "circle-check"),
    "partly": ("info", "circle-dot"),
    "denied": ("danger", "circle-x"),
    "dismissed": ("neutral", "minus"),
    "written_off": ("neutral", "minus"),
}
PERMIT_STATES: Mapping[str, tuple[TagColour, str]] = {
    "in_force": ("success", "circle-check"),
    "revoked": ("danger", "circle-x"),
    "replaced": ("neutral", "refresh-cw"),
    "relinquished": ("neutral", "undo-2"),
    "expired": ("neutral", "clock"),
}


def language() -> str:
    """The language of the page."""
    return (get_language() or "sv")[:2]


def tell_date(day: dt.date | None) -> str:
    """A date in words; '' for none."""
    return format_date(day, language()) if day else ""


def tell_span(first: dt.date | None, last: dt.date | None, *, endless: str = "") -> str:
    """From one day to another in words: a single day once, and `endless` where there is no last."""
    if first == last:
        return tell_date(first)
    return f"{tell_date(first)} – {tell_date(last) or endless}".strip(" –")


def tell_moment(at: dt.datetime) -> str:
    """A moment in words."""
    return format_moment(timezone.localtime(at), language())


def name_kind(kind: str) -> str:
    """The kind of a matter."""
    return str(PermitKindChoice(kind).label)


def name_mode(mode: str) -> str:
    """A travel mode; what no list names stands as it is."""
    return str(TRAVEL_MODES.get(mode, mode))


def state_of(state: str) -> Status:
    """How far a matter has come."""
    colour, icon = STATES[state]
    return Status(str(Application.State(state).label), colour, icon)


def outcome_of(outcome: str) -> Status:
    """What a decision came to."""
    colour, icon = OUTCOMES[outcome]
    return Status(str(Outcome(outcome).label), colour, icon)


def permit_state_of(state: str) -> Status:
    """What became of a permit, as it was noted."""
    colour, icon = PERMIT_STATES[state]
    return Status(str(Permit.State(state).label), colour, icon)


def standing_of(permit: Permit, today: dt.date) -> Status:
    """Whether a permit stands today: nobody notes that its first day lies ahead or its last has passed."""
    if permit.state == Permit.State.IN_FORCE and permit.valid_from > today:
        return Status(_("Gäller från %(day)s") % {"day": tell_date(permit.valid_from)}, "info", "clock")
    if permit.state == Permit.State.IN_FORCE and permit.valid_to and permit.valid_to < today:
        return permit_state_of(Permit.State.EXPIRED)
    return permit_state_of(permit.state)


def clock_of(matter: Application, today: dt.date) -> Status:
    """How long there is left to decide what is not decided; it stands still while one waits for an answer."""
    days = (matter.due_on - today).days
    if matter.state == Application.State.INCOMPLETE:
        return Status(_("Klockan vilar"), "neutral", "hourglass")
    if days < 0:
        late = ngettext("%(days)s dag sent", "%(days)s dagar sent", -days) % {"days": -days}
        return Status(late, "danger", "clock-alert")
    if days == 0:
        return Status(_("Beslut i dag"), "warning", "clock-alert")
    left = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", days) % {"days": days}
    return Status(left, "warning" if days <= SOON_DAYS else "neutral", "clock")


def tell_delay(matter: Application, today: dt.date) -> str:
    """That the applicant may demand a decision (FL 12 §), where that is law and the time has come."""
    since = get_law(matter.kind).delay_from(matter.received_on)
    if since is None or today < since or matter.state == Application.State.DECIDED:
        return ""
    return _("Den sökande får begära att ärendet avgörs (förvaltningslagen 12 §) sedan %(day)s.") % {
        "day": tell_date(since)
    }
