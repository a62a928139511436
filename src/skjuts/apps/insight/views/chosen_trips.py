"""Which of a figure's trips an address asks for, and which page of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:  # the expressions' library takes a second to load
    from skjuts.apps.insight.presenters.listed_trips import Choices

MOST_VALUES = 40
LONGEST = 120
MOST_PAGE_DIGITS = 6
MOST_BAND_DIGITS = 2


def read_choices(request: HttpRequest) -> Choices:
    """The allowed values by column; columns that the address does not name are left open."""
    from skjuts.apps.insight.presenters.listed_trips import PARAMETERS

    told = {column: request.GET.getlist(name)[:MOST_VALUES] for column, name in PARAMETERS.items()}
    told["band"] = [one for one in told["band"] if _is_number(one, MOST_BAND_DIGITS)]
    kept = {column: tuple(one[:LONGEST] for one in values) for column, values in told.items()}
    return tuple((column, values) for column, values in kept.items() if values)


def read_page(request: HttpRequest) -> int:
    """The page of `sida`, from 1."""
    told = request.GET.get("sida", "")
    return max(1, int(told)) if _is_number(told, MOST_PAGE_DIGITS) else 1


def _is_number(text: str, most_digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most_digits
