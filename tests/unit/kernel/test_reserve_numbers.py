"""Regions' own reserve numbers: their forms and check digits. All numbers here are made up."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import PersonIdentity
from skjuts.core.kernel.reserve_numbers import (
    STOCKHOLM,
    STOCKHOLM_OID,
    ReserveForm,
    ReserveSystem,
    parse_reserve_number,
)

VGR = ReserveSystem("1.2.752.113.11.0.2.1.1.1", "Reservnummer i väst", ReserveForm.VASTRA_GOTALAND)
VARMLAND = ReserveSystem("1.2.752.1.1", "Reservnummer i Värmland", ReserveForm.VARMLAND)
OTHER = ReserveSystem("1.2.752.1.2", "Reservnummer i en region", ReserveForm.UNDOCUMENTED)


def luhn(digits: str) -> str:
    """The check digit, by the textbook: every second digit doubled from the right, digits added."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


STOCKHOLM_NUMBER = "99" + "20" + "0000123" + luhn("0000123")
VGR_NUMBER = "19900101" + "K" + "12" + luhn("900101" + "5" + "12")


@pytest.mark.parametrize(
    ("text", "system", "value"),
    [
        (STOCKHOLM_NUMBER, STOCKHOLM, STOCKHOLM_NUMBER),
        (f" {STOCKHOLM_NUMBER[:8]}-{STOCKHOLM_NUMBER[8:]} ", STOCKHOLM, STOCKHOLM_NUMBER),
        (f"{STOCKHOLM_NUMBER[:8]}\u2013{STOCKHOLM_NUMBER[8:]}", STOCKHOLM, STOCKHOLM_NUMBER),
        (VGR_NUMBER.lower(), VGR, VGR_NUMBER),
        ("19900101AB1C", VARMLAND, "19900101AB1C"),
        ("res 12-34", OTHER, "RES1234"),
    ],
)
def test_number_when_of_its_region_s_form_is_read_in_one_spelling(
    text: str, system: ReserveSystem, value: str
) -> None:
    """One person, one value: whoever searches writes it with or without the hyphen."""
    assert parse_reserve_number(text, system) == PersonIdentity(system.oid, value)


@pytest.mark.parametrize(
    ("text", "system"),
    [
        (STOCKHOLM_NUMBER[:-1] + str((int(STOCKHOLM_NUMBER[-1]) + 1) % 10), STOCKHOLM),
        ("98" + STOCKHOLM_NUMBER[2:], STOCKHOLM),
        (STOCKHOLM_NUMBER + "1", STOCKHOLM),
        (VGR_NUMBER[:-1] + str((int(VGR_NUMBER[-1]) + 3) % 10), VGR),
        (VGR_NUMBER.replace("K", "L"), VGR),
        ("19900101A11C", VARMLAND),
        ("12345", OTHER),
        ("A" * 21, OTHER),
        ("123 456;", OTHER),
        ("١٢٣٤٥٦٧٨", OTHER),
    ],
)
def test_number_when_mistyped_is_refused_without_being_repeated(text: str, system: ReserveSystem) -> None:
    """The check digit is there for the slip of a finger, and a log is no place for numbers."""
    with pytest.raises(InvalidField) as refused:
        parse_reserve_number(text, system, field="number")
    assert refused.value.field == "number"
    assert text not in refused.value.message + refused.value.remedy


@pytest.mark.parametrize("place", range(4, 12))
def test_stockholm_number_when_one_digit_is_wrong_is_always_refused(place: int) -> None:
    """Luhn's method finds every single wrong digit that it covers."""
    for digit in "0123456789":
        if digit != STOCKHOLM_NUMBER[place]:
            with pytest.raises(InvalidField):
                parse_reserve_number(
                    STOCKHOLM_NUMBER[:place] + digit + STOCKHOLM_NUMBER[place + 1 :], STOCKHOLM
                )


def test_stockholm_system_when_named_has_its_published_oid() -> None:
    """Other systems know the number by it."""
    assert STOCKHOLM.oid == STOCKHOLM_OID == "1.2.752.97.3.1.3"
