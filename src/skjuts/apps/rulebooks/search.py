"""What the box in the masthead finds of the handbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.apps.rulebooks.queries.support import list_handbook
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import Hit


def find_hits(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Entries that the words find."""
    for entry in list_handbook(actor, words=words)[:limit]:
        yield Hit(
            kind=_("Handboken"),
            label=entry.title,
            href=reverse("rulebooks:entry", args=[entry.id]),
            note=str(SupportTopic(entry.topic).label),
            icon="book-open",
        )
