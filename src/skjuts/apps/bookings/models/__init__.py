"""Rows of claims and of the ledger; no logic."""

from skjuts.apps.bookings.models.claims import ClaimWithdrawal, TravelClaim
from skjuts.apps.bookings.models.ledger import LedgerRow

__all__ = ["ClaimWithdrawal", "LedgerRow", "TravelClaim"]
