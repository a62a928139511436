"""A micro-retraining was published: everyone whose right it touches is told once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from skjuts.apps.registry.models import StaffMember
from skjuts.apps.training.models import CourseVersion
from skjuts.apps.training.services.telling import tell_of_change


@transaction.atomic
def announce_change(*, version_id: UUID) -> int:
    """Tell all who hold a certificate of training of the course; returns how many. Safe to repeat."""
    version = CourseVersion.objects.defer("files").get(id=version_id)
    if not version.is_retraining:
        return 0
    taught = StaffMember.objects.filter(
        authority_id=version.authority_id,
        training_certificates__version__slug=version.updates,
        training_certificates__valid_to__gte=version.in_force_from,
    )
    return sum(tell_of_change(version, one) for one in taught.distinct())
