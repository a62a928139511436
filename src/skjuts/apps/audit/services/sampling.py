"""Draw the recurring sample: a share of all cases by lot, and the most suspicious that did not alert.

One review for each authority and week. The seed is kept, so that anyone can draw the same sample again.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from random import Random
from uuid import UUID

from django.db import IntegrityError, transaction

from skjuts.apps.audit.detector import THRESHOLD, AccessFact, Suspicion, find_plain_cases, score_cases
from skjuts.apps.audit.models import Review, ReviewItem
from skjuts.apps.audit.queries.day_facts import list_authorities_of, list_facts
from skjuts.apps.audit.services.detecting import describe_case
from skjuts.apps.audit.services.steps import note_step
from skjuts.apps.audit.workflow import REVIEW
from skjuts.apps.tenancy.scope import entering
from skjuts.core.kernel.transitions import BEGINNING

SHARE = 0.01
MOST_RANDOM = 60
MOST_RISK = 15
DAYS_TO_REVIEW = 14

type Drawn = tuple[dt.date, Suspicion]


def draw_samples(*, first_day: dt.date, last_day: dt.date, now: dt.datetime) -> int:
    """Draw the sample of every authority for a period; returns how many reviews were opened."""
    days = [first_day + dt.timedelta(days=number) for number in range((last_day - first_day).days + 1)]
    authorities = {one for day in days for one in list_authorities_of(day)}
    return sum(draw_sample(authority_id=one, days=days, now=now) is not None for one in sorted(authorities))


def draw_sample(
    *, authority_id: int, days: list[dt.date], now: dt.datetime, seed: int | None = None
) -> UUID | None:
    """Draw one authority's sample of the days; None when it has been drawn already."""
    seed = secrets.randbits(32) if seed is None else seed
    with entering(authorities=[authority_id], desk=[authority_id]):
        cases = [(day, one) for day in days for one in _cases(list_facts(authority_id, day))]
        review = Review(
            authority_id=authority_id,
            kind=Review.Kind.SAMPLE,
            state=REVIEW.get_step(BEGINNING, "draw").target,
            first_day=days[0],
            last_day=days[-1],
            population=len(cases),
            seed=seed,
            due_on=days[-1] + dt.timedelta(days=DAYS_TO_REVIEW),
        )
        try:
            with transaction.atomic():
                review.save(force_insert=True)
        except IntegrityError:
            return None
        _keep_items(review, by_lot(cases, seed), ReviewItem.Origin.RANDOM)
        _keep_items(review, by_risk(cases), ReviewItem.Origin.RISK)
        note_step(review, "draw", None, now)
    return review.id


def by_lot(cases: list[Drawn], seed: int) -> list[Drawn]:
    """One in a hundred, at least one and at most what a person has the time for."""
    count = min(len(cases), MOST_RANDOM, max(1, round(SHARE * len(cases))))
    return Random(seed).sample(cases, count)


def by_risk(cases: list[Drawn]) -> list[Drawn]:
    """The highest of those that did not alert."""
    below = [one for one in cases if 0 < one[1].score < THRESHOLD]
    return sorted(below, key=lambda one: -one[1].score)[:MOST_RISK]


def _cases(facts: list[AccessFact]) -> list[Suspicion]:
    """Every case of a day, those without points too; browsing is no case of its own here."""
    return [one for one in (*score_cases(facts), *find_plain_cases(facts)) if one.patient_id is not None]


def _keep_items(review: Review, drawn: Iterable[Drawn], origin: ReviewItem.Origin) -> None:
    held = set(review.items.values_list("day", "staff_id", "patient_id"))
    ReviewItem.objects.bulk_create(
        ReviewItem(authority_id=review.authority_id, review=review, origin=origin, **describe_case(one, day))
        for day, one in drawn
        if (day, one.staff_id, one.patient_id) not in held
    )
