"""How far an authority has come on its way into the platform."""

from __future__ import annotations

from django.db import models

from skjuts.apps.registry.models.staff import Assignment
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class OnboardingNote(TenantRow):
    """What somebody has said of a step that the registers cannot judge: done, or not needed and why."""

    step = models.CharField(max_length=40)
    is_done = models.BooleanField()
    note = models.CharField(max_length=400, blank=True, default="")
    written_by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """One note a step; the newest word stands."""

        constraints = [models.UniqueConstraint(fields=("authority", "step"), name="onboarding_note_step")]

    def __str__(self) -> str:
        """The step."""
        return self.step
