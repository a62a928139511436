"""How each question of the bank behaves: how many get it right, and whether those who know do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import Corr
from django.db.models import Avg, Case, Count, F, FloatField, Max, Value, When

from skjuts.apps.training.models import AttemptAnswer, AttemptOutcome, CourseVersion


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question's figures.

    `share` of the answers were right: its difficulty. `discrimination` is the point-biserial correlation of
    the answer with the rest of the test, None where nothing varies; close to 0 or below, the question does
    not tell those who know from those who do not.
    """

    question: str
    asked: int
    share: float
    discrimination: float | None
    last_at: dt.datetime


@dataclass(frozen=True, slots=True)
class TestFigures:
    """Attempts handed in, and how many passed."""

    handed_in: int
    passed: int
    people: int


def list_question_figures(version: CourseVersion) -> list[QuestionFigures]:
    """List every question ever asked in the course, in any version: an id keeps its meaning."""
    rows = AttemptAnswer.objects.filter(
        authority_id=version.authority_id, attempt__enrolment__version__slug=version.slug
    )
    point = Case(When(is_right=True, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
    counted = (
        rows.annotate(point=point, rest=F("attempt__outcomes__right") - point)
        .values("question")
        .annotate(
            asked=Count("id"),
            share=Avg("point"),
            discrimination=Corr("point", "rest"),
            last_at=Max("attempt__outcomes__submitted_at"),
        )
        .order_by("question")
    )
    return [
        QuestionFigures(row["question"], row["asked"], row["share"], row["discrimination"], row["last_at"])
        for row in counted
    ]


def count_attempts(version: CourseVersion) -> TestFigures:
    """Count the attempts at any version of the course."""
    rows = AttemptOutcome.objects.filter(
        authority_id=version.authority_id, attempt__enrolment__version__slug=version.slug
    )
    counted = rows.aggregate(
        handed_in=Count("id"),
        passed=Count(Case(When(has_passed=True, then=1))),
        people=Count("attempt__enrolment__staff", distinct=True),
    )
    return TestFigures(**counted)
