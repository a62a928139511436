"""A travel claim: one trip, one way."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind
from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.core.rules import RuleBook
from skjuts.web.fields import DayField, LongTextField, PageForm, RadioField, SelectField, WholeNumberField
from skjuts.web.languages import said_in

METRES_PER_KM = 1000
EXPENSES = [
    (ExpenseKind.OWN_VEHICLE.value, _("Körde egen bil")),
    (ExpenseKind.TICKET.value, _("Köpte biljett")),
    (ExpenseKind.ORDERED.value, _("Regionen beställde resan")),
]
HINTS = {
    ExpenseKind.OWN_VEHICLE.value: _("Ange sträckan enkel väg i kilometer."),
    ExpenseKind.TICKET.value: _("Ange biljettens pris i kronor."),
}
MODES = [(mode, TRAVEL_MODES[mode]) for mode in LADDER]
ASKED = ("trip_scope", "care_kind")
"""What fee rules ask for besides; a field for each that the book knows."""


class ClaimForm(PageForm):
    """A trip as the patient tells it, with receipt at hand."""

    travel_day = DayField(label=_("Resdag"))
    claimed_on = DayField(label=_("Begäran kom in"))
    travel_mode = SelectField(label=_("Färdsätt"), choices=MODES)
    expense = RadioField(
        label=_("Vem betalade?"), choices=EXPENSES, hints=HINTS, missing=_("Välj vem som betalade.")
    )
    amount = WholeNumberField(
        label=_("Kilometer eller kronor"), width="xs", min_value=0, max_value=99_999, required=False
    )
    parking = WholeNumberField(
        label=_("Parkering"), suffix=_("kr"), width="xs", min_value=0, max_value=9_999, required=False
    )

    def __init__(self, *args: Any, book: RuleBook | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [book.every_fact[one] for one in ASKED if book and one in book.every_fact]
        for fact in self.asked:
            self.fields[fact.id] = SelectField(
                label=said_in(fact.question or fact.name), choices=list(fact.choices.items()), required=False
            )

    def clean(self) -> dict[str, Any]:
        """An amount is needed for what the patient paid."""
        told = super().clean() or {}
        if told.get("expense") in HINTS and told.get("amount") is None:
            self.add_error("amount", HINTS[told["expense"]])
        return told

    @property
    def content(self) -> ClaimContent:
        """The trip."""
        told = self.cleaned_data
        kind = ExpenseKind(told["expense"])
        unit = METRES_PER_KM if kind is ExpenseKind.OWN_VEHICLE else ORE_PER_KRONA
        amount = None if told["amount"] is None else told["amount"] * unit
        leg = ClaimLeg(travel_mode=told["travel_mode"], expense=kind, amount=amount)
        facts = {fact.id: told[fact.id] for fact in self.asked if told[fact.id]}
        return ClaimContent(legs=(leg,), facts=facts, parking_ore=(told["parking"] or 0) * ORE_PER_KRONA)


class WithdrawForm(PageForm):
    """Why a claim is taken back."""

    reason = LongTextField(label=_("Varför tas resan tillbaka?"), rows=3, limit=400)
