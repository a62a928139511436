"""Patients. What identifies them lies in rows of its own, for protected persons behind the desk."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.vault.fields import BlindIndexField, EncryptedTextField


class Patient(TenantRow):
    """A person as the whole authority may know of: an id and, when protected, a code name.

    `version` grows with every change of anything about the patient (optimistic locking). `merged_into`:
    the row that took over when two turned out to be the same person.
    """

    class Protection(models.TextChoices):
        """The levels that the population register has. Altered (fingerade) identities look like any other."""

        NONE = "none", _("Inget skydd")
        MARKED = "marked", _("Sekretessmarkering")
        REGISTRATION = "registration", _("Skyddad folkbokföring")

    protection = models.CharField(max_length=12, choices=Protection, default=Protection.NONE)
    is_guarded = models.BooleanField(default=False)
    code_name = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    merged_into = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    created_at = models.DateTimeField()

    class Meta:
        """Guarded exactly when protected; then known by a code name."""

        constraints = [
            models.CheckConstraint(
                condition=Q(is_guarded=False, protection="none")
                | (Q(is_guarded=True) & ~Q(protection="none")),
                name="patient_guarded_when_protected",
            ),
            models.CheckConstraint(
                condition=Q(is_guarded=False) | ~Q(code_name=""), name="patient_guarded_has_code_name"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="patient_merged_into_another"
            ),
            models.UniqueConstraint(
                fields=("authority", "code_name"), condition=~Q(code_name=""), name="patient_code_name"
            ),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)


class PatientRow(TenantRow):
    """Something that is known about a patient; `is_guarded` follows the patient's by a cascade."""

    is_guarded = models.BooleanField(default=False)

    class Meta:
        """No table of its own."""

        abstract = True

    def __str__(self) -> str:
        """Never what it says."""
        return str(self.id)


class PatientProfile(PatientRow):
    """Who the patient is. `search_name` and `search_born` are emptied by a trigger once guarded.

    `born` is an ISO date, '' when it is not known. `language` is ISO 639, '' for Swedish.
    """

    class Register(models.TextChoices):
        """What the person register said when it was last asked."""

        UNCHECKED = "unchecked", _("Ej kontrollerad")
        CONFIRMED = "confirmed", _("Kontrollerad")
        MISSING = "missing", _("Finns inte i registret")
        NOT_APPLICABLE = "not_applicable", _("Kan inte kontrolleras")

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="profiles")
    given_name = EncryptedTextField(blank=True, default="")
    family_name = EncryptedTextField(blank=True, default="")
    born = EncryptedTextField(blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    needs_interpreter = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True, blank=True)
    register = models.CharField(max_length=14, choices=Register, default=Register.UNCHECKED)
    register_asked_at = models.DateTimeField(null=True, blank=True)
    search_name = models.TextField(blank=True, default="")
    search_born = models.DateField(null=True, blank=True)

    class Meta:
        """One for each patient; nothing to search by once guarded."""

        indexes = [
            models.Index(fields=("authority", "search_born"), name="patient_profile_born"),
            models.Index(fields=("register", "register_asked_at"), name="patient_profile_register"),
            GinIndex(
                fields=("search_name",),
                opclasses=("gin_trgm_ops",),
                condition=Q(is_guarded=False),
                name="patient_profile_name",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("patient",), name="patient_profile_one"),
            models.CheckConstraint(
                condition=Q(is_guarded=False) | Q(search_name="", search_born=None),
                name="patient_profile_guarded_unsearchable",
            ),
        ]

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class PatientIdentifier(PatientRow):
    """One name of a patient in one system; a patient may have several, also of the same system."""

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="identifiers")
    system = models.CharField(max_length=120)
    value = EncryptedTextField()
    index = BlindIndexField()
    added_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """An identity names one patient of an authority."""

        indexes = [models.Index(fields=("index",), name="patient_identifier_index")]
        constraints = [
            models.UniqueConstraint(fields=("authority", "index"), name="patient_identifier_once"),
        ]


class PatientPhone(PatientRow):
    """A phone number, E.164."""

    class Kind(models.TextChoices):
        """Whose or where."""

        MOBILE = "mobile", _("Mobil")
        HOME = "home", _("Hem")
        OTHER = "other", _("Annan")

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="phones")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MOBILE)
    number = EncryptedTextField()
    index = BlindIndexField()
    may_text = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    class Meta:
        """Found by number; the same one once for each patient."""

        indexes = [models.Index(fields=("index",), name="patient_phone_index")]
        constraints = [
            models.UniqueConstraint(fields=("patient", "index"), name="patient_phone_once"),
        ]


class PatientAddress(PatientRow):
    """Where the patient lives or is fetched.

    `position` is "latitude,longitude" in WGS 84, '' when it is not known.
    """

    class Kind(models.TextChoices):
        """What sort of address."""

        REGISTERED = "registered", _("Folkbokföringsadress")
        TEMPORARY = "temporary", _("Tillfällig adress")

    class Source(models.TextChoices):
        """Who said so."""

        REGISTER = "register", _("Personregistret")
        STAFF = "staff", _("Personal")

    patient = TenantForeignKey(Patient, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)
    care_of = EncryptedTextField(blank=True, default="")
    street = EncryptedTextField()
    postal_code = EncryptedTextField(blank=True, default="")
    locality = EncryptedTextField(blank=True, default="")
    municipality_code = EncryptedTextField(blank=True, default="")
    position = EncryptedTextField(blank=True, default="")
    pickup_note = EncryptedTextField(blank=True, default="")
    door_code = EncryptedTextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """Dates in order; a temporary address ends."""

        indexes = [models.Index(fields=("patient", "valid_to"), name="patient_address_valid")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="patient_address_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind="temporary") | Q(valid_to__isnull=False),
                name="patient_address_temporary_ends",
            ),
        ]
