"""Who and where in Swedish health care: person numbers, reserve numbers and HSA-ids.

A person is known by pairs of (system, value), where the system is an OID: one person may have
several, and a reserve number may later give way to a personal number. Values are stored
without separators, twelve characters for the three national systems.

Sources: Skatteverket SKV 704 and SKV 707 (personal and coordination numbers); Inera,
Nationellt ReservID, specifikation 1.0; Inera, HSA. Error texts never repeat the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from skjuts.core.kernel.errors import InvalidField


class IdentitySystem(StrEnum):
    """The OIDs of the national systems of person identities."""

    PERSONAL_NUMBER = "1.2.752.129.2.1.3.1"
    COORDINATION_NUMBER = "1.2.752.129.2.1.3.3"
    NATIONAL_RESERVE_NUMBER = "1.2.752.74.9.1"


HSA_ID_OID = "1.2.752.129.2.1.4.1"
HsaId = NewType("HsaId", str)

_COORDINATION_DAY = 60
_RESERVE_LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"
_FIRST_RESERVE_CENTURY = 22
_BIRTH_CENTURIES = 3
_FIRST_TEST_SERIALS_END = 1990

_DIGITS = re.compile(
    r"(?P<century>18|19|20)?(?P<yymmdd>\d{6})(?P<sign>[-+]?)(?P<serial>\d{3})(?P<check>\d)", re.ASCII
)
_RESERVE = re.compile(
    rf"(?P<century>\d\d)(?P<yymmdd>\d{{6}})-?(?P<serial>[{_RESERVE_LETTERS}]{{2}}[\d{_RESERVE_LETTERS}])"
    r"(?P<check>\d)",
    re.ASCII,
)
_HSA_ID = re.compile(r"SE\d{10}-[A-Z0-9-]{1,18}", re.ASCII)
_OID = re.compile(r"[0-2](\.(0|[1-9]\d*))+", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """One name of a person: the OID of a system and the value in it, without separators.

    Values of the national systems come from `parse_person_identity`; those of a region's own
    reserve numbers are kept as the region writes them.
    """

    system: str
    value: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a pair of OID and value."""
        if not _OID.fullmatch(self.system) or not self.value:
            raise InvalidField("Personidentiteten saknar system (OID) eller värde.", field="system")


def luhn_digit(text: str) -> int:
    """Give the check digit of a string of digits and capitals by Luhn's method.

    A letter counts with its ASCII value, as in national reserve numbers. The last character
    before the check digit is doubled, and digits of products are added.
    """
    total = 0
    for i, char in enumerate(reversed(text)):
        value = int(char) if char.isdigit() else ord(char)
        total += sum(int(digit) for digit in str(value * (1 + (i + 1) % 2)))
    return -total % 10


def parse_person_identity(text: str, *, on: date, field: str = "") -> PersonIdentity:
    """Read a personal, coordination or national reserve number in any usual form.

    `on` is today: it settles the century of the ten-digit form, where `+` means a hundred
    years or more. Raises `InvalidField`, without repeating the number.
    """
    compact = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s", "", text))
    digits, reserve = _DIGITS.fullmatch(compact), _RESERVE.fullmatch(compact.upper())
    if digits:
        return _parse_digits(digits, on, field)
    if reserve:
        return _parse_reserve(reserve, on, field)
    raise _refusal("Personnumret har inte rätt form.", field)


def find_birth_date(identity: PersonIdentity) -> date | None:
    """Find the birth date that a national number carries, or None when it carries none."""
    century, month, day = int(identity.value[:2]), int(identity.value[4:6]), int(identity.value[6:8])
    if identity.system == IdentitySystem.NATIONAL_RESERVE_NUMBER:
        century = _birth_century(century)
    elif identity.system == IdentitySystem.COORDINATION_NUMBER:
        day -= _COORDINATION_DAY
    elif identity.system != IdentitySystem.PERSONAL_NUMBER:
        return None
    return _find_date(century * 100 + int(identity.value[2:4]), month, day)


def format_person_identity(identity: PersonIdentity) -> str:
    """Write an identity for people to read, with a hyphen before the last four: `19121212-1212`."""
    if identity.system not in set(IdentitySystem):
        return identity.value
    return f"{identity.value[:-4]}-{identity.value[-4:]}"


def parse_hsa_id(text: str, *, field: str = "") -> HsaId:
    """Read an HSA-id: `SE`, ten digits of the organisation, a hyphen and a suffix; at most 31 characters.

    Raises `InvalidField`.
    """
    hsa_id = text.strip().upper()
    if not _HSA_ID.fullmatch(hsa_id):
        raise InvalidField(
            "HSA-id har inte rätt form.",
            field=field,
            remedy="Skriv SE, organisationsnumrets tio siffror, bindestreck och resten utan å, ä och ö.",
        )
    return HsaId(hsa_id)


def list_test_personal_numbers(born: date) -> list[PersonIdentity]:
    """List the personal numbers of the test shape for a birth date, for invented people.

    The shape is that of the numbers which Skatteverket publishes for tests: birth numbers
    238 and 239 from 1990 on, 980 to 999 before. That a given number is on the published list
    must be checked there before it meets a system outside.
    """
    serials = (238, 239) if born.year >= _FIRST_TEST_SERIALS_END else range(980, 1000)
    stems = [f"{born:%Y%m%d}{serial}" for serial in serials]
    return [PersonIdentity(IdentitySystem.PERSONAL_NUMBER, f"{stem}{luhn_digit(stem[2:])}") for stem in stems]


def _parse_digits(match: re.Match[str], on: date, field: str) -> PersonIdentity:
    """Settle the century and the kind of a number of ten or twelve digits, and check it."""
    yymmdd, serial = match["yymmdd"], match["serial"]
    year, month, day = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:])
    if luhn_digit(yymmdd + serial) != int(match["check"]):
        raise _refusal("Personnumrets kontrollsiffra stämmer inte.", field)
    is_coordination = day >= _COORDINATION_DAY
    day -= _COORDINATION_DAY * is_coordination
    century = int(match["century"] or 0) or _guess_century(on, (year, month, day), match["sign"])
    born = _find_date(century * 100 + year, month, day)
    if is_coordination:
        is_sound = born is not None or _is_partly_unknown(century * 100 + year, month, day)
        system = IdentitySystem.COORDINATION_NUMBER
    else:
        is_sound = born is not None and serial != "000"
        system = IdentitySystem.PERSONAL_NUMBER
    if not is_sound:
        raise _refusal("Personnumret innehåller ett datum eller födelsenummer som inte finns.", field)
    # Parts that were never settled are zeros, and so before today in today's own year.
    if (century * 100 + year, month, day) > (on.year, on.month, on.day):
        raise _refusal("Personnumret har ett födelsedatum som inte har varit ännu.", field)
    return PersonIdentity(system, f"{century}{yymmdd}{serial}{match['check']}")


def _parse_reserve(match: re.Match[str], on: date, field: str) -> PersonIdentity:
    """Check a national reserve number, with a known or an unknown birth date."""
    value = match["century"] + match["yymmdd"] + match["serial"]
    if luhn_digit(value) != int(match["check"]):
        raise _refusal("Reservnumrets kontrollsiffra stämmer inte.", field)
    century, year, month, day = (int(value[i : i + 2]) for i in range(0, 8, 2))
    if century == 0:
        is_sound = 20 <= month <= 99 and 40 <= day <= 59  # noqa: PLR2004 - the ranges of the specification
    else:
        born = _find_date(_birth_century(century) * 100 + year, month, day)
        is_sound = century >= _FIRST_RESERVE_CENTURY and born is not None and born <= on
    if not is_sound:
        raise _refusal("Reservnumret innehåller ett datum som inte finns.", field)
    return PersonIdentity(IdentitySystem.NATIONAL_RESERVE_NUMBER, value + match["check"])


def _birth_century(reserve_century: int) -> int:
    """The century of birth behind the first two digits of a reserve number (19 + 3k, 20 + 3k, …)."""
    return 19 + (reserve_century - _FIRST_RESERVE_CENTURY) % _BIRTH_CENTURIES


def _guess_century(on: date, born: tuple[int, int, int], sign: str) -> int:
    """The century that makes a ten-digit number at most 99 years old, or at least 100 with a plus."""
    year, month, day = born
    century = on.year // 100
    if (century * 100 + year, month, day) > (on.year, on.month, on.day):
        century -= 1
    return century - (sign == "+")


def _is_partly_unknown(year: int, month: int, day: int) -> bool:
    """A coordination number may have month 00, day 60 (00) or both when they were never settled."""
    if month == 0:
        return 0 <= day <= 31  # noqa: PLR2004 - the longest month
    return day == 0 and _find_date(year, month, 1) is not None


def _find_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _refusal(message: str, field: str) -> InvalidField:
    return InvalidField(
        message, field=field, remedy="Kontrollera numret: tolv tecken, eller tio siffror med bindestreck."
    )
