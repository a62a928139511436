"""Travel claims: one-way trips of a patient, as they were told. Rows are only added."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.case import SignedRow
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField


class TravelClaim(SignedRow):
    """One trip, one way. `key` names where it comes from, so that nothing is claimed twice.

    `content`: `trips.ClaimContent` as written. `claimed_on`: the day on which it came to the authority, by
    which late claims are told from early ones.
    """

    class Origin(models.TextChoices):
        """Where it comes from."""

        PERMIT = "permit", _("Resa räknad på tillstånd")
        ENTERED = "entered", _("Reseräkning")

    key = models.CharField(max_length=120)
    origin = models.CharField(max_length=8, choices=Origin)
    travel_day = models.DateField()
    claimed_on = models.DateField()
    content = EncryptedTextField()

    class Meta:
        """Each source once; found by whose it is."""

        indexes = [models.Index(fields=("patient", "travel_day"), name="travel_claim_patient")]
        constraints = [models.UniqueConstraint(fields=("authority", "key"), name="travel_claim_once")]


class ClaimWithdrawal(SignedRow):
    """A claim was taken back, with why. Rows are only added."""

    claim = TenantForeignKey(TravelClaim, models.PROTECT, related_name="withdrawals")
    reason = EncryptedTextField()

    class Meta:
        """Once for each claim."""

        constraints = [models.UniqueConstraint(fields=("claim",), name="claim_withdrawal_once")]
