"""Days as people in Sweden count them, as stretches of time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def begin_of(day: dt.date) -> dt.datetime:
    """Midnight at the beginning of the day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def stretch_of(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the beginning of the first day up to, not including, the end of the last."""
    return begin_of(first), begin_of(last + dt.timedelta(days=1))
