"""The chain around the access log. These rows belong to the house, not to an authority, and only grow."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Era(models.Model):
    """A stretch of the log during which the server counted its transactions in one go.

    A database that is restored on another server starts counting anew; `base` is added so that positions
    go on upwards. No row means base 0.
    """

    id = models.BigAutoField(primary_key=True)
    base = models.BigIntegerField()
    begun_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Read by the database's own function `audit_position`."""

        db_table = "audit_era"

    def __str__(self) -> str:
        """Its number."""
        return str(self.id)


class Seal(models.Model):
    """A batch of entries, in order, bound to all that came before.

    It covers the entries whose (position, id) lies from the seal before it up to, not including,
    (`upto_position`, `upto_id`). `marks` holds eight bytes of each entry's digest, in order, by which a
    changed entry is pointed out; `root` binds the whole digests and `chain` everything up to here.
    """

    sequence = models.BigIntegerField(primary_key=True)
    upto_position = models.BigIntegerField()
    upto_id = models.BigIntegerField()
    entries = models.IntegerField()
    entries_before = models.BigIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    marks = models.BinaryField()
    root = models.BinaryField()
    chain = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        """In order."""

        db_table = "audit_seal"
        ordering = ("sequence",)

    def __str__(self) -> str:
        """Its number."""
        return str(self.sequence)


class Checkpoint(models.Model):
    """A signed statement of how far the chain had come; its copy lies with the witness outside."""

    id = models.BigAutoField(primary_key=True)
    sequence = models.BigIntegerField()
    chain = models.BinaryField()
    entries = models.BigIntegerField()
    made_at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField()

    class Meta:
        """In order."""

        db_table = "audit_checkpoint"
        ordering = ("id",)

    def __str__(self) -> str:
        """Which seal it speaks of."""
        return str(self.sequence)


class AcceptedLoss(models.Model):
    """Somebody's signed word that the log was put back and entries are gone (`audit.losses`)."""

    id = models.BigAutoField(primary_key=True)
    first = models.BigIntegerField()
    head = models.BigIntegerField()
    chain = models.BinaryField()
    entries_at_most = models.BigIntegerField()
    accepted_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=31)
    reason = models.CharField(max_length=400)
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField()

    class Meta:
        """In order."""

        db_table = "audit_accepted_loss"
        ordering = ("id",)

    def __str__(self) -> str:
        """From which seal on."""
        return str(self.first)
