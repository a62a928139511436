"""Amounts and shares as follow-up writes them: in the unit of their table, unknown never as nought."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from skjuts.core.followup.plans.amounts import UNITS_ORE
from skjuts.core.followup.plans.tracking import Amount
from skjuts.web.formatting import format_number, format_share
from skjuts.web.languages import page_language

UNKNOWN_MARK = "?"
NONE = "–"


def write_ore(ore: int, unit: str) -> str:
    """An amount without its unit, with the decimals that it needs: `−1,3`."""
    value = Decimal(ore) / UNITS_ORE[unit]
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_number(value, page_language(), min(decimals, 2))


def write_with_unit(ore: int, unit: str) -> str:
    """An amount with its unit: `85,7 Mkr`."""
    return _("%(amount)s %(unit)s") % {"amount": write_ore(ore, unit), "unit": name_unit(unit)}


def name_unit(unit: str) -> str:
    """The unit in words of the page's language."""
    return {"Mkr": _("Mkr"), "mnkr": _("Mkr"), "tkr": _("tkr"), "kr": _("kr")}[unit]


def write_sum(amount: Amount, unit: str) -> str:
    """A sum, as least amount when some of it is unknown, and marked when a range lies in it."""
    text = write_ore(amount.ore, unit)
    if amount.unknown:
        return _("minst %(amount)s") % {"amount": text} if amount.ore else UNKNOWN_MARK
    return _("från %(amount)s") % {"amount": text} if amount.ranges else text


def write_percent(share: float | None, decimals: int = 0) -> str:
    """A share of one as per cent; a dash when there is nothing to divide by."""
    return NONE if share is None else format_share(share, page_language(), decimals)
