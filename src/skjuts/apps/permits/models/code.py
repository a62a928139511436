"""Code lists of an authority, for certificates."""

from __future__ import annotations

from django.db import models

from skjuts.apps.tenancy.rows import TenantRow


class ConditionCode(TenantRow):
    """A code with its Swedish words, and what it fills in on a certificate (`codes.ListedCode`).

    A code that a newer file no longer has is retired: it stands on certificates, and is chosen no more.
    """

    system = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    fills = models.JSONField(default=dict)
    imported_by_staff = models.UUIDField()
    imported_signed = models.CharField(max_length=240)
    imported_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Each code once in its system."""

        constraints = [
            models.UniqueConstraint(fields=("authority", "system", "code"), name="condition_code_once")
        ]

    def __str__(self) -> str:
        """The code."""
        return f"{self.system} {self.code}"
