"""Files with units, staff or assignments: what was read, what is wrong with it, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models.staff import Assignment
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class RegisterImport(TenantRow):
    """One file. Its content is kept only until it has been applied or refused.

    `problems`: [{"line": 17, "column": "enhet", "what": "…", "remedy": "…"}, …], the first ones;
    `problem_count` counts them all. `counts`: created, changed, unchanged, closed. While a worker applies the
    file, `rows_done` of `rows_in_all` are done.
    """

    class Kind(models.TextChoices):
        """What the file holds."""

        UNITS = "units", _("Enheter")
        STAFF = "staff", _("Personal")
        ASSIGNMENTS = "assignments", _("Uppdrag")

    class State(models.TextChoices):
        """How far it has come."""

        FAULTY = "faulty", _("Har fel")
        CHECKED = "checked", _("Provläst")
        WAITING = "waiting", _("Väntar på att läsas in")
        APPLIED = "applied", _("Inläst")
        FAILED = "failed", _("Gick inte att läsa in")
        DISCARDED = "discarded", _("Kastad")

    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=12, choices=State)
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    closes_missing = models.BooleanField(default=False)
    line_count = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    rows_done = models.PositiveIntegerField(default=0)
    rows_in_all = models.PositiveIntegerField(default=0)
    begun_by = TenantForeignKey(Assignment, models.PROTECT, related_name="imports_begun")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first, by authority; the content goes when the file is done with."""

        indexes = [models.Index(fields=("authority", "-begun_at"), name="import_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None) | Q(state__in=("checked", "waiting")), name="import_content_kept"
            ),
        ]

    def __str__(self) -> str:
        """Kind and day."""
        return f"{self.kind} {self.begun_at:%Y-%m-%d}"
