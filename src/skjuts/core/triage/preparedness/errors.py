"""What can be wrong with a question about preparedness."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadPreparedness(InvalidInput):
    """Calls, reach and stations do not belong together, or a unit is said to leave where none stands."""

    code = "input.preparedness"
    sentence = "Underlaget om beredskap hänger inte ihop."
    advice = (
        "Kontrollera att varje nod har en vikt och en rad i räckvidden, och att enheten finns på stationen."
    )
