"""Attempts at the test. Nothing in here is ever changed or taken away."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.training.models.enrolment import Enrolment


class Attempt(TenantRow):
    """A test that was drawn: the seed gives the questions and the order of their options again."""

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    language = models.CharField(max_length=2)
    questions = ArrayField(models.CharField(max_length=80))
    started_at = models.DateTimeField()

    class Meta:
        """Numbered from one in each enrolment."""

        constraints = [
            models.UniqueConstraint(fields=("enrolment", "number"), name="attempt_number"),
            models.CheckConstraint(condition=Q(questions__len__gt=0), name="attempt_has_questions"),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class AttemptOutcome(TenantRow):
    """What became of an attempt that was handed in."""

    attempt = TenantForeignKey(Attempt, models.PROTECT, related_name="outcomes")
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    has_passed = models.BooleanField()
    submitted_at = models.DateTimeField()

    class Meta:
        """One outcome for each attempt; nobody has more right than were asked."""

        constraints = [
            models.UniqueConstraint(fields=("attempt",), name="attempt_outcome_once"),
            models.CheckConstraint(condition=Q(right__lte=F("asked")), name="attempt_outcome_right"),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class AttemptAnswer(TenantRow):
    """One question of an attempt with what was chosen."""

    attempt = TenantForeignKey(Attempt, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=80)
    chosen = ArrayField(models.CharField(max_length=1))
    is_right = models.BooleanField()

    class Meta:
        """Each question once."""

        indexes = [models.Index(fields=("authority", "question"), name="attempt_answer_question")]
        constraints = [
            models.UniqueConstraint(fields=("attempt", "question"), name="attempt_answer_once"),
        ]

    def __str__(self) -> str:
        """The question."""
        return self.question
