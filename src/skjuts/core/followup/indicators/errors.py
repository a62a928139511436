"""What is wrong with a catalogue of indicators."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadIndicators(InvalidInput):
    """The catalogue cannot be used; the message names file, line and place."""

    code = "followup.indicators"
    sentence = "Katalogen över indikatorer går inte att använda."
    advice = "Rätta det som pekas ut i filen."
