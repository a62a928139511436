"""Authorities and what one does in another's name. Public facts, without a wall around them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.roles import Task


class Authority(models.Model):
    """A region or municipality: a tenant."""

    class Kind(models.TextChoices):
        """What sort of authority."""

        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Kommun")

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    organisation_number = models.CharField(max_length=10, blank=True, default="")
    settings = models.JSONField(default=dict, blank=True)
    opened_on = models.DateField()

    class Meta:
        """In order of name where nobody asks for another."""

        ordering = ("slug",)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Cooperation(models.Model):
    """One authority's staff work in others' names, for named tasks and dates, by a legal basis."""

    operator = models.ForeignKey(Authority, models.PROTECT, related_name="cooperations_run")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="cooperations")
    tasks = ArrayField(models.CharField(max_length=10, choices=Task))
    legal_basis = models.CharField(max_length=200)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)

    class Meta:
        """Not with oneself, and with dates in order."""

        constraints = [
            models.CheckConstraint(condition=~Q(operator=F("authority")), name="cooperation_with_another"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="cooperation_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        """Who does it for whom."""
        return f"{self.operator} → {self.authority}"
