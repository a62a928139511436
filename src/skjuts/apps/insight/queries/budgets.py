"""Budgets and index terms in force: of each month and ledger what was entered last."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from skjuts.apps.insight.models import Budget, IndexTerms
from skjuts.apps.insight.policies import require_read
from skjuts.apps.insight.queries.ledger import Entered
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import MONTHS_A_YEAR, Month

if TYPE_CHECKING:  # what reads the terms takes a second to load
    from skjuts.apps.insight.facts.index_terms import Terms

ORDINARY, ASYLUM = Budget.Ledger.ORDINARY.value, Budget.Ledger.ASYLUM.value


def list_budget_sources(actor: Actor, year: int, ledger: str = ORDINARY) -> tuple[str, ...]:
    """Where a year's budget is from, and who entered it, each once."""
    latest = _list_latest(actor)[ledger]
    rows = [row for month, row in sorted(latest.items()) if month // MONTHS_A_YEAR == year]
    return tuple(dict.fromkeys(f"{row.source} ({row.signed})" for row in rows))


def find_index_terms(actor: Actor) -> IndexTerms | None:
    """The terms in force; None until somebody has entered them."""
    require_read(actor)
    return IndexTerms.objects.filter(authority_id=actor.authority_id).first()


def read_index_terms(row: IndexTerms | None) -> Terms | None:
    """The terms out of their rows."""
    from skjuts.apps.insight.facts.index_terms import read_terms

    return None if row is None else read_terms(row.clauses, row.series)


def read_entered(actor: Actor, today: dt.date) -> Entered:
    """What has been entered beside the trips, as it is known today."""
    latest = _list_latest(actor)
    ordinary, asylum = (
        {month: row.amount_ore for month, row in latest[ledger].items()} for ledger in (ORDINARY, ASYLUM)
    )
    return Entered(ordinary, asylum, read_index_terms(find_index_terms(actor)), today)


def _list_latest(actor: Actor) -> dict[str, dict[Month, Budget]]:
    """Each ledger's months with the row that was entered last, in one question."""
    require_read(actor)
    latest: dict[str, dict[Month, Budget]] = {ledger: {} for ledger in Budget.Ledger.values}
    for row in Budget.objects.filter(authority_id=actor.authority_id).order_by("entered_at"):
        latest[row.ledger][row.month] = row
    return latest
