"""Budgets and index terms entered by a controller: rows that are added, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import uuid4

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.insight.models import Budget, IndexTerms
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import Month

type Rows = Sequence[Sequence[str]]


@transaction.atomic
def enter_budget(
    *, actor: Actor, ledger: str, amounts: Mapping[Month, int], source: str, now: dt.datetime
) -> list[Budget]:
    """Enter what months may cost, in öre; what was entered before remains as it was."""
    require_write(actor)
    signed = sign(actor)
    rows = Budget.objects.bulk_create(
        Budget(
            authority_id=actor.authority_id,
            month=month,
            ledger=ledger,
            amount_ore=amount,
            source=source.strip(),
            entered_by_staff=actor.staff_id,
            signed=signed,
            entered_at=now,
        )
        for month, amount in amounts.items()
    )
    publish_event(
        name="insight.budget_entered", aggregate_id=uuid4(), authority_id=actor.authority_id, actor=actor,
        payload={"ledger": ledger, "months": len(rows)},
    )  # fmt: skip
    return rows


@transaction.atomic
def enter_index_terms(
    *, actor: Actor, clauses: Rows, series: Rows, source: str, now: dt.datetime
) -> IndexTerms:
    """Enter clauses and series that can be followed. Raises `InvalidField`, `BadBasket` and such."""
    from skjuts.apps.insight.facts.index_terms import read_terms

    require_write(actor)
    read_terms(clauses, series)
    row = IndexTerms.objects.create(
        authority_id=actor.authority_id,
        clauses=[list(one) for one in clauses],
        series=[list(one) for one in series],
        source=source.strip(),
        entered_by_staff=actor.staff_id,
        signed=sign(actor),
        entered_at=now,
    )
    tell("index_entered", row, actor, clauses=len(row.clauses))
    return row
