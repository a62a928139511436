"""What somebody wrote in the one search box: a number, a phone number, or names and birth dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.identities import Systems, find_phone, identity_index, phone_index
from skjuts.apps.registry.facts.names import searchable_name
from skjuts.core.kernel.errors import InvalidField

LONGEST = 100
MOST_WORDS = 4
FEWEST_LETTERS = 2
_DATE = re.compile(
    r"(?<!\d)(?:(?P<century>18|19|20))?(?P<yy>\d\d)-?(?P<mm>\d\d)-?(?P<dd>\d\d)(?!\d)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class PatientQuestion:
    """A search, ready for the database: blind indexes, searchable words (the longest first), birth dates."""

    identities: tuple[bytes, ...] = ()
    phone: bytes | None = None
    words: tuple[str, ...] = ()
    born: tuple[dt.date, ...] = ()


def read_question(text: str, systems: Systems, *, on: dt.date) -> PatientQuestion:
    """Read the box; raises `InvalidField` when there is too little or too much to search by."""
    written = " ".join(text.split())
    if len(written) > LONGEST:
        raise InvalidField(
            _("Sökningen är för lång."), field="q", remedy=_("Skriv ett nummer eller ett namn.")
        )
    identities = systems.list_possible(written, on=on)
    phone = find_phone(written)
    if identities or phone:
        whole = _DATE.fullmatch(written)
        return PatientQuestion(
            identities=tuple(identity_index(one) for one in identities),
            phone=phone_index(phone) if phone else None,
            born=tuple(_days(whole, on)) if whole else (),
        )
    return _read_names(written, on)


def _read_names(written: str, on: dt.date) -> PatientQuestion:
    born = tuple(day for match in _DATE.finditer(written) for day in _days(match, on))
    words = searchable_name(_DATE.sub(" ", written)).split()
    if not born and sum(len(one) for one in words) < FEWEST_LETTERS:
        raise InvalidField(
            _("Sökningen är för kort."),
            field="q",
            remedy=_("Skriv ett personnummer, ett telefonnummer eller minst två bokstäver av namnet."),
        )
    longest = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    return PatientQuestion(words=tuple(longest), born=born)


def _days(match: re.Match[str], on: dt.date) -> list[dt.date]:
    """The dates that it may be: with six digits, in this century or the one before."""
    centuries = [match["century"]] if match["century"] else ["19", "20"]
    found = []
    for century in centuries:
        try:
            day = dt.date(int(century + match["yy"]), int(match["mm"]), int(match["dd"]))
        except ValueError:
            continue
        if day <= on:
            found.append(day)
    return found
