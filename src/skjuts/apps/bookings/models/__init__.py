"""Rows of claims and of the ledger; no logic."""

from skjuts.apps.bookings.models.claims import ClaimWithdrawal, TravelClaim
from skjuts.apps.bookings.models.ledger import LedgerRow, PayoutRow

__all__ = ["ClaimWithdrawal", "LedgerRow", "PayoutRow", "TravelClaim"]
