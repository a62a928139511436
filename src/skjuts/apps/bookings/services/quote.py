"""What a ride would cost the patient today: the answer to `core.ports.fees`."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from skjuts.apps.bookings.accounts import schedule_of
from skjuts.apps.bookings.queries.accounts import KIND, know_patient, read_account
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind, make_trip
from skjuts.apps.permits.queries.books import find_book
from skjuts.apps.registry.models import Patient
from skjuts.core.kernel.errors import InvalidInput
from skjuts.core.ports.fees import FeeQuote
from skjuts.core.tariffs.copayment import OpenPrice, Standing, StepKind, TripPrice, price_trip

FREE_WITHOUT_ORDER = frozenset({"walk", "public_transport", "private_car"})
"""What the patient pays for there is seen afterwards, from ticket or distance."""


class LedgerFeeDesk:
    """Quotes from the rule book in force and the patient's ledger."""

    def quote_ride(
        self, *, authority_id: int, patient_id: UUID, travel_mode: str, day: dt.date
    ) -> FeeQuote | None:
        """See `core.ports.fees.FeeDesk`."""
        book = find_book(authority_id, KIND, day)
        if book is None or travel_mode in FREE_WITHOUT_ORDER:
            return None
        patient = Patient.objects.get(pk=patient_id)
        content = ClaimContent(legs=(ClaimLeg(travel_mode=travel_mode, expense=ExpenseKind.ORDERED),))
        known = know_patient(patient).on(day)
        try:
            trip = make_trip(content, trip_id="quote", day=day, known=known, book=book)
            price = price_trip(schedule_of(book), trip)
        except InvalidInput as refusal:
            return FeeQuote(None, str(refusal))
        if isinstance(price, OpenPrice):
            return FeeQuote(None, price.question.text)
        standing = read_account(patient, today=day).account.posting.standing
        return _quote(price, standing, day)


def _quote(price: TripPrice, standing: Standing, day: dt.date) -> FeeQuote:
    text = next((one.text for one in reversed(price.steps) if one.kind is StepKind.FEE), "")
    period = standing.find_period(day)
    if period is None:
        return FeeQuote(price.fee_ore, text, cautions=price.cautions)
    if standing.holds_card(day):
        return FeeQuote(0, text, left_ore=0, free_until=period.ends, cautions=price.cautions)
    left_ore = period.cap_ore - period.counted_ore
    return FeeQuote(min(price.fee_ore, left_ore), text, left_ore=left_ore, cautions=price.cautions)
