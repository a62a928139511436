"""Say what an answered question is held to save."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from skjuts.apps.rulebooks.models import ReliefParameter
from skjuts.apps.rulebooks.policies import require_set_relief
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.kernel.errors import DuplicateId, InvalidField

MOST_MINUTES = 240


@transaction.atomic
def set_relief(
    *,
    actor: Actor,
    minutes: int,
    in_force_from: dt.date,
    is_assumed: bool,
    source: str,
    now: dt.datetime,
) -> ReliefParameter:
    """Set the minutes from a day on. Raises InvalidField, DuplicateId for a day that has a value."""
    require_set_relief(actor)
    if not 0 < minutes <= MOST_MINUTES:
        raise InvalidField("Ange 1 till %(most)s minuter.", field="minutes", values={"most": MOST_MINUTES})
    if not source.strip():
        raise InvalidField("Skriv hur ni vet det.", field="source")
    try:
        with transaction.atomic():
            return ReliefParameter.objects.create(
                authority_id=actor.authority_id,
                minutes=minutes,
                in_force_from=in_force_from,
                is_assumed=is_assumed,
                source=source.strip(),
                decided_by_id=actor.assignment_id,
                decided_at=now,
            )
    except IntegrityError as error:
        raise DuplicateId("Det finns redan ett värde från den dagen.", field="in_force_from") from error
