"""The ledger of copayments: entries that are added to and never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.bookings.models.claims import TravelClaim
from skjuts.apps.permits.models.case import SignedRow
from skjuts.apps.tenancy.rows import TenantForeignKey


class LedgerRow(SignedRow):
    """One entry of a patient's ledger, as `core.tariffs.copayment` gives it. Numbers run without gaps."""

    class Kind(models.TextChoices):
        """What it is."""

        CHARGE = "charge", _("Avgift")
        RECOMPUTATION = "recomputation", _("Omräkning")
        WITHDRAWAL = "withdrawal", _("Återtagen resa")

    claim = TenantForeignKey(TravelClaim, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=Kind)
    amount_ore = models.IntegerField()
    posted_on = models.DateField()
    text = models.CharField(max_length=400)

    class Meta:
        """Each number once for each patient."""

        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("patient", "number"), name="ledger_number_once")]


class PayoutRow(SignedRow):
    """One entry of what a patient gets back, as `core.tariffs.copayment.payouts` gives it.

    A payout says that the sum is to be paid; the authority's system of accounts pays it.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CREDIT = "credit", _("Ersättning")
        PAYOUT = "payout", _("Till utbetalning")

    claim = TenantForeignKey(TravelClaim, models.PROTECT, null=True, blank=True, related_name="credits")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    amount_ore = models.IntegerField()
    balance_ore = models.IntegerField()
    posted_on = models.DateField()
    text = models.CharField(max_length=400)

    class Meta:
        """Each number once for each patient."""

        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("patient", "number"), name="payout_number_once")]
