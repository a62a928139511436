"""What an authority has set for its permits, from a day on: proposed by one person, approved by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantRow


class PermitSetting(TenantRow):
    """One setting from a day on. What it says never changes, only whether it was approved.

    The approved row with the latest first day that has come holds. `value`: for `four_eyes` the outcomes that
    two officers make, by kind; for `trip_prices` öre to begin with and a kilometre, by travel mode.
    """

    class Name(models.TextChoices):
        """What is set."""

        FOUR_EYES = "four_eyes", _("Beslut som två handläggare fattar")
        TRIP_PRICES = "trip_prices", _("Priser för jämförelse")

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("Föreslagen")
        APPROVED = "approved", _("Godkänd")
        DECLINED = "declined", _("Avslagen")
        TAKEN_BACK = "taken_back", _("Återtagen")

    name = models.CharField(max_length=12, choices=Name)
    value = models.JSONField()
    in_force_from = models.DateField()
    reason = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by_staff = models.UUIDField()
    proposed_signed = models.CharField(max_length=240)
    proposed_at = models.DateTimeField()
    settled_by_staff = models.UUIDField(null=True, blank=True)
    settled_signed = models.CharField(max_length=240, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """One a day; never approved by whoever proposed it."""

        indexes = [
            models.Index(
                fields=("authority", "name", "state", "in_force_from"), name="permit_setting_in_force"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "name", "in_force_from"),
                condition=Q(state="approved"),
                name="permit_setting_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(settled_by_staff__isnull=False) & ~Q(settled_by_staff=F("proposed_by_staff"))),
                name="permit_setting_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(settled_at__isnull=False), name="permit_setting_settled"
            ),
        ]

    def __str__(self) -> str:
        """The setting and its first day."""
        return f"{self.name} {self.in_force_from}"
