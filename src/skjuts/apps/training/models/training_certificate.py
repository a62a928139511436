"""The certificate that a passed test gives, and the reminders before it ends."""

from __future__ import annotations

from django.db import models

from skjuts.apps.registry.models import StaffMember
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.training.models.attempt import AttemptOutcome
from skjuts.apps.training.models.course import CourseVersion


class TrainingCertificate(TenantRow):
    """Proof that a person passed the test of a course on a day. Rows are only added.

    `check_code` is random: whoever holds the paper may check it on an open page.
    """

    staff = TenantForeignKey(StaffMember, models.PROTECT, related_name="training_certificates")
    version = TenantForeignKey(CourseVersion, models.PROTECT, related_name="training_certificates")
    outcome = TenantForeignKey(AttemptOutcome, models.PROTECT, related_name="training_certificates")
    issued_at = models.DateTimeField()
    valid_to = models.DateField()
    check_code = models.CharField(max_length=16, unique=True)

    class Meta:
        """One for each passed test."""

        indexes = [
            models.Index(fields=("authority", "staff", "valid_to"), name="training_certificate_staff"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("outcome",), name="training_certificate_once"),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class ExpiryReminder(TenantRow):
    """That the holder was told, so many days ahead. Rows are only added."""

    training_certificate = TenantForeignKey(TrainingCertificate, models.PROTECT, related_name="reminders")
    days_ahead = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        """Once for each step."""

        constraints = [
            models.UniqueConstraint(
                fields=("training_certificate", "days_ahead"), name="expiry_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        """How many days ahead."""
        return str(self.days_ahead)
