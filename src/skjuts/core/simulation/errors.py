"""What can be wrong with a question about what would have been."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadScenario(InvalidInput):
    """A scenario cannot be tried on this past: shares, times or ids do not belong to it."""

    code = "input.scenario"
    sentence = "Scenariot går inte att pröva på det här underlaget."
    advice = "Kontrollera scenariots värden mot perioden som det prövas på."
