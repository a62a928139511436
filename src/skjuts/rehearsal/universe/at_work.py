"""Those whom the demonstration lets work: an assignment as the actor that services ask for."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from skjuts.apps.registry.models import Assignment, Authority
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.tenancy.scope import entering
from skjuts.rehearsal.personas.people import ISSUER


def get_persona(slug: str) -> Assignment:
    """A persona's one assignment, wherever it is."""
    with entering(authorities=list(Authority.objects.values_list("id", flat=True))):
        return Assignment.objects.get(account__issuer=ISSUER, account__subject=slug)


def get_persona_actor(slug: str, now: dt.datetime) -> Actor:
    """A persona at work, at a moment."""
    return get_actor(get_persona(slug), timezone.localdate(now))


def get_actor(held: Assignment, day: dt.date) -> Actor:
    """The one who holds an assignment, on a day. Raises ValueError when nobody signs in to it."""
    if held.account_id is None:
        raise ValueError(f"nobody signs in as {held.staff_id}")
    return actor_of(held, held.account_id, day)
