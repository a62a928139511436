"""Give a certificate of training for a passed test."""

from __future__ import annotations

import calendar
import datetime as dt
import secrets

from django.db import transaction

from skjuts.apps.audit.services import publish_event
from skjuts.apps.tenancy.actor import Actor
from skjuts.apps.training.content import Course
from skjuts.apps.training.models import AttemptOutcome, CourseVersion, TrainingCertificate
from skjuts.apps.training.queries.standings import moment_of

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs that nobody mistakes for another when reading aloud from paper."""
CODE_LENGTH = 12


@transaction.atomic
def issue_certificate(
    *, actor: Actor, outcome: AttemptOutcome, version: CourseVersion, course: Course, now: dt.datetime
) -> TrainingCertificate:
    """Write the certificate of a passed test, valid as many months as the course says."""
    issued = TrainingCertificate.objects.create(
        authority_id=outcome.authority_id,
        staff_id=actor.staff_id,
        version=version,
        outcome=outcome,
        issued_at=now,
        valid_to=add_months(moment_of(now).day, course.valid_months),
        check_code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
    )
    publish_event(
        name="training.certificate_issued",
        aggregate_id=issued.id,
        authority_id=issued.authority_id,
        actor=actor,
        payload={"course": version.slug, "valid_to": issued.valid_to.isoformat()},
    )
    return issued


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
