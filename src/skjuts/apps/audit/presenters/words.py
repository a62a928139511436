"""Words of the log's pages."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.audit.detector import Signal
from skjuts.apps.audit.models import Access, Review, ReviewItem
from skjuts.web.elements import Status, TagColour

SIGNALS: Mapping[str, str | Promise] = {
    Signal.NO_ERRAND: gettext_lazy("inget ärende"),
    Signal.SELF: gettext_lazy("samma person"),
    Signal.SURNAME: gettext_lazy("samma efternamn"),
    Signal.ADDRESS: gettext_lazy("samma adress"),
    Signal.COLLEAGUE: gettext_lazy("kollega"),
    Signal.PROTECTED: gettext_lazy("skyddad person"),
    Signal.CROWD: gettext_lazy("många läste samma patient"),
    Signal.PRINT: gettext_lazy("utskrift"),
    Signal.NIGHT: gettext_lazy("nattetid"),
    Signal.REPEATED: gettext_lazy("upprepade gånger"),
    Signal.VOLUME: gettext_lazy("ovanligt många patienter"),
}
VERBS: Mapping[str, str | Promise] = {
    "draw": gettext_lazy("Urvalet drogs"),
    "open": gettext_lazy("Granskningen påbörjades"),
    "take": gettext_lazy("Granskningen togs"),
    "close": gettext_lazy("Granskningen avslutades"),
}
FINDING_COLOURS: Mapping[str, TagColour] = {
    ReviewItem.Finding.JUSTIFIED: "success",
    ReviewItem.Finding.EXPLAINED: "info",
    ReviewItem.Finding.UNJUSTIFIED: "danger",
}


def tell_signals(signals: list[str]) -> str:
    """The signals of a case, in words."""
    return ", ".join(str(SIGNALS.get(one, one)) for one in signals)


def tell_action(action: str) -> str:
    """What was done, in words."""
    return str(dict(Access.choices).get(action, action))


def tell_name(names: Mapping[UUID, str], number: UUID | None) -> str:
    """The name behind an id; an id that the registers have forgotten says so."""
    return names.get(number, _("okänd")) if number else ""


def state_of(review: Review) -> Status:
    """The state of a review."""
    colours: dict[str, TagColour] = {"waiting": "warning", "under_way": "info", "closed": "success"}
    return Status(review.get_state_display(), colours[review.state])


def finding_of(item: ReviewItem) -> Status:
    """What a case came to."""
    if not item.finding:
        return Status(_("Ej bedömd"))
    return Status(item.get_finding_display(), FINDING_COLOURS[item.finding])
