"""What can be wrong with a question about the air-ambulance bill."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadBill(InvalidInput):
    """An income, a share or a number of hours is outside what it can be."""

    code = "input.air_bill"
    sentence = "Underlaget om flygambulansens kostnader är omöjligt."
    advice = "Andelar ska ligga mellan 0 och 1, och regionens timmar får inte vara fler än alla regioners."
