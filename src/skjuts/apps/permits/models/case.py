"""What every row about one matter has: the patient, the wall around protected persons, who did it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.models.patient import PatientRow
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField


class PermitKindChoice(models.TextChoices):
    """What is applied for; the law of each stands in `laws`."""

    PATIENT_TRIP = "patient_trip", _("Sjukresa")
    PARATRANSIT = "paratransit", _("Färdtjänst")
    NATIONAL_PARATRANSIT = "national_paratransit", _("Riksfärdtjänst")


class Outcome(models.TextChoices):
    """What a decision comes to."""

    GRANTED = "granted", _("Bifall")
    PARTLY = "partly", _("Delvis bifall")
    DENIED = "denied", _("Avslag")
    DISMISSED = "dismissed", _("Avvisning")
    WRITTEN_OFF = "written_off", _("Avskrivning")


class CaseRow(PatientRow):
    """A row about a person: gone for everybody but the desk the moment the person is protected."""

    patient = TenantForeignKey(Patient, models.PROTECT, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class SignedRow(CaseRow):
    """A row that somebody wrote. They may work at a cooperating centre, behind the wall.

    `by`: the bare id of the assignment, None when time or the program did it; `signed`: name and unit then.
    """

    by = models.UUIDField(null=True, blank=True)
    signed = models.CharField(max_length=240, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """No table of its own."""

        abstract = True


class StepRow(SignedRow):
    """A step that something took, with why. Rows are only added."""

    reason = EncryptedTextField(blank=True, default="")

    class Meta:
        """No table of its own; in order of time."""

        abstract = True
        ordering = ("at",)
