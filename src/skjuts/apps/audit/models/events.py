"""Domain events, and how far each has come with each of its handlers."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from skjuts.apps.tenancy.rows import LooseTenantRow, TenantForeignKey


class Event(LooseTenantRow):
    """Something that happened in an app, told to the apps above it. Never changed.

    `number` counts the aggregate's events from 1 without gaps, in the order in which they were committed.
    The four ids tell who did it; they are empty when time or the program did.
    """

    name = models.CharField(max_length=80)
    aggregate_id = models.UUIDField()
    number = models.BigIntegerField()
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    account_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField(db_default=Now())

    class Meta:
        """One number for each event of an aggregate."""

        constraints = [
            models.UniqueConstraint(fields=("aggregate_id", "number"), name="audit_event_number"),
        ]

    def __str__(self) -> str:
        """What happened; never to whom."""
        return f"{self.name} {self.number}"


class Delivery(LooseTenantRow):
    """One event's way to one handler. Marked done in the transaction in which the handler has its effect."""

    class State(models.TextChoices):
        """How far it has come. The rest of the aggregate waits behind what is parked."""

        WAITING = "waiting", "Väntar"
        DONE = "done", "Levererad"
        PARKED = "parked", "Parkerad"

    event = TenantForeignKey(Event, models.PROTECT, related_name="deliveries")
    handler = models.CharField(max_length=80)
    aggregate_id = models.UUIDField()
    number = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    failure = models.CharField(max_length=120, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One way for each handler; what waits is found without reading what is done."""

        constraints = [
            models.UniqueConstraint(fields=("event", "handler"), name="audit_delivery_handler"),
            models.CheckConstraint(
                condition=models.Q(state="done", settled_at__isnull=False)
                | ~models.Q(state="done") & models.Q(settled_at=None),
                name="audit_delivery_settled",
            ),
        ]
        indexes = [
            models.Index(
                fields=("handler", "aggregate_id", "number"),
                condition=~models.Q(state="done"),
                name="audit_delivery_undone",
            ),
        ]

    def __str__(self) -> str:
        """Which handler, which number."""
        return f"{self.handler} {self.number}"
