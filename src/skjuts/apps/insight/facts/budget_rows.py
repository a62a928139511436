"""A year's budget out of text: a month and an amount on each line, in kronor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from skjuts.core.followup.months import MONTHS_A_YEAR, Month, number_in_year, read_month
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import ORE_PER_KRONA

HEADING = "månad"
MOST_KRONOR = 100_000_000_000
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def read_budget(rows: Iterable[Sequence[str]], year: int) -> dict[Month, int]:
    """Öre by month of a year: every month once. Raises `InvalidField` with line and remedy."""
    found: dict[Month, int] = {}
    for place, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if place == 1 and cells[0].casefold() == HEADING:
            continue
        if len(cells) != 2:  # noqa: PLR2004 - a month and an amount
            raise _refuse(f"Rad {place} har {len(cells)} celler och ska ha två: månad och belopp.")
        month = read_month(cells[0])
        if month // MONTHS_A_YEAR != year:
            raise _refuse(f"Rad {place} gäller ett annat år än {year}.")
        if month in found:
            raise _refuse(f"Rad {place} upprepar en månad.")
        found[month] = _read_kronor(cells[1], place)
    missing = [str(number_in_year(one)) for one in _list_months(year) if one not in found]
    if missing:
        raise _refuse(f"Månaderna {', '.join(missing)} saknas.")
    return found


def divide_year(year: int, kronor: int) -> dict[Month, int]:
    """A whole year's amount on its months alike, with not an öre lost."""
    each, rest = divmod(kronor * ORE_PER_KRONA, MONTHS_A_YEAR)
    return {month: each + (place < rest) for place, month in enumerate(_list_months(year))}


def _list_months(year: int) -> range:
    return range(year * MONTHS_A_YEAR, (year + 1) * MONTHS_A_YEAR)


def _read_kronor(text: str, place: int) -> int:
    plain = _SPACES.sub("", text).removesuffix("kr")
    if not plain.isascii() or not plain.isdigit() or int(plain) > MOST_KRONOR:
        raise _refuse(f"Beloppet på rad {place} är inget helt antal kronor.")
    return int(plain) * ORE_PER_KRONA


def _refuse(sentence: str) -> InvalidField:
    return InvalidField(sentence, field="text", remedy="Skriv en rad per månad, som 2026-01; 2 750 000.")
