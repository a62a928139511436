"""What can be wrong with a plan that is read in."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadPlan(InvalidInput):
    """A table or a statement of a savings plan is not in the form that the documentation describes."""

    code = "input.savings_plan"
    sentence = "Besparingsplanen går inte att läsa."
    advice = "Rätta tabellen eller påståendet enligt beskrivningen av formatet."
