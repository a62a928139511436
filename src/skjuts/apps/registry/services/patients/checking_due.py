"""Asking the person register about those whose turn it is, until it stops answering."""

from __future__ import annotations

import datetime as dt

from skjuts.apps.registry.queries.checks import list_due
from skjuts.apps.registry.services.patients.check import check_patient
from skjuts.apps.tenancy.scope import entering

MOST = 500


def check_due(*, now: dt.datetime, today: dt.date, most: int = MOST) -> int:
    """Ask about those who are due, each in a transaction of its own. Returns how many were answered."""
    answered = 0
    for authority_id, patient_id in list_due(now=now, most=most):
        with entering(authorities=[authority_id], desk=[authority_id]):
            answer = check_patient(patient_id, now=now, today=today)
        if answer.is_gone:
            break
        answered += 1
    return answered
