"""What ties patients to units and to each other's rows, and how often somebody looks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models.care import Unit
from skjuts.apps.registry.models.patient import Patient, PatientRow
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class PatientRelation(PatientRow):
    """A unit that has to do with a patient between two days, and how it came about."""

    class Source(models.TextChoices):
        """What the relation stands on."""

        CARE = "care", _("Vård på enheten")
        CERTIFICATE = "certificate", _("Sjukreseintyg")
        BOOKING = "booking", _("Beställning")
        REGISTERED = "registered", _("Registrerades av enheten")

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="relations")
    unit = TenantForeignKey(Unit, models.PROTECT, related_name="patient_relations")
    source = models.CharField(max_length=12, choices=Source)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """Dates in order."""

        indexes = [models.Index(fields=("patient", "unit"), name="patient_relation_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="patient_relation_dates_in_order",
            ),
        ]


class PatientMerge(TenantRow):
    """Two rows were one person: what moved from one to the other, so that it can be moved back.

    `moved`: ids of rows by model label. Protection that a merge spread is not taken back with it.
    """

    kept = TenantForeignKey(Patient, models.PROTECT, related_name="merges_kept")
    absorbed = TenantForeignKey(Patient, models.PROTECT, related_name="merges_absorbed")
    reason = models.CharField(max_length=400)
    moved = models.JSONField()
    merged_at = models.DateTimeField()
    merged_by = models.UUIDField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.UUIDField(null=True, blank=True)

    class Meta:
        """A patient is absorbed by one other at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=("absorbed",), condition=Q(undone_at=None), name="patient_merge_in_force"
            ),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="patient_merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="patient_merge_undone_by_someone",
            ),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class LookupTally(TenantRow):
    """How many patients an account looked up within an hour; the start of an alarm, not of a block."""

    account_id = models.UUIDField()
    hour = models.DateTimeField()
    lookups = models.PositiveIntegerField(default=0)

    class Meta:
        """One for each account and hour."""

        constraints = [
            models.UniqueConstraint(fields=("authority", "account_id", "hour"), name="lookup_tally_hour"),
        ]

    def __str__(self) -> str:
        """Never who."""
        return str(self.id)
