"""The numbers by which people speak of matters and decisions, and the way back from them."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.permits.models import Application, Decision
from skjuts.apps.permits.queries.queue import QueueFilter, choose_matters
from skjuts.apps.tenancy.actor import Actor

SHOWN_SIGNS, ALL_SIGNS = 8, 32
_MATTER = re.compile(r"\s*(?:a\s*-?\s*)?([0-9a-f]{8})\s*", re.IGNORECASE)
_DECISION = re.compile(r"\s*(\d{4})\s*[-/]\s*(\d{1,9})\s*")


def number_of(row: Decision | Application) -> str:
    """By which the reader and the officer find the matter."""
    return f"{row.year}-{row.number}" if isinstance(row, Decision) else f"A-{row.id.hex[:SHOWN_SIGNS]}"


def find_matters_by_number(actor: Actor, words: str) -> QuerySet[Application]:
    """The matters within reach that a number names; decided ones too. Nothing for other words."""
    found = _MATTER.fullmatch(words)
    if found is None:
        return Application.objects.none()
    rest = ALL_SIGNS - SHOWN_SIGNS
    first, last = UUID(found[1] + "0" * rest), UUID(found[1] + "f" * rest)
    rows = choose_matters(actor, QueueFilter(), is_open=False).filter(authority_id__in=actor.authorities)
    return rows.filter(id__gte=first, id__lte=last).defer("content").order_by("id")


def find_decisions_by_number(actor: Actor, words: str) -> QuerySet[Decision]:
    """The decisions within reach of a year and number, one for each authority. Nothing for other words."""
    found = _DECISION.fullmatch(words)
    if found is None:
        return Decision.objects.none()
    rows = Decision.objects.filter(
        authority_id__in=actor.authorities,
        year=int(found[1]),
        number=int(found[2]),
        application__in=choose_matters(actor, QueueFilter(), is_open=False),
    )
    return rows.defer("reasons", "terms", "override_text").order_by("authority_id")
