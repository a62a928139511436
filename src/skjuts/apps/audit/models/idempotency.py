"""Answers kept for those who ask the same thing twice."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from skjuts.apps.vault.fields import EncryptedTextField


class StoredAnswer(models.Model):
    """What was answered to one key of one account. Only the account itself can read it.

    `fingerprint` is a digest of method, address and body. `status` is 0 while the first request is under
    way, which nobody else can see: the row is committed together with what the request did.
    """

    id = models.BigAutoField(primary_key=True)
    account_id = models.UUIDField()
    key = models.UUIDField()
    fingerprint = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = EncryptedTextField(default="")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        """One answer for each key."""

        db_table = "audit_stored_answer"
        constraints = [models.UniqueConstraint(fields=("account_id", "key"), name="audit_answer_key")]
        indexes = [models.Index(fields=("created_at",), name="audit_answer_age")]

    def __str__(self) -> str:
        """Its number."""
        return str(self.id)
