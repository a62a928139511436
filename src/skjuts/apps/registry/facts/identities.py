"""The identities by which an authority knows its patients, and the blind indexes by which they are found."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Authority
from skjuts.apps.vault.blind_index import blind_index
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import (
    IdentitySystem,
    PersonIdentity,
    format_person_identity,
    parse_person_identity,
)
from skjuts.core.kernel.reserve_numbers import (
    STOCKHOLM,
    ReserveForm,
    ReserveSystem,
    parse_reserve_number,
)
from skjuts.web.fields import PhoneField

NATIONAL = "national"
"""The choice that stands for all three national systems: the number itself tells which."""
LMA_CARD = "2.25.125989406730224025918552012744789942964"
"""No OID is published for LMA cards; this one is ours (arc 2.25, a random UUID)."""
RESERVE_SETTING = "reserve_numbers"
REGISTERED_SYSTEMS = frozenset(
    {IdentitySystem.PERSONAL_NUMBER.value, IdentitySystem.COORDINATION_NUMBER.value}
)
"""The systems that the national person register knows."""
_LMA = re.compile(r"\d{8,16}", re.ASCII)
_NAMES = {
    IdentitySystem.PERSONAL_NUMBER.value: _("Personnummer"),
    IdentitySystem.COORDINATION_NUMBER.value: _("Samordningsnummer"),
    IdentitySystem.NATIONAL_RESERVE_NUMBER.value: _("Nationellt reservnummer"),
    LMA_CARD: _("LMA-kort"),
}


@dataclass(frozen=True, slots=True)
class Systems:
    """The systems that an authority uses besides the national ones."""

    reserve: tuple[ReserveSystem, ...]

    @classmethod
    def of(cls, authority: Authority) -> Systems:
        """Stockholm's, and those of the authority's setting `reserve_numbers` (oid, name, form)."""
        told = authority.settings.get(RESERVE_SETTING, [])
        own = tuple(
            ReserveSystem(
                one["oid"], one["name"], ReserveForm(one.get("form", ReserveForm.UNDOCUMENTED.value))
            )
            for one in told
        )
        return cls((STOCKHOLM, *(one for one in own if one.oid != STOCKHOLM.oid)))

    def choices(self) -> list[tuple[str, str]]:
        """What a form offers."""
        national = str(_("Personnummer, samordningsnummer eller nationellt reservnummer"))
        reserve = ((one.oid, one.name) for one in self.reserve)
        return [(NATIONAL, national), *reserve, (LMA_CARD, str(_NAMES[LMA_CARD]))]

    def name(self, oid: str) -> str:
        """What a system is called; the OID itself when nobody knows it any more."""
        own = {one.oid: one.name for one in self.reserve}
        return str(_NAMES.get(oid) or own.get(oid) or oid)

    def read(self, text: str, system: str, *, on: dt.date, field: str = "") -> PersonIdentity:
        """Read a number in a chosen system; raises `InvalidField`."""
        if system == NATIONAL:
            return parse_person_identity(text, on=on, field=field)
        if system == LMA_CARD:
            return _read_lma(text, field)
        found = next((one for one in self.reserve if one.oid == system), None)
        if found is None:
            raise InvalidField("Identitetens slag är okänt.", field=field)
        return parse_reserve_number(text, found, field=field)

    def list_possible(self, text: str, *, on: dt.date) -> list[PersonIdentity]:
        """Every identity that the text may be; for search, where nobody chose a system."""
        found = []
        for system in (NATIONAL, LMA_CARD, *(one.oid for one in self.reserve)):
            try:
                found.append(self.read(text, system, on=on))
            except InvalidField:
                continue
        return found


def identity_index(identity: PersonIdentity) -> bytes:
    """The blind index of an identity."""
    return blind_index(f"identity {identity.system}", identity.value)


def phone_index(number: str) -> bytes:
    """The blind index of a phone number in E.164."""
    return blind_index("phone", number)


def find_phone(text: str) -> str:
    """The number in E.164 that somebody wrote, '' when it is none."""
    try:
        return PhoneField(required=False).clean(text)
    except ValidationError:
        return ""


def show_identity(system: str, value: str) -> str:
    """The number as people write it."""
    return format_person_identity(PersonIdentity(system, value))


def _read_lma(text: str, field: str) -> PersonIdentity:
    compact = re.sub(r"[\s-]", "", text)
    if not _LMA.fullmatch(compact):
        raise InvalidField(
            "LMA-kortets nummer har inte rätt form.", field=field, remedy="Skriv 8 till 16 siffror."
        )
    return PersonIdentity(LMA_CARD, compact)
