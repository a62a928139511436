"""Values in Swedish."""

from __future__ import annotations

from datetime import date

import pytest

from skjuts.core.rules import Fact, Kind
from skjuts.core.rules.values import Unit, Value, write_prose_value


@pytest.mark.parametrize(
    ("kind", "value", "unit", "prose"),
    [
        (Kind.MONEY, 15_000, ("", ""), "150 kronor"),
        (Kind.MONEY, 100, ("", ""), "1 krona"),
        (Kind.MONEY, 160_050, ("", ""), "1 600,50 kronor"),
        (Kind.RATE, 1850, ("", ""), "18,50 kronor per mil"),
        (Kind.METRES, 54_500, ("", ""), "54,5 kilometer"),
        (Kind.METRES, 800, ("", ""), "800 meter"),
        (Kind.SECONDS, 1800, ("", ""), "30 minuter"),
        (Kind.SECONDS, 3600, ("", ""), "1 timme"),
        (Kind.CLOCK, 18_000, ("", ""), "kl. 05.00"),
        (Kind.DATE, date(2021, 5, 1), ("", ""), "1 maj 2021"),
        (Kind.INTEGER, 1, ("resa", "resor"), "1 resa"),
        (Kind.INTEGER, 20, ("resa", "resor"), "20 resor"),
        (Kind.BOOL, True, ("", ""), "ja"),
    ],
)
def test_value_when_told_in_a_letter_then_is_plain_swedish(
    kind: Kind, value: Value, unit: Unit, prose: str
) -> None:
    """Amounts in reasons reach patients as they are written here."""
    assert write_prose_value(kind, value, unit).replace("\u00a0", " ") == prose


def test_sets_when_told_then_are_listed_by_name() -> None:
    """Identifiers are for programs."""
    fact = Fact("aids", "hjälpmedlen", Kind.CHOICES, {"air": "syrgas", "chair": "rullstol"})
    assert fact.write_prose(frozenset({"chair", "air"})) == "syrgas och rullstol"
    assert fact.write_prose(frozenset()) == "inget"
