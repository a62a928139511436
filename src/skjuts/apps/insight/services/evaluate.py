"""A measure described before it starts, and judged when it has run: rows that are added, never changed."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.insight.errors import NoTrips
from skjuts.apps.insight.models import Measure, MeasureVerdict
from skjuts.apps.insight.policies import require_write
from skjuts.apps.insight.queries.ledger import find_trips
from skjuts.apps.insight.queries.measures import find_months, get_measure, rows_of
from skjuts.apps.insight.services.telling import tell
from skjuts.apps.rulebooks.services.ask import sign
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import DuplicateId

if TYPE_CHECKING:
    from skjuts.apps.insight.facts.measures import Question


@transaction.atomic
def describe_measure(
    *, actor: Actor, title: str, about: str, question: Question, now: dt.datetime
) -> Measure:
    """Write a measure down with what could be seen of it at all. Raises `DuplicateId` for a taken title.

    Without trips, or with too few months before, nothing can be foreseen, and the row says so.
    """
    from skjuts.apps.insight.facts.measures import foresee, write_question

    require_write(actor)
    trips = find_trips(actor)
    foresight = foresee(question, rows_of(trips), find_months(trips)) if trips else None
    try:
        with transaction.atomic():
            measure = Measure.objects.create(
                authority_id=actor.authority_id,
                title=" ".join(title.split()),
                about=about.strip(),
                design=write_question(question),
                foresight=foresight,
                edition=trips.edition if trips else "",
                described_by_staff=actor.staff_id,
                signed=sign(actor),
                described_at=now,
            )
    except IntegrityError as error:
        raise DuplicateId("Det finns redan en åtgärd med det namnet.", field="title") from error
    tell("measure_described", measure, actor)
    return measure


@transaction.atomic
def ask_for_verdict(*, actor: Actor, measure_id: UUID, now: dt.datetime) -> MeasureVerdict:
    """Judge a measure on the trips that are read in now, and keep the answer. Raises `NoTrips`."""
    from skjuts.apps.insight.facts.measures import judge, read_question, write_evaluation

    measure = get_measure(actor, measure_id)
    require_write(actor, measure.authority_id)
    trips = find_trips(actor)
    if trips is None:
        raise NoTrips
    found = judge(read_question(measure.design), rows_of(trips), find_months(trips))
    verdict = MeasureVerdict.objects.create(
        authority_id=measure.authority_id,
        measure=measure,
        finding=found.verdict.finding.value,
        result=write_evaluation(found),
        edition=trips.edition,
        program=version("skjuts"),
        asked_by_staff=actor.staff_id,
        signed=sign(actor),
        asked_at=now,
    )
    tell("measure_judged", measure, actor)
    return verdict
