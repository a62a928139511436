"""Those who may speak for a patient: in what, and between which days."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models.patient import Patient, PatientRow
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import BlindIndexField, EncryptedTextField
from skjuts.apps.vault.models import Attachment


class Representative(PatientRow):
    """A named person with named powers. Ended when either party gets protected status.

    `index` is the blind index of the person's identity; `is_party_guarded` hides the row when that
    person is protected.
    """

    class Kind(models.TextChoices):
        """What the powers stand on."""

        GUARDIAN = "guardian", _("Vårdnadshavare")
        TRUSTEE = "trustee", _("God man")
        ADMINISTRATOR = "administrator", _("Förvaltare")
        ATTORNEY = "attorney", _("Fullmakt")
        FUTURE_ATTORNEY = "future_attorney", _("Framtidsfullmakt")

    class Power(models.TextChoices):
        """What may be done in the patient's place."""

        BOOK = "book", _("Beställa och avboka resor")
        APPLY = "apply", _("Ansöka")
        RECEIVE = "receive", _("Ta emot brev och meddelanden")
        APPEAL = "appeal", _("Begära omprövning och överklaga")
        MONEY = "money", _("Begära ersättning")

    class End(models.TextChoices):
        """Why the powers ended before their day."""

        WITHDRAWN = "withdrawn", _("Återkallad")
        CAME_OF_AGE = "came_of_age", _("Patienten har fyllt 18 år")
        PROTECTED = "protected", _("Någon av parterna har fått skyddade personuppgifter")
        DECEASED = "deceased", _("Någon av parterna har avlidit")

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="representatives")
    is_party_guarded = models.BooleanField(default=False)
    kind = models.CharField(max_length=16, choices=Kind)
    powers = ArrayField(models.CharField(max_length=8, choices=Power))
    system = models.CharField(max_length=120)
    value = EncryptedTextField()
    index = BlindIndexField()
    name = EncryptedTextField()
    phone = EncryptedTextField(blank=True, default="")
    mandate = TenantForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="representatives"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, choices=End, blank=True, default="")

    class Meta:
        """Dates in order, at least one power, and a power of attorney that ends."""

        indexes = [
            models.Index(fields=("index",), name="representative_index"),
            models.Index(fields=("patient", "valid_to"), name="representative_valid"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="representative_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(powers__len__gt=0), name="representative_has_power"),
            models.CheckConstraint(
                condition=~Q(kind="attorney") | Q(valid_to__isnull=False), name="representative_attorney_ends"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="representative_ended_for_a_reason",
            ),
        ]
