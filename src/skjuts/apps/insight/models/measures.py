"""Measures as they were described, and the verdicts that were asked for: rows that only grow.

What a measure was expected to do, for whom and from when, is written down once. A verdict is kept with the
edition of the ledger that it rests on, so that it can be read again when the ledger has moved on.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class Measure(TenantRow):
    """A measure: `design` is the question as it was agreed, `foresight` what could be seen at all."""

    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, default="")
    design = models.JSONField()
    foresight = models.JSONField(null=True, blank=True)
    edition = models.TextField(blank=True, default="")
    described_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    described_at = models.DateTimeField()

    class Meta:
        """The latest first; a title is used once."""

        ordering = ("-described_at",)
        constraints = [models.UniqueConstraint(fields=("authority", "title"), name="measure_title")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class MeasureVerdict(TenantRow):
    """What was found when somebody asked: by rule, with every variant that was tried."""

    class Finding(models.TextChoices):
        """What may be said of the effect."""

        SHOWN = "shown", _("Visad")
        NOT_DISTINGUISHABLE = "not_distinguishable", _("Går inte att skilja från noll")
        CONTRADICTED = "contradicted", _("Motsagd")
        DESCRIPTION_ONLY = "description_only", _("Enbart beskrivning")

    measure = TenantForeignKey(Measure, models.PROTECT, related_name="verdicts")
    finding = models.CharField(max_length=20, choices=Finding)
    result = models.JSONField()
    edition = models.TextField()
    program = models.CharField(max_length=40)
    asked_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    asked_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-asked_at",)

    def __str__(self) -> str:
        """The finding."""
        return self.finding
