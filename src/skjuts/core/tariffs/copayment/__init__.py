"""What a trip costs the patient, and the ceiling. What it means stands in the README beside this file."""

from skjuts.core.tariffs.copayment.accounts import (
    Account,
    ClaimedTrip,
    TripAccount,
    make_claim,
    settle_prices,
    settle_trips,
)
from skjuts.core.tariffs.copayment.asking import OpenQuestion
from skjuts.core.tariffs.copayment.cap import Cause, Charge, FeeClaim, Period, Standing, charge_claims
from skjuts.core.tariffs.copayment.ledger import EntryKind, LedgerEntry, Posting, post_claims, sum_entries
from skjuts.core.tariffs.copayment.payouts import (
    PayoutEntry,
    PayoutKind,
    PayoutTerms,
    find_balance,
    find_payout_day,
    post_payouts,
)
from skjuts.core.tariffs.copayment.pricing import (
    Counting,
    OpenPrice,
    Settlement,
    TripPrice,
    price_family,
    price_trip,
    settle,
)
from skjuts.core.tariffs.copayment.schedule import FeeSchedule, Told
from skjuts.core.tariffs.copayment.steps import Basis, Step, StepKind
from skjuts.core.tariffs.copayment.terms import CapTerms, ClaimMonths, ClaimYears
from skjuts.core.tariffs.copayment.trips import Leg, OneWayTrip, OrderedRide, OwnVehicle, Ticket

__all__ = [
    "Account",
    "Basis",
    "CapTerms",
    "Cause",
    "Charge",
    "ClaimMonths",
    "ClaimYears",
    "ClaimedTrip",
    "Counting",
    "EntryKind",
    "FeeClaim",
    "FeeSchedule",
    "LedgerEntry",
    "Leg",
    "OneWayTrip",
    "OpenPrice",
    "OpenQuestion",
    "OrderedRide",
    "OwnVehicle",
    "PayoutEntry",
    "PayoutKind",
    "PayoutTerms",
    "Period",
    "Posting",
    "Settlement",
    "Standing",
    "Step",
    "StepKind",
    "Ticket",
    "Told",
    "TripAccount",
    "TripPrice",
    "charge_claims",
    "find_balance",
    "find_payout_day",
    "make_claim",
    "post_claims",
    "post_payouts",
    "price_family",
    "price_trip",
    "settle",
    "settle_prices",
    "settle_trips",
    "sum_entries",
]
