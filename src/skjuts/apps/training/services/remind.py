"""Telling holders that their certificate of training ends soon."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from skjuts.apps.training.models import ExpiryReminder, TrainingCertificate
from skjuts.apps.training.queries.standings import moment_of
from skjuts.apps.training.services.telling import tell_of_ending

DAYS_AHEAD = (60, 30, 7)
"""The last of these that has come is what a late run sends: one message, not three."""


@transaction.atomic
def remind_of_expiry(*, authority_id: int, now: dt.datetime) -> int:
    """Enqueue a message to everyone whose certificate ends soon; once for each step. Returns how many."""
    today = moment_of(now).day
    newer = TrainingCertificate.objects.filter(
        staff_id=OuterRef("staff_id"),
        version__slug=OuterRef("version__slug"),
        valid_to__gt=OuterRef("valid_to"),
    )
    ending = TrainingCertificate.objects.filter(
        ~Exists(newer),
        authority_id=authority_id,
        valid_to__gte=today,
        valid_to__lte=today + dt.timedelta(days=max(DAYS_AHEAD)),
    )
    return sum(_remind(one, today, now) for one in ending.select_related("staff"))


def _remind(certificate: TrainingCertificate, today: dt.date, now: dt.datetime) -> bool:
    step = min(days for days in DAYS_AHEAD if (certificate.valid_to - today).days <= days)
    _, is_new = ExpiryReminder.objects.get_or_create(
        training_certificate=certificate,
        days_ahead=step,
        defaults={"authority_id": certificate.authority_id, "sent_at": now},
    )
    return is_new and tell_of_ending(certificate, step)
