"""Calendar months as whole numbers, so that series are arrays and a lag is a subtraction."""

from __future__ import annotations

from datetime import date
from typing import Final

from skjuts.core.followup.errors import ImpossibleFigure

MONTHS_A_YEAR: Final = 12
NAMES: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

type Month = int
"""Year times twelve plus the month's place in the year (January: 0)."""


def month_of(day: date) -> Month:
    """The month that a day lies in."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def month(year: int, number: int) -> Month:
    """The month of a year by its number, January being 1."""
    return year * MONTHS_A_YEAR + number - 1


def read_month(text: str) -> Month:
    """Read `2016-03`. Raises `ImpossibleFigure` for anything else."""
    year, dash, number = text.partition("-")
    if not (dash and year.isdecimal() and number.isdecimal() and 1 <= int(number) <= MONTHS_A_YEAR):
        raise ImpossibleFigure("Månaden går inte att läsa.", field=text, remedy="Skriv ÅÅÅÅ-MM, som 2016-03.")
    return month(int(year), int(number))


def write_month(one: Month) -> str:
    """The month as files have it: `2016-03`."""
    return f"{one // MONTHS_A_YEAR:04}-{number_in_year(one):02}"


def first_day(one: Month) -> date:
    """The month's first day."""
    return date(one // MONTHS_A_YEAR, one % MONTHS_A_YEAR + 1, 1)


def number_in_year(one: Month) -> int:
    """The month's number in its year, January being 1."""
    return one % MONTHS_A_YEAR + 1


def name_month(one: Month) -> str:
    """The month as people say it: `mars 2016`."""
    return f"{NAMES[one % MONTHS_A_YEAR]} {one // MONTHS_A_YEAR}"
