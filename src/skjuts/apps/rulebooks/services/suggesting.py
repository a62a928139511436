"""Days that a page proposes. Whoever decides may choose another."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.rulebooks.models import RuleBookVersion

DECEMBER = 12


def suggest_day(version: RuleBookVersion, today: dt.date) -> dt.date:
    """The first day of a version: the one wished for, else the first of the next month."""
    if version.in_force_from and version.in_force_from >= today:
        return version.in_force_from
    return start_next_month(today)


def start_next_month(today: dt.date) -> dt.date:
    """The first of the next month."""
    if today.month == DECEMBER:
        return dt.date(today.year + 1, 1, 1)
    return today.replace(month=today.month + 1, day=1)
