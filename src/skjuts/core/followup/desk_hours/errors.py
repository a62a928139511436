"""What can be wrong with a question about desk hours."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadDeskHours(InvalidInput):
    """Opening hours, arrivals or stated shares are outside what they can be."""

    code = "input.desk_hours"
    sentence = "Underlaget om öppettider är omöjligt."
    advice = "Kontrollera att tiderna ligger inom dygnet, och att andelarna växer med öppettiden."
