"""A finding is asked about, answered and settled: rows that are added, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from skjuts.apps.insight.facts.billing import ListedFinding
from skjuts.apps.insight.models import FindingMark
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import check_text, sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import InvalidField


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTerms:
    """What was done: the state, a note, and what came back once it is settled."""

    state: str
    note: str = ""
    agreed_ore: int | None = None


@transaction.atomic
def mark_finding(
    *, actor: Actor, finding: ListedFinding, month: Month, edition: str, terms: MarkTerms, now: dt.datetime
) -> FindingMark:
    """Write down what was done about a finding. Raises `InvalidField`."""
    require_write(actor)
    if terms.note.strip():
        check_text(terms.note, field="note", now=now)
    _require_sum(terms)
    row = FindingMark.objects.create(
        authority_id=actor.authority_id,
        finding=finding.id,
        rule=finding.found.rule.value,
        month=month,
        contract=", ".join(finding.contracts)[:200],
        trips=list(finding.found.trips),
        at_stake_ore=finding.found.at_stake_ore,
        reason=finding.found.reason,
        state=terms.state,
        agreed_ore=terms.agreed_ore,
        note=terms.note.strip(),
        edition=edition,
        marked_by_staff=actor.staff_id,
        signed=sign(actor),
        marked_at=now,
    )
    tell("finding_marked", row, actor, finding=row.finding, state=row.state)
    return row


def _require_sum(terms: MarkTerms) -> None:
    is_settled = terms.state == FindingMark.State.SETTLED
    if is_settled and terms.agreed_ore is None:
        raise InvalidField(
            "Skriv vad som kom tillbaka.", field="agreed", remedy="Skriv 0 om inget kom tillbaka."
        )
    if not is_settled and terms.agreed_ore is not None:
        raise InvalidField("Ett belopp skrivs när frågan är avslutad.", field="agreed")
    if terms.agreed_ore is not None and not terms.note.strip():
        raise InvalidField("Skriv hur frågan avslutades.", field="note")
