"""What can go wrong in follow-up, told to the one who can mend it."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class UnreadablePlanRows(InvalidInput):
    """Rows of a plan's table cannot be understood. Nothing has been read in."""

    code = "input.plan_rows"
    sentence = "Tabellen har rader som inte går att läsa. Ingenting har sparats."
    advice = "Rätta raderna som pekas ut och pröva igen."
