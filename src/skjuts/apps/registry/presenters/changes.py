"""Who changed something last, and when, for those who changed it at the same time."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from skjuts.apps.registry.queries.patients import LastChange
from skjuts.web.formatting import format_moment


def show_last_change(change: LastChange | None) -> tuple[str, str]:
    """The name and the moment, in words."""
    if change is None:
        return _("Någon annan"), _("nyss")
    who = change.staff.name if change.staff else _("Personregistret")
    return who, format_moment(timezone.localtime(change.at), "sv")
