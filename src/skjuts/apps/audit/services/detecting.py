"""Look through a day's accesses for what may be snooping, and keep what was found as alerts."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.audit.detector import Suspicion, find_alerts
from skjuts.apps.audit.models import Alert
from skjuts.apps.audit.queries.day_facts import list_authorities_of, list_facts
from skjuts.apps.tenancy.scope import entering


def detect_day(*, day: dt.date) -> int:
    """Look through the day for every authority; returns how many alerts there are of it."""
    return sum(_detect(authority_id, day) for authority_id in list_authorities_of(day))


def _detect(authority_id: int, day: dt.date) -> int:
    # The desk too: who snoops on a protected person is found by the same ties.
    with entering(authorities=[authority_id], desk=[authority_id]):
        found = find_alerts(list_facts(authority_id, day))
        Alert.objects.bulk_create(
            (Alert(authority_id=authority_id, **describe_case(one, day)) for one in found),
            ignore_conflicts=True,
        )
    return len(found)


def describe_case(one: Suspicion, day: dt.date) -> dict[str, object]:
    """A suspicion as the columns of a case."""
    return {
        "day": day,
        "staff_id": one.staff_id,
        "unit_id": one.unit_id,
        "patient_id": one.patient_id,
        "accesses": one.accesses,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "score": one.score,
        "signals": [signal.value for signal in one.signals],
    }
