"""What controllers enter for the leader's page to be read against: budgets by month, and index terms.

Rows that only grow: what was told last holds, and what was told before can still be read.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantRow

FIRST_MONTH, LAST_MONTH = 1990 * 12, 2200 * 12


class Budget(TenantRow):
    """What one month of one ledger may cost. The latest row of a month and ledger holds."""

    class Ledger(models.TextChoices):
        """Whose money: `core.followup.population.Ledger`."""

        ORDINARY = "ordinary", _("Ordinarie budget")
        ASYLUM = "asylum", _("Asylboenden")

    month = models.PositiveIntegerField()
    ledger = models.CharField(max_length=10, choices=Ledger)
    amount_ore = models.BigIntegerField()
    source = models.CharField(max_length=400)
    entered_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    entered_at = models.DateTimeField()

    class Meta:
        """The latest first. Months are counted as `core.followup.months` counts them."""

        ordering = ("-entered_at", "month")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=FIRST_MONTH, month__lt=LAST_MONTH), name="budget_month"
            ),
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="budget_not_below_nought"),
        ]

    def __str__(self) -> str:
        """Its ledger."""
        return self.ledger


class IndexTerms(TenantRow):
    """Contracts' index clauses and the series that they follow, as rows of text. The latest row holds."""

    clauses = models.JSONField()
    series = models.JSONField()
    source = models.CharField(max_length=400)
    entered_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    entered_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-entered_at",)

    def __str__(self) -> str:
        """Where they are from."""
        return self.source
