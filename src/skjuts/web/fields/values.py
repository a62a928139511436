"""Fields that read what people write in Sweden: dates, times of day, telephone and personal numbers."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import PersonIdentity, format_person_identity, parse_person_identity
from skjuts.web.fields.text import Worded
from skjuts.web.fields.view import FieldWidth
from skjuts.web.told import tell_error

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
ENGLISH_MONTHS = {"may": 5, "oct": 10}
CENTURY = 2000
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SHORT_ISO = re.compile(r"(\d{2})-?(\d{2})-?(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ ]\s?(\d{1,2})[./ -]?\s?(\d{4})?")
_NAMED = re.compile(r"(\d{1,2})[.\s]*([a-zåäö]{3})[a-zåäö]*\.?\s*(\d{4})?")
_WEEKDAY = re.compile(r"^(mån|tis|ons|tors|fre|lör|sön)(dag(en)?)?\s+(den\s+)?")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?(\d{2}))?")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")


class DayField(Worded, forms.Field):
    """A date, written as 2026-11-20, 20261120, 20/11 or 20 nov; without a year the next one."""

    width: FieldWidth = "s"
    kind = "input"
    missing = _("Skriv ett datum.")
    default_error_messages = {
        "invalid": _("Datumet går inte att läsa. Skriv det som 2026-11-20."),
        "early": _("Datumet får inte vara före %(limit)s."),
        "late": _("Datumet får inte vara efter %(limit)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Till exempel 2026-11-20"))
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest
        self.widget.attrs |= {"autocomplete": "off", "data-reads": "day", "spellcheck": "false"}

    def to_python(self, value: Any) -> date | None:
        """Read a date; `ValidationError` when it cannot be one."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        read = find_day(str(value), today=timezone.localdate())
        if read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return read

    def validate(self, value: Any) -> None:
        """Refuse a date outside the limits."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(self.error_messages["early"], code="early", params={"limit": self.earliest})
        if value and self.latest and value > self.latest:
            raise ValidationError(self.error_messages["late"], code="late", params={"limit": self.latest})


class ClockField(Worded, forms.Field):
    """A time of day, written as 8.15, 08:15, 0815 or 8."""

    width: FieldWidth = "xs"
    kind = "input"
    missing = _("Skriv ett klockslag.")
    default_error_messages = {
        "invalid": _("Klockslaget går inte att läsa. Skriv det som 08.15."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Till exempel 08.15"))
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "decimal", "data-reads": "clock"}

    def prepare_value(self, value: Any) -> Any:
        """A time that was set by us is shown as people write it."""
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        """Read a time of day; `ValidationError` when it cannot be one."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        read = find_clock(str(value))
        if read is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return read


class PhoneField(Worded, forms.Field):
    """A telephone number, kept as +46701740605 and shown as people write it."""

    width: FieldWidth = "s"
    kind = "input"
    missing = _("Skriv ett telefonnummer.")
    default_error_messages = {
        "invalid": _("Telefonnumret ser inte rätt ut. Skriv det med riktnummer, till exempel 070-174 06 05."),
    }

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"type": "tel", "inputmode": "tel", "autocomplete": autocomplete}

    def to_python(self, value: Any) -> str:
        """Read a number in national or international form; '' when nothing was written."""
        if value in self.empty_values:
            return ""
        number = re.sub(r"[\s()/\u2010-\u2015-]", "", str(value))
        number = re.sub(r"^00", "+", number)
        number = "+46" + number[1:] if number.startswith("0") else number
        number = number.replace("+460", "+46")
        if not _PHONE.fullmatch(number):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class PersonalNumberField(Worded, forms.Field):
    """A personal, coordination or reserve number in any usual form; the value is a `PersonIdentity`."""

    width: FieldWidth = "s"
    kind = "input"
    missing = _("Skriv ett personnummer.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Tolv siffror, eller tio med bindestreck. Reservnummer går också bra."))
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}

    def prepare_value(self, value: Any) -> Any:
        """An identity that was set by us is shown with its hyphen."""
        return format_person_identity(value) if isinstance(value, PersonIdentity) else value

    def to_python(self, value: Any) -> PersonIdentity | None:
        """Read the number; the refusal never repeats it."""
        if value in self.empty_values or isinstance(value, PersonIdentity):
            return value or None
        try:
            return parse_person_identity(str(value), on=timezone.localdate())
        except InvalidField as refusal:
            raise ValidationError(tell_error(refusal).text, code="invalid") from None


def find_day(text: str, *, today: date) -> date | None:
    """Find the date that someone meant, or None; without a year the nearest one not before today."""
    written = _WEEKDAY.sub("", text.strip().lower())
    if match := _ISO.fullmatch(written):
        return _find_date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT_ISO.fullmatch(written):
        return _find_date(CENTURY + int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(written):
        return _with_year(int(match[1]), int(match[2]), match[3], today)
    if match := _NAMED.fullmatch(written):
        return _with_year(int(match[1]), _month(match[2]), match[3], today)
    return None


def find_clock(text: str) -> time | None:
    """Find the time of day that someone meant, or None."""
    match = _CLOCK.fullmatch(text.strip().lower())
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None


def _month(name: str) -> int:
    return MONTHS.index(name) + 1 if name in MONTHS else ENGLISH_MONTHS.get(name, 0)


def _with_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _find_date(int(year), month, day)
    this_year = _find_date(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _find_date(today.year + 1, month, day)


def _find_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
