"""Regions' own reserve numbers, for people whose personal number is not known or does not exist.

Each region draws its own, under an OID of its own. Formats: Inera, Reservnummer i Sverige (lokala
reservnummer). Where no check digit is documented, none is checked. Error texts never repeat the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import PersonIdentity, luhn_digit

STOCKHOLM_OID = "1.2.752.97.3.1.3"
_VGR_DIGITS = {"K": "5", "M": "7", "X": "8"}


class ReserveForm(StrEnum):
    """The documented forms, and one for regions whose form is not known to us."""

    STOCKHOLM = "stockholm"
    VASTRA_GOTALAND = "vastra_gotaland"
    VARMLAND = "varmland"
    UNDOCUMENTED = "undocumented"


@dataclass(frozen=True, slots=True)
class ReserveSystem:
    """A region's system: its OID, what people call it, and the form of its numbers."""

    oid: str
    name: str
    form: ReserveForm


STOCKHOLM = ReserveSystem(STOCKHOLM_OID, "Reservnummer Region Stockholm", ReserveForm.STOCKHOLM)


def parse_reserve_number(text: str, system: ReserveSystem, *, field: str = "") -> PersonIdentity:
    """Read a number of a region's system. Raises `InvalidField`, without repeating it."""
    compact = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text).upper()
    pattern, is_sound = _FORMS[system.form]
    if not pattern.fullmatch(compact):
        raise InvalidField(
            "Reservnumret har inte rätt form.",
            field=field,
            remedy="Kontrollera att det är: %(system)s.",
            values={"system": system.name},
        )
    if not is_sound(compact):
        raise InvalidField(
            "Reservnumrets kontrollsiffra stämmer inte.", field=field, remedy="Kontrollera numret."
        )
    return PersonIdentity(system.oid, compact)


def _is_sound_in_stockholm(number: str) -> bool:
    return luhn_digit(number[4:11]) == int(number[11])


def _is_sound_in_vastra_gotaland(number: str) -> bool:
    digits = number[2:8] + _VGR_DIGITS[number[8]] + number[9:11]
    return luhn_digit(digits) == int(number[11])


def _is_always_sound(_number: str) -> bool:
    return True


_FORMS: dict[ReserveForm, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    ReserveForm.STOCKHOLM: (re.compile(r"99\d{10}", re.ASCII), _is_sound_in_stockholm),
    ReserveForm.VASTRA_GOTALAND: (re.compile(r"\d{8}[KMX]\d{3}", re.ASCII), _is_sound_in_vastra_gotaland),
    ReserveForm.VARMLAND: (re.compile(r"\d{8}[A-Z]{2}\d[0-9A-Z]", re.ASCII), _is_always_sound),
    ReserveForm.UNDOCUMENTED: (re.compile(r"[0-9A-Z]{6,20}", re.ASCII), _is_always_sound),
}
