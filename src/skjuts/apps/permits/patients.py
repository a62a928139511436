"""What one does for a patient here, offered on the patient's page."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.policies import may_certify_at_all
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import PatientPlace


def patient_places(actor: Actor, patient_id: UUID, authority_id: int) -> Iterator[PatientPlace]:
    """Writing a certificate."""
    if may_certify_at_all(actor) and actor.authority_id == authority_id:
        yield PatientPlace(
            _("Skriv intyg"),
            reverse("permits:certificate-begin", args=[patient_id]),
            "file-plus",
            begins=True,
            is_first=True,
            order=10,
        )
