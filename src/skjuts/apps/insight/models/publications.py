"""Open data: sets of tables, in versions that are prepared by one and published by another.

What a version says is fixed when it is prepared: its tables lie in the row, small cells gone. Nobody outside
sees it before it is published and its day has come.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class Publication(TenantRow):
    """A version of a data set. `tables`: as `facts.open_data` writes them. `free_on`: the embargo ends."""

    name = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    about = models.TextField()
    first_month = models.PositiveIntegerField()
    last_month = models.PositiveIntegerField()
    tables = models.JSONField()
    population = models.CharField(max_length=300)
    source = models.TextField()
    edition = models.TextField()
    free_on = models.DateField()
    prepared_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    prepared_at = models.DateTimeField()

    class Meta:
        """The latest first; each version once."""

        ordering = ("-prepared_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=("authority", "name", "version"), name="publication_version")
        ]

    def __str__(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"


class PublicationStep(TenantRow):
    """A publication was published or taken back, by whom and why. Rows are only added."""

    class Kind(models.TextChoices):
        """What was done."""

        PUBLISHED = "published", _("Publicerad")
        WITHDRAWN = "withdrawn", _("Tillbakadragen")

    publication = TenantForeignKey(Publication, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind)
    reason = models.TextField(blank=True, default="")
    taken_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    taken_at = models.DateTimeField()

    class Meta:
        """In order; each once."""

        ordering = ("taken_at",)
        constraints = [models.UniqueConstraint(fields=("publication", "kind"), name="publication_step_once")]

    def __str__(self) -> str:
        """What was done."""
        return self.kind
