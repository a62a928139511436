"""Person numbers in running text: pure. What is found is never repeated, only how many there are."""

from __future__ import annotations

import datetime as dt
import re

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import parse_person_identity

_CANDIDATE = re.compile(
    r"(?<![\w+-])(?:\d{2}[ ]?)?\d{6}[ ]?[-+\u2010-\u2015]?[ ]?[\dA-Z]{3}\d(?![\w-])", re.ASCII | re.IGNORECASE
)


def count_person_numbers(text: str, *, today: dt.date) -> int:
    """Count what reads as a personal, coordination or reserve number, check digit included."""
    return sum(_is_person_number(found.group(), today) for found in _CANDIDATE.finditer(text))


def refuse_person_numbers(text: str, *, field: str, today: dt.date) -> None:
    """Raise InvalidField when a text names a patient by number."""
    if count_person_numbers(text, today=today):
        raise InvalidField(
            "Texten innehåller ett personnummer.",
            field=field,
            remedy="Ta bort det. Beskriv fallet så att ingen patient går att känna igen.",
        )


def _is_person_number(text: str, today: dt.date) -> bool:
    try:
        parse_person_identity(text, on=today)
    except InvalidField:
        return False
    return True
