"""Care providers and their units."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.tenancy.swedish_order import SwedishOrder


class CareProvider(TenantRow):
    """An organisation that gives care: the region's own, a municipality's or a private one."""

    name = models.CharField(max_length=160)
    hsa_id = models.CharField(max_length=31)

    class Meta:
        """One row for each HSA-id and authority."""

        constraints = [
            models.UniqueConstraint(fields=("authority", "hsa_id"), name="care_provider_hsa_id"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Unit(TenantRow):
    """A place of work: ward, clinic, health centre, booking centre or desk."""

    class Kind(models.TextChoices):
        """What the unit does."""

        CARE = "care", _("Vårdenhet")
        CENTRE = "centre", _("Beställningscentral")
        ASSESSMENT = "assessment", _("Bedömningsenhet")
        OFFICE = "office", _("Kansli")

    care_provider = TenantForeignKey(
        CareProvider, models.PROTECT, related_name="units", null=True, blank=True
    )
    parent = TenantForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=160)
    hsa_id = models.CharField(max_length=31)
    municipality = models.CharField(max_length=80, blank=True, default="")
    phone = models.CharField(max_length=24, blank=True, default="")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One row for each HSA-id and authority."""

        indexes = [models.Index(SwedishOrder("name"), "id", name="unit_by_name")]
        constraints = [
            models.UniqueConstraint(fields=("authority", "hsa_id"), name="unit_hsa_id"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
