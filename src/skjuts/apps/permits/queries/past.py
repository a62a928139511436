"""Decided matters with what they were weighed by, for those who ask what other rules would have said."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from skjuts.apps.permits.models import Application, Assessment, Decision

ON_THE_MERITS = ("granted", "partly", "denied")


def list_decided(authority_id: int, kinds: Collection[str]) -> QuerySet[Decision]:
    """List decisions on the merits, the latest first."""
    rows = Decision.objects.filter(authority_id=authority_id, kind__in=list(kinds), outcome__in=ON_THE_MERITS)
    rows = rows.select_related("unit").defer("reasons", "terms", "override_text")
    return rows.order_by("-decided_on", "-year", "-number")


def read_last_assessments(application_ids: Collection[UUID]) -> dict[UUID, Assessment]:
    """The last assessment of each matter by the matter's id, without what it answered."""
    rows = Assessment.objects.filter(application_id__in=list(application_ids))
    rows = rows.defer("sources", "verdicts", "timetable").order_by("application_id", "-number")
    return {one.application_id: one for one in rows.distinct("application_id")}


def list_matters(ids: Collection[UUID], authorities: Collection[int]) -> list[Application]:
    """List matters within reach."""
    return list(Application.objects.filter(id__in=list(ids), authority_id__in=authorities).defer("content"))
