"""How far a person has come in a version of a course."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from skjuts.apps.registry.models import StaffMember
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.training.models.course import CourseVersion


class Enrolment(TenantRow):
    """A person takes a version; `page` is where she was last."""

    staff = TenantForeignKey(StaffMember, models.PROTECT, related_name="enrolments")
    version = TenantForeignKey(CourseVersion, models.PROTECT, related_name="enrolments")
    page = models.CharField(max_length=80, blank=True, default="")
    started_at = models.DateTimeField()

    class Meta:
        """Once for each version."""

        constraints = [
            models.UniqueConstraint(fields=("staff", "version"), name="enrolment_once"),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class PageRead(TenantRow):
    """A page that was read to its end."""

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, related_name="pages_read")
    page = models.CharField(max_length=80)
    read_at = models.DateTimeField()

    class Meta:
        """Once for each page."""

        constraints = [
            models.UniqueConstraint(fields=("enrolment", "page"), name="page_read_once"),
        ]

    def __str__(self) -> str:
        """The page."""
        return self.page


class ExerciseAnswer(TenantRow):
    """An answer given for practice, never counted; the newest one is shown with its feedback."""

    enrolment = TenantForeignKey(Enrolment, models.PROTECT, related_name="exercise_answers")
    exercise = models.CharField(max_length=80)
    chosen = ArrayField(models.CharField(max_length=1))
    answered_at = models.DateTimeField()

    class Meta:
        """Found by enrolment and exercise, newest first."""

        indexes = [
            models.Index(fields=("enrolment", "exercise", "-answered_at"), name="exercise_answer_newest"),
        ]

    def __str__(self) -> str:
        """The exercise."""
        return self.exercise
