"""Words for kinds, hindrances and states, in the language of the page."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.registry.models import Delegation
from skjuts.apps.training.rights import Hindrance
from skjuts.web.elements import Status
from skjuts.web.formatting import format_clock, format_date, format_moment


def language() -> str:
    """The language of the page."""
    return (get_language() or "sv")[:2]


def name_kind(kind: str) -> str:
    """A kind of certification."""
    return str(Delegation.Kind(kind).label)


def name_kinds(kinds: object) -> str:
    """Several kinds, in their order."""
    wanted = set(kinds)  # type: ignore[call-overload]
    return ", ".join(str(kind.label) for kind in Delegation.Kind if kind.value in wanted)


def tell_hindrance(hindrance: Hindrance) -> str:
    """Why somebody may not certify, in few words."""
    words = {
        Hindrance.NOT_WORKING: _("arbetar inte här"),
        Hindrance.NO_DELEGATION: _("ingen delegation"),
        Hindrance.NOT_YET: _("gäller inte än"),
        Hindrance.ENDED: _("har gått ut"),
        Hindrance.WITHDRAWN: _("återkallad"),
        Hindrance.NO_TRAINING: _("kursbevis saknas"),
        Hindrance.TRAINING_ENDED: _("kursbeviset har gått ut"),
        Hindrance.RETRAINING_DUE: _("fortbildning krävs"),
    }
    return words[hindrance]


def show_kind(kind: str, hindrance: Hindrance | None) -> Status:
    """A kind that was granted: allowed, or why not."""
    if hindrance is None:
        return Status(name_kind(kind), "success", "badge-check")
    return Status(f"{name_kind(kind)}: {tell_hindrance(hindrance)}", "warning", "lock")


def tell_date(day: dt.date) -> str:
    """A date in running text."""
    return format_date(day, language())


def tell_moment(at: dt.datetime) -> str:
    """A date and a time of day."""
    return format_moment(timezone.localtime(at), language())


def tell_clock(at: dt.datetime) -> str:
    """A time of day."""
    return format_clock(timezone.localtime(at), language())
