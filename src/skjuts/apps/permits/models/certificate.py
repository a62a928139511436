"""Certificates: what a care provider attests about a person's ability to travel."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.case import CaseRow, StepRow
from skjuts.apps.registry.models import Assignment, Delegation, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField


class Certificate(CaseRow):
    """One certificate, from draft on. A trigger holds everything but the state once it is issued.

    `content` is the written form of `terms.CertificateContent`; the days and trips are repeated from it when
    it is issued, because lists are sorted by them. `version` counts the saves of the draft.
    """

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("Utkast")
        ISSUED = "issued", _("Utfärdat")
        WITHDRAWN = "withdrawn", _("Återkallat")
        SUPERSEDED = "superseded", _("Ersatt")
        DISCARDED = "discarded", _("Kastat utkast")

    issuer = TenantForeignKey(Assignment, models.PROTECT, related_name="certificates")
    unit = TenantForeignKey(Unit, models.PROTECT, related_name="certificates")
    profession = models.CharField(max_length=80, blank=True, default="")
    signed = models.CharField(max_length=240, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    content = EncryptedTextField(default="{}")
    kinds = ArrayField(models.CharField(max_length=12, choices=Delegation.Kind), default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    trips = models.PositiveSmallIntegerField(null=True, blank=True)
    copied_from = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    supersedes = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One draft for each issuer and patient; an issued one is whole."""

        indexes = [
            models.Index(fields=("authority", "unit", "state", "-saved_at"), name="certificate_unit"),
            models.Index(fields=("patient", "state", "-issued_at"), name="certificate_patient"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("issuer", "patient"), condition=Q(state="draft"), name="certificate_draft_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "discarded"), issued_at=None)
                | Q(
                    state__in=("issued", "withdrawn", "superseded"),
                    issued_at__isnull=False,
                    valid_from__isnull=False,
                    valid_to__isnull=False,
                    trips__gt=0,
                    kinds__len__gt=0,
                ),
                name="certificate_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="certificate_dates_in_order",
            ),
        ]


class CertificateStatus(StepRow):
    """A step that a certificate took."""

    certificate = TenantForeignKey(Certificate, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=Certificate.State)
