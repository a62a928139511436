"""Keys by which programs come in. What a program may do stands in its assignment, as for people."""

from __future__ import annotations

import uuid

from django.db import models

from skjuts.apps.registry.models import Account


class ApiKey(models.Model):
    """One key of one program. Only its digest is kept: the key itself is shown once, when it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="api_keys")
    digest = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=80)
    calls_a_minute = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Its id, never the key."""
        return str(self.id)


class CallTally(models.Model):
    """How many calls an account has made within the minute."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    minute = models.DateTimeField()
    calls = models.PositiveIntegerField()

    def __str__(self) -> str:
        """Whose; never who."""
        return str(self.account_id)
