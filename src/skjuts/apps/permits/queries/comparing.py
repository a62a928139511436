"""Responsibility models side by side: what became of the matters that each of them decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from skjuts.apps.permits.policies import require_report
from skjuts.apps.tenancy.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFigures:
    """What one model came to for one kind. Shares are of the matters; days are calendar days.

    `median_days`: from the day it came in to the decision, without the days of waiting for the applicant.
    """

    model: str
    kind: str
    matters: int
    units: int
    median_days: float
    overridden: int
    completed: int
    granted: int
    avoided_trips: int


QUESTION = """
select d.model, d.kind, count(*), count(distinct d.unit_id),
       percentile_cont(0.5) within group (order by d.decided_on - a.received_on - a.paused_days),
       count(*) filter (where d.override <> ''),
       count(*) filter (where exists (
           select 1 from permits_completionrequest c where c.application_id = a.id)),
       count(*) filter (where d.outcome in ('granted', 'partly')),
       coalesce(sum(s.avoided_trips) filter (where d.outcome = 'denied'), 0)
  from permits_decision d
  join permits_application a on a.id = d.application_id
  left join permits_assessment s on s.id = d.assessment_id
 where d.authority_id = any(%s) and d.decided_on between %s and %s
   and (%s = '' or d.kind = %s)
 group by d.model, d.kind
 order by array_position(array['patient_trip', 'paratransit', 'national_paratransit'], d.kind::text), d.model
"""


def compare_models(actor: Actor, *, first: dt.date, last: dt.date, kind: str = "") -> list[ModelFigures]:
    """Compare the models that decided something in a period, by kind; counts only, no patients."""
    require_report(actor)
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [sorted(actor.authorities), first, last, kind, kind])
        rows = cursor.fetchall()
    return [
        ModelFigures(
            model=row[0],
            kind=row[1],
            matters=row[2],
            units=row[3],
            median_days=float(row[4]),
            overridden=row[5],
            completed=row[6],
            granted=row[7],
            avoided_trips=int(row[8]),
        )
        for row in rows
    ]
