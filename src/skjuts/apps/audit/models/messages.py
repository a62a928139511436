"""The outbox: what must be told outside, written in the transaction that decided it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from skjuts.apps.tenancy.rows import LooseTenantRow
from skjuts.apps.vault.fields import EncryptedTextField


class Message(LooseTenantRow):
    """One message. The receiver gets it at least once, always with the same `id`, and has one effect of it.

    `key` makes a repeated enqueuing harmless. Messages of one `line` leave in the order of `number`; a dead
    one stops its line until someone retries or drops it. The payload is JSON, encrypted, and taken
    away some time after it has been sent.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "Väntar"
        LEASED = "leased", "Skickas"
        SENT = "sent", "Skickat"
        DEAD = "dead", "Gick inte att skicka"
        DROPPED = "dropped", "Struket"

    channel = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    line = models.CharField(max_length=200, blank=True, default="")
    number = models.BigIntegerField()
    payload = EncryptedTextField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    failure = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One row for each key; what is left to do is found without reading the rest."""

        constraints = [models.UniqueConstraint(fields=("channel", "key"), name="audit_message_key")]
        indexes = [
            models.Index(
                fields=("channel", "line", "number"),
                condition=models.Q(state__in=("waiting", "leased", "dead")),
                name="audit_message_undone",
            ),
        ]

    def __str__(self) -> str:
        """Where to; never what."""
        return f"{self.channel} {self.id}"


class ChannelHealth(models.Model):
    """Whether a channel answers. After some failures in a row it rests, so that the others get their turn.

    Belongs to the house: it tells nothing about any authority.
    """

    channel = models.CharField(max_length=40, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        """One row for each channel that has ever failed."""

        db_table = "audit_channel_health"

    def __str__(self) -> str:
        """Its name."""
        return self.channel
