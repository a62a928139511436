"""Assessments: the facts that were put to the rules, and everything that the rules answered."""

from __future__ import annotations

from django.db import models

from skjuts.apps.permits.models.application import Application
from skjuts.apps.permits.models.case import SignedRow
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.vault.fields import EncryptedTextField


class BookCopy(TenantRow):
    """A rule book as it was when somebody was judged by it, whole, so that the answer can be given again."""

    digest = models.CharField(max_length=80)
    book = models.CharField(max_length=80)
    version = models.CharField(max_length=80)
    content = models.TextField()

    class Meta:
        """Each once."""

        constraints = [models.UniqueConstraint(fields=("authority", "digest"), name="book_copy_once")]

    def __str__(self) -> str:
        """The book and its version."""
        return f"{self.book} {self.version}"


class Assessment(SignedRow):
    """One weighing of a matter by one book. Rows are only added.

    `facts`: JSON, fact id to value; `sources`: fact id to where it came from. `verdicts`: every answer, as
    `proposing` writes it. `ladder`: the travel modes tried from no trip upward, as
    `core.regulations.proposal` writes it. `timetable`: the journeys that were found, by the feed
    `feed_version`. `avoided_trips`: one-way trips that the proposal makes unnecessary. Empty `book`: no book
    was in force, and an officer weighed alone.
    """

    application = TenantForeignKey(Application, models.PROTECT, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    book = TenantForeignKey(BookCopy, models.PROTECT, null=True, blank=True, related_name="assessments")
    travel_day = models.DateField()
    asked_mode = models.CharField(max_length=30, blank=True, default="")
    facts = EncryptedTextField()
    sources = EncryptedTextField()
    verdicts = EncryptedTextField()
    ladder = EncryptedTextField(blank=True, default="")
    timetable = EncryptedTextField(blank=True, default="")
    feed_version = models.CharField(max_length=120, blank=True, default="")
    standing = models.CharField(max_length=10)
    proposed_outcome = models.CharField(max_length=12, blank=True, default="")
    proposed_mode = models.CharField(max_length=30, blank=True, default="")
    missing = models.JSONField(default=list)
    avoided_trips = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Numbered from one in each application."""

        constraints = [models.UniqueConstraint(fields=("application", "number"), name="assessment_number")]
