"""What the box in the masthead finds of matters and decisions: by their numbers, as letters say them.

No names and nothing of anybody's need, so that a search need not be logged; the page that it leads to is.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.policies import may_queue
from skjuts.apps.permits.presenters.matters.words import name_kind, outcome_of, state_of
from skjuts.apps.permits.queries.numbers import find_decisions_by_number, find_matters_by_number, number_of
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import Hit


def find_hits(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """The matter or the decision of a number, for those who handle matters."""
    if not may_queue(actor):
        return
    for row in find_matters_by_number(actor, words)[:limit]:
        yield Hit(
            kind=_("Ärende"),
            label=f"{name_kind(row.kind)} {number_of(row)}",
            href=reverse("permits:matter", args=[row.id]),
            note=str(state_of(row.state).label),
            icon="inbox",
        )
    for one in find_decisions_by_number(actor, words)[:limit]:
        yield Hit(
            kind=_("Beslut"),
            label=f"{name_kind(one.kind)} {one.year}-{one.number}",
            href=reverse("permits:decision", args=[one.id]),
            note=str(outcome_of(one.outcome).label),
            icon="gavel",
        )
