"""What can be wrong with alternatives that are to be compared."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput


class BadAlternative(InvalidInput):
    """An estimate, a rank or a date of an alternative is not what it can be."""

    code = "input.alternative"
    sentence = "Alternativen går inte att jämföra."
    advice = "Rätta underlaget enligt beskrivningen av formatet."
