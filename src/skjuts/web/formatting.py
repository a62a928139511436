"""Numbers, money, dates and times as people in Sweden write them, and as English readers expect them.

Thin spaces that do not break keep numbers and their units on one line.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from babel import dates, numbers

THIN_SPACE = "\u202f"
MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
METRES_PER_KM = 1000
SECONDS_PER_MINUTE = 60
MINUTES_PER_HOUR = 60
ORE_PER_KRONA = 100
SHORT_DISTANCE_M = 10_000
_MONTHS = "|".join(
    name for locale in LOCALES.values() for name in dates.get_month_names("wide", locale=locale).values()
)
_HELD = re.compile(rf"(?<=\d) (?=(?:kap\.|§|(?:{_MONTHS})\b))|(?<=kap\.) (?=\d)")


def format_number(value: float | Decimal, language: str, decimals: int = 0) -> str:
    """A number with thousands apart and a fixed number of decimals: `12 345,6`."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = numbers.format_decimal(value, format=pattern, locale=LOCALES[language])
    return written.replace(NO_BREAK_SPACE, THIN_SPACE).replace("-", MINUS)


def format_share(value: float, language: str, decimals: int = 0) -> str:
    """A share of one as per cent: `0.125` is `13 %`."""
    return f"{format_number(value * 100, language, decimals)}{THIN_SPACE if language == 'sv' else ''}%"


def format_money(ore: int, language: str, *, whole: bool = False) -> str:
    """An amount in öre as kronor: `1 234,50 kr`, or rounded to whole kronor."""
    kronor = Decimal(ore) / ORE_PER_KRONA
    written = format_number(kronor, language, 0 if whole else 2)
    return f"{written}{NO_BREAK_SPACE}kr" if language == "sv" else f"SEK{NO_BREAK_SPACE}{written}"


def format_distance(metres: int, language: str) -> str:
    """A distance in kilometres, with one decimal below ten: `7,4 km`."""
    decimals = 1 if metres < SHORT_DISTANCE_M else 0
    return f"{format_number(metres / METRES_PER_KM, language, decimals)}{NO_BREAK_SPACE}km"


def format_duration(seconds: int, language: str) -> str:
    """A length of time in minutes, or in hours and minutes: `45 min`, `2 tim 5 min`."""
    minutes = round(seconds / SECONDS_PER_MINUTE)
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    hour_word = "tim" if language == "sv" else "h"
    written = ([f"{hours}{NO_BREAK_SPACE}{hour_word}"] if hours else []) + (
        [f"{rest}{NO_BREAK_SPACE}min"] if rest or not hours else []
    )
    return " ".join(written)


def format_day(value: date, language: str) -> str:
    """A date as people say it, with its weekday: `fredag 20 november 2026`."""
    return dates.format_date(value, "EEEE d MMMM y", locale=LOCALES[language])


def format_date(value: date, language: str) -> str:
    """A date without its weekday: `20 november 2026`."""
    return dates.format_date(value, "d MMMM y", locale=LOCALES[language])


def format_short_date(value: date, language: str) -> str:
    """A date for a narrow column, the same in both languages: `2026-11-20`."""
    del language
    return f"{value:%Y-%m-%d}"


def format_clock(value: time | datetime, language: str) -> str:
    """A time of day in running text: `kl. 08.15`, in English `08:15`."""
    return f"kl.{NO_BREAK_SPACE}{value:%H.%M}" if language == "sv" else f"{value:%H:%M}"


def format_time(value: time | datetime, language: str) -> str:
    """A time of day in a table: `08.15`, in English `08:15`."""
    return f"{value:%H.%M}" if language == "sv" else f"{value:%H:%M}"


def format_moment(value: datetime, language: str) -> str:
    """A date and a time of day: `20 november 2026 kl. 08.15`."""
    return f"{format_date(value.date(), language)} {format_clock(value, language)}"


def format_week(value: date, language: str) -> str:
    """The week of a date by ISO 8601: `v. 47`, in English `week 47`."""
    return f"{'v.' if language == 'sv' else 'week'}{NO_BREAK_SPACE}{value.isocalendar().week}"


def hold_together(text: str) -> str:
    """Running text whose sections of law and days of months do not break over a line: `13 kap. 5 §`."""
    return _HELD.sub(NO_BREAK_SPACE, text)
