"""What became of a finding, and samples drawn to be checked by hand: rows that are added, never changed.

Findings themselves are not stored: they follow from the lines each time they are asked for. A mark keeps what
the finding was when somebody acted on it, because a corrected delivery may take the lines away.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class FindingMark(TenantRow):
    """What somebody did about a finding. `finding` is made of its rule and lines; the latest mark counts.

    `agreed_ore`: what came back or was not paid, said when the finding is settled.
    """

    class State(models.TextChoices):
        """How far the question has come."""

        ASKED = "asked", _("Frågad")
        ANSWERED = "answered", _("Besvarad")
        SETTLED = "settled", _("Avslutad")

    finding = models.CharField(max_length=32)
    rule = models.CharField(max_length=40)
    month = models.PositiveIntegerField()
    contract = models.CharField(max_length=200)
    trips = models.JSONField()
    at_stake_ore = models.BigIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=State)
    agreed_ore = models.BigIntegerField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    edition = models.TextField()
    marked_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    marked_at = models.DateTimeField()

    class Meta:
        """The latest first; money is agreed on only when the finding is settled."""

        ordering = ("-marked_at", "-id")
        indexes = [models.Index(fields=("authority", "month"), name="finding_mark_month")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="settled") | Q(agreed_ore__isnull=True), name="finding_mark_agreed"
            )
        ]

    def __str__(self) -> str:
        """The finding's own id."""
        return self.finding


class DrawnSample(TenantRow):
    """Lines of a month drawn by chance. `strata`: from and to which amount, and how many lines there were."""

    month = models.PositiveIntegerField()
    contract = models.CharField(max_length=200, blank=True, default="")
    seed = models.BigIntegerField()
    strata = models.JSONField()
    line_count = models.PositiveIntegerField()
    amount_ore = models.BigIntegerField()
    edition = models.TextField()
    drawn_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    drawn_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-drawn_at", "-id")

    def __str__(self) -> str:
        """Its seed."""
        return str(self.seed)


class SampleLine(TenantRow):
    """A drawn line: in which stratum, and what it was billed at."""

    sample = TenantForeignKey(DrawnSample, models.PROTECT, related_name="lines")
    stratum = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    trip = models.CharField(max_length=64)
    amount_ore = models.BigIntegerField()

    class Meta:
        """In the order of the draw; each line once."""

        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=("sample", "trip"), name="sample_line_once")]

    def __str__(self) -> str:
        """Its place."""
        return str(self.place)


class LineJudgement(TenantRow):
    """How many öre of a drawn line should not have been paid; the latest judgement counts."""

    line = TenantForeignKey(SampleLine, models.PROTECT, related_name="judgements")
    error_ore = models.BigIntegerField()
    note = models.TextField(blank=True, default="")
    judged_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    judged_at = models.DateTimeField()

    class Meta:
        """The latest first; nobody is owed more than the line."""

        ordering = ("-judged_at", "-id")
        constraints = [models.CheckConstraint(condition=Q(error_ore__gte=0), name="line_judgement_amount")]

    def __str__(self) -> str:
        """The öre in error."""
        return str(self.error_ore)
