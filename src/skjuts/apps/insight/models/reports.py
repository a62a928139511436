"""Subscriptions to the month's report, and what was sent."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from skjuts.apps.registry.models import Assignment
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class ReportSubscription(TenantRow):
    """Somebody's wish for the month's report. `day` of the month; None: as soon as a month is settled.

    `first_month`: the first month that is reported; what was settled before is not sent afterwards.
    """

    assignment = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    figures = ArrayField(models.SlugField(max_length=40))
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    first_month = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One at a time for each assignment, about something, on a day that every month has."""

        constraints = [
            models.UniqueConstraint(
                fields=("assignment",), condition=Q(ended_at=None), name="report_subscription_once"
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(day__gte=1, day__lte=28), name="report_subscription_day"
            ),
            models.CheckConstraint(condition=Q(figures__len__gt=0), name="report_subscription_figures"),
        ]

    def __str__(self) -> str:
        """Its id."""
        return str(self.id)


class SentReport(TenantRow):
    """A month's report that was put in the outbox; `is_sent` is False when the register has no address."""

    subscription = TenantForeignKey(ReportSubscription, models.PROTECT, related_name="sent")
    month = models.PositiveIntegerField()
    is_sent = models.BooleanField()
    sent_at = models.DateTimeField()

    class Meta:
        """Each month once."""

        ordering = ("-month",)
        constraints = [models.UniqueConstraint(fields=("subscription", "month"), name="sent_report_once")]

    def __str__(self) -> str:
        """The month."""
        return str(self.month)
