"""What one does for a patient here, offered on the patient's page."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.bookings.policies import READERS
from skjuts.apps.tenancy.actor import Actor
from skjuts.web.navigation import PatientPlace


def patient_places(actor: Actor, patient_id: UUID, authority_id: int) -> Iterator[PatientPlace]:
    """What the patient has paid."""
    if actor.has(*READERS) and actor.reaches(authority_id):
        address = reverse("bookings:account", args=[patient_id])
        yield PatientPlace(_("Egenavgifter"), address, "wallet", order=40)
