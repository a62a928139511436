"""What the box in the masthead finds of training: courses by their titles."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.presenters.words import language
from skjuts.apps.training.queries.courses import list_published, read_content
from skjuts.web.navigation import Hit


def find_hits(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Courses and their pages whose titles hold every word."""
    wanted = words.casefold().split()
    hits = [hit for hit in _titles(actor) if all(word in hit.label.casefold() for word in wanted)]
    return hits[:limit] if wanted else []


def _titles(actor: Actor) -> Iterable[Hit]:
    for version in list_published(actor):
        course = read_content(version, language())
        yield Hit(
            _("Kurs"), course.title, reverse("training:course", args=[version.id]), icon="graduation-cap"
        )
        for page in course.pages:
            address = reverse("training:page", args=[version.id, page.slug])
            yield Hit(_("Kurssida"), page.title, address, course.title, "graduation-cap")
