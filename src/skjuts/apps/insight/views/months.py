"""The month that an address asks for."""

from __future__ import annotations

from django.http import HttpRequest

from skjuts.core.followup.months import Month

MOST_DIGITS = 5
"""Months are counted: to the year 8000."""


def read_wished_month(request: HttpRequest) -> Month | None:
    """The month of `manad`; None when it is left out or is no number."""
    told = request.GET.get("manad", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= MOST_DIGITS else None
