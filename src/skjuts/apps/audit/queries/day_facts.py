"""A day's accesses of one authority as the detector wants them."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.audit.detector import AccessFact
from skjuts.apps.audit.house import whole_house
from skjuts.apps.audit.local_days import stretch_of
from skjuts.apps.audit.models import Access, AccessEntry
from skjuts.core.ports.acquaintance import Meeting, Tie, acquaintance

LOOKED = (Access.READ, Access.PRINT, Access.EXPORT, Access.ALTER, Access.DISCLOSE)
"""What counts as having looked; hits in a search and rows of a list do not."""
OWN_WORK = ("log_review", "extract")
"""Reasons of the log's own guardians, who are reviewed by each other's alerts and not by sample."""


def list_authorities_of(day: dt.date) -> list[int]:
    """The authorities whose patients anybody looked at that day."""
    first, upto = stretch_of(day, day)
    with whole_house():
        found = AccessEntry.objects.filter(at__gte=first, at__lt=upto, patient_id__isnull=False)
        return sorted(found.order_by().values_list("authority_id", flat=True).distinct())


def list_facts(authority_id: int, day: dt.date) -> list[AccessFact]:
    """Who looked at whom that day. Inside the authority's scope."""
    first, upto = stretch_of(day, day)
    rows = list(
        AccessEntry.objects.filter(
            authority_id=authority_id,
            at__gte=first,
            at__lt=upto,
            patient_id__isnull=False,
            action__in=LOOKED,
        )
        .exclude(reason__in=OWN_WORK)
        .order_by("at", "id")
        .only("at", "id", "staff_id", "unit_id", "patient_id", "action", "context")
    )
    # The partial condition above leaves no row without a patient; the type does not know.
    met = [(Meeting(row.staff_id, row.unit_id, row.patient_id), row) for row in rows if row.patient_id]
    ties = acquaintance.get().find_ties({meeting for meeting, _ in met})
    return [_fact(meeting, row, ties.get(meeting, frozenset())) for meeting, row in met]


def _fact(meeting: Meeting, row: AccessEntry, ties: frozenset[Tie]) -> AccessFact:
    return AccessFact(
        at=row.at,
        staff_id=meeting.staff_id,
        unit_id=meeting.unit_id,
        patient_id=meeting.patient_id,
        action=row.action,
        has_errand=bool(row.context) or Tie.RELATED in ties,
        ties=ties,
    )
