"""The review of who has read what: alerts, samples, what was found, and who looked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import LooseTenantRow, TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField


class Review(LooseTenantRow):
    """A task for a log reviewer, and the record that it was done.

    `population` counts the cases (a person and a patient on a day) of the period, `seed` makes the drawn
    sample repeatable, `conclusion` is the reviewer's own words.
    """

    class Kind(models.TextChoices):
        """What started it."""

        SAMPLE = "sample", _("Stickprov")
        ALERT = "alert", _("Larm")

    class State(models.TextChoices):
        """See `workflow.REVIEW`."""

        WAITING = "waiting", _("Väntar")
        UNDER_WAY = "under_way", _("Pågår")
        CLOSED = "closed", _("Avslutad")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    first_day = models.DateField()
    last_day = models.DateField()
    population = models.PositiveIntegerField()
    seed = models.BigIntegerField(default=0)
    due_on = models.DateField()
    opened_at = models.DateTimeField(db_default=Now())
    reviewer_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusion = EncryptedTextField(blank=True, default="")

    class Meta:
        """One sample for each period; whoever has begun is known."""

        constraints = [
            models.UniqueConstraint(
                fields=("authority_id", "first_day", "last_day"),
                condition=Q(kind="sample"),
                name="audit_review_sample_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", reviewer_id=None)
                | (~Q(state="waiting") & Q(reviewer_id__isnull=False)),
                name="audit_review_has_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
                name="audit_review_closed",
            ),
        ]
        indexes = [models.Index(fields=("authority_id", "state", "due_on"), name="audit_review_waiting")]

    def __str__(self) -> str:
        """Its id."""
        return str(self.id)


class Case(LooseTenantRow):
    """What a person did with one patient's data on a day. `patient_id` is None for browsing."""

    day = models.DateField()
    staff_id = models.UUIDField()
    unit_id = models.UUIDField()
    patient_id = models.UUIDField(null=True)
    accesses = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    score = models.FloatField(default=0)
    signals = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Never who or whom."""
        return str(self.id)


class Alert(Case):
    """A case that the detector points at. Open until a review of it is begun."""

    review = TenantForeignKey(Review, models.PROTECT, null=True, related_name="alerts")

    class Meta:
        """Each case alerts once, however often the day is looked at."""

        constraints = [
            models.UniqueConstraint(
                fields=("authority_id", "day", "staff_id", "patient_id"),
                nulls_distinct=False,
                name="audit_alert_once",
            ),
        ]
        indexes = [
            models.Index(fields=("authority_id", "day"), condition=Q(review=None), name="audit_alert_open")
        ]


class ReviewItem(Case):
    """A case to be judged. `note` says what was found out; a person's words, so encrypted."""

    class Origin(models.TextChoices):
        """Why it is in the review."""

        RANDOM = "random", _("Slumpvis urval")
        RISK = "risk", _("Riskurval")
        ALERT = "alert", _("Larm")

    class Finding(models.TextChoices):
        """What the reviewer came to."""

        JUSTIFIED = "justified", _("Berättigad")
        EXPLAINED = "explained", _("Förklarad efter fråga")
        UNJUSTIFIED = "unjustified", _("Obehörig, överlämnad till chefen")

    review = TenantForeignKey(Review, models.PROTECT, related_name="items")
    origin = models.CharField(max_length=10, choices=Origin)
    finding = models.CharField(max_length=12, choices=Finding, blank=True, default="")
    note = EncryptedTextField(blank=True, default="")
    judged_by = models.UUIDField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        """A finding is somebody's."""

        constraints = [
            models.CheckConstraint(
                condition=Q(finding="", judged_by=None) | (~Q(finding="") & Q(judged_by__isnull=False)),
                name="audit_item_judged_by_someone",
            ),
        ]
        indexes = [models.Index(fields=("review",), name="audit_item_review")]


class ReviewStep(LooseTenantRow):
    """What was done in a review, by whom and when. Only grows."""

    review = TenantForeignKey(Review, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    item_id = models.UUIDField(null=True)
    finding = models.CharField(max_length=12, blank=True, default="")
    staff_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        """In order of time."""

        ordering = ("at", "id")
        indexes = [models.Index(fields=("review", "at"), name="audit_step_review")]

    def __str__(self) -> str:
        """What was done."""
        return self.verb
