"""Whom the person register is to be asked about next, over the whole house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, Q

from skjuts.apps.registry.models import Authority, PatientProfile
from skjuts.apps.tenancy.scope import entering

FRESH_FOR = dt.timedelta(hours=20)
"""Flags are at most a day old: what was asked longer ago than this is asked again."""
_UNCHECKED = PatientProfile.Register.UNCHECKED
_NEVER = PatientProfile.Register.NOT_APPLICABLE


def list_due(*, now: dt.datetime, most: int) -> Iterator[tuple[int, UUID]]:
    """(authority, patient), the unchecked first and then those asked longest ago, in shares by authority."""
    authorities = list(Authority.objects.order_by("id").values_list("id", flat=True))
    share = max(1, most // max(1, len(authorities)))
    for authority_id in authorities:
        with entering(authorities=[authority_id], desk=[authority_id]):
            found = (
                PatientProfile.objects.filter(patient__merged_into=None, deceased_on=None)
                .exclude(register=_NEVER)
                .filter(Q(register=_UNCHECKED) | Q(register_asked_at__lt=now - FRESH_FOR))
                .order_by(F("register_asked_at").asc(nulls_first=True), "id")
                .values_list("patient_id", flat=True)[:share]
            )
            due = list(found)
        for patient_id in due:
            yield authority_id, patient_id
