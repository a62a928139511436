"""Öre on an axis: kronor, thousands or millions, the same unit and decimals all over one chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.web.charts.drawing import Write
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language

ORE_A_KRONA = 100
THOUSAND, MILLION = 1_000, 1_000_000
FROM_THOUSANDS = 100_000
"""Kronor from which thousands are enough."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How öre are written on a chart: the unit's name (for its basis), and the number without it."""

    unit: str
    write: Write


def choose_amounts(values_ore: Sequence[float]) -> Amounts:
    """The unit in which the largest of some amounts has few digits, with decimals when it has one or two."""
    largest = max((abs(value) for value in values_ore), default=0.0) / ORE_A_KRONA
    if largest >= MILLION:
        return Amounts(_("miljoner kronor"), _writer(MILLION, 2 if largest < 10 * MILLION else 1))
    if largest >= FROM_THOUSANDS:
        return Amounts(_("tusen kronor"), _writer(THOUSAND, 0))
    return Amounts(_("kronor"), _writer(1, 0))


def _writer(kronor: int, decimals: int) -> Write:
    language = page_language()
    return lambda ore: format_number(_whole(ore / ORE_A_KRONA / kronor, decimals), language, decimals)


def _whole(value: float, decimals: int) -> float:
    """Rounded before it is written, so that nothing is written as minus nought."""
    return round(value, decimals) + 0.0
