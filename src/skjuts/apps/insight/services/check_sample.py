"""Lines drawn by chance, and each of them judged: rows that are added, never changed."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.models import DrawnSample, LineJudgement, SampleLine
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.queries.billing import get_sample_line, list_billed
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import check_text, sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.control import draw_lines
from skjuts.core.followup.months import Month
from skjuts.core.kernel.errors import InvalidField

SEEDS = 2**31


@transaction.atomic
def draw_sample(
    *, actor: Actor, month: Month, contract: str, wanted: int, now: dt.datetime, seed: int | None = None
) -> DrawnSample:
    """Draw lines of a month, of one contract or all. The seed is drawn unless given, and kept.

    Raises `NoTrips`, and `BadSample` when the month has no billed lines.
    """
    require_write(actor)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    rows = [row for row in list_billed(trips, month) if contract in {"", row["contract"]}]
    amounts = {row["trip"]: row["amount_ore"] for row in rows}
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    strata = draw_lines(amounts, wanted, chosen)
    sample = DrawnSample.objects.create(
        authority_id=actor.authority_id,
        month=month,
        contract=contract,
        seed=chosen,
        strata=[{"from_ore": one.from_ore, "to_ore": one.to_ore, "lines": one.lines} for one in strata],
        line_count=len(rows),
        amount_ore=sum(amounts.values()),
        edition=trips.edition,
        drawn_by_staff=actor.staff_id,
        signed=sign(actor),
        drawn_at=now,
    )
    _keep_lines(sample, [(number, trip) for number, one in enumerate(strata) for trip in one.drawn], amounts)
    tell("sample_drawn", sample, actor)
    return sample


def _keep_lines(sample: DrawnSample, drawn: Sequence[tuple[int, str]], amounts: Mapping[str, int]) -> None:
    SampleLine.objects.bulk_create(
        SampleLine(
            authority_id=sample.authority_id,
            sample=sample,
            stratum=number,
            place=place,
            trip=trip,
            amount_ore=amounts[trip],
        )
        for place, (number, trip) in enumerate(drawn, start=1)
    )


@transaction.atomic
def judge_line(
    *, actor: Actor, sample_id: UUID, line_id: UUID, error_ore: int, note: str, now: dt.datetime
) -> LineJudgement:
    """Say how many öre of a drawn line should not have been paid. Raises `InvalidField`."""
    line = get_sample_line(actor, sample_id, line_id)
    require_write(actor, line.authority_id)
    if not 0 <= error_ore <= line.amount_ore:
        raise InvalidField("Felet kan inte vara större än radens belopp.", field="error")
    if error_ore or note.strip():
        check_text(note, field="note", now=now)
    row = LineJudgement.objects.create(
        authority_id=line.authority_id,
        line=line,
        error_ore=error_ore,
        note=note.strip(),
        judged_by_staff=actor.staff_id,
        signed=sign(actor),
        judged_at=now,
    )
    tell("line_judged", line.sample, actor)
    return row
