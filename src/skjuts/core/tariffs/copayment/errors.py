"""What can be wrong with a trip to price, and with a ledger to write on in."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidInput


class BadTrip(InvalidInput):
    """A trip cannot be priced: it has no legs, an amount or distance below nothing, or an id twice."""

    code = "copayment.trip"
    sentence = "Resan går inte att räkna på."
    advice = "Rätta resans färdsätt, belopp och avstånd."


class BadLedger(Conflict):
    """Entries are missing or out of order: somebody else wrote on, or the ledger was cut."""

    code = "copayment.ledger"
    sentence = "Raderna i högkostnadsskyddets liggare följer inte på varandra."
    advice = "Läs in hela liggaren på nytt och räkna om."


class BadFeeCase(InvalidInput):
    """A worked case of fees cannot be read: a fact, a mode or an amount is not in the book's own words."""

    code = "copayment.case"
    sentence = "Ett räkneexempel går inte att läsa."
    advice = "Rätta det som pekas ut och läs in exemplen igen."
