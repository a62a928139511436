"""Permits, what was used of them, and paper vouchers for the hours when nothing works."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.case import PermitKindChoice, SignedRow, StepRow
from skjuts.apps.permits.models.decision import Decision
from skjuts.apps.registry.models import Assignment, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.vault.fields import BlindIndexField, EncryptedTextField


class Permit(SignedRow):
    """The right to a travel mode, for a time or a number of trips. `by` decided it, `at` when.

    `trips_used` never passes `trips_granted`: the database refuses, however many ask at once. `season_from`
    and `season_to` are month and day (1001, 430). `terms`: the conditions, as `terms.Terms` are written.
    """

    class State(models.TextChoices):
        """Whether it stands. That its last day has passed is judged by the day, noted or not."""

        IN_FORCE = "in_force", _("Gäller")
        REVOKED = "revoked", _("Återkallat")
        REPLACED = "replaced", _("Ersatt")
        RELINQUISHED = "relinquished", _("Avstått")
        EXPIRED = "expired", _("Har gått ut")

    decision = TenantForeignKey(Decision, models.PROTECT, related_name="permits")
    kind = models.CharField(max_length=20, choices=PermitKindChoice)
    travel_modes = ArrayField(models.CharField(max_length=30))
    terms = EncryptedTextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    season_from = models.PositiveSmallIntegerField(null=True, blank=True)
    season_to = models.PositiveSmallIntegerField(null=True, blank=True)
    trips_granted = models.PositiveSmallIntegerField(null=True, blank=True)
    trips_used = models.PositiveSmallIntegerField(default=0)
    reassess_on = models.DateField(null=True, blank=True)
    replaces = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    state = models.CharField(max_length=12, choices=State, default=State.IN_FORCE)

    class Meta:
        """Never more used than granted; whole seasons; some mode."""

        indexes = [
            models.Index(fields=("patient", "kind", "state"), name="permit_patient"),
            models.Index(
                fields=("authority", "reassess_on"), condition=Q(state="in_force"), name="permit_reassess"
            ),
            models.Index(fields=("authority", "valid_to"), condition=Q(state="in_force"), name="permit_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(trips_granted=None) | Q(trips_used__lte=F("trips_granted")), name="permit_quota"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="permit_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(season_from=None, season_to=None)
                | Q(season_from__isnull=False, season_to__isnull=False),
                name="permit_season_whole",
            ),
            models.CheckConstraint(condition=Q(travel_modes__len__gt=0), name="permit_has_mode"),
        ]


class PermitStatus(StepRow):
    """A step that a permit took."""

    permit = TenantForeignKey(Permit, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=12, choices=Permit.State)


class PermitUse(SignedRow):
    """Trips that were counted, or given back with the sign reversed. `key` names what used them."""

    permit = TenantForeignKey(Permit, models.PROTECT, related_name="uses")
    key = models.CharField(max_length=80)
    trips = models.SmallIntegerField()
    travel_day = models.DateField()

    class Meta:
        """Each key once; something is always counted."""

        constraints = [
            models.UniqueConstraint(fields=("permit", "key"), name="permit_use_once"),
            models.CheckConstraint(condition=~Q(trips=0), name="permit_use_counts"),
        ]


class Voucher(TenantRow):
    """A paper with a one-time code, printed beforehand for a unit. It belongs to nobody until it is used.

    Only the blind index of the code is kept; `ending` are its last signs, to tell papers apart in a list.
    """

    class State(models.TextChoices):
        """Whether it can be used."""

        BLANK = "blank", _("Oanvänd")
        USED = "used", _("Använd")
        VOID = "void", _("Makulerad")

    unit = TenantForeignKey(Unit, models.PROTECT, related_name="vouchers")
    index = BlindIndexField()
    ending = models.CharField(max_length=3)
    state = models.CharField(max_length=5, choices=State, default=State.BLANK)
    printed_by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    valid_to = models.DateField()

    class Meta:
        """A code is one paper."""

        indexes = [models.Index(fields=("authority", "unit", "state"), name="voucher_unit")]
        constraints = [models.UniqueConstraint(fields=("authority", "index"), name="voucher_code")]

    def __str__(self) -> str:
        """Its last signs."""
        return self.ending


class VoucherUse(SignedRow):
    """A voucher was entered after the downtime, with when the ride took place. Rows are only added.

    `exceeds_permit`: the ride had taken place, but no permit of the patient covered it any more.
    """

    voucher = TenantForeignKey(Voucher, models.PROTECT, related_name="uses")
    permit = TenantForeignKey(Permit, models.PROTECT, null=True, blank=True, related_name="voucher_uses")
    ridden_at = models.DateTimeField()
    travel_mode = models.CharField(max_length=30)
    from_place = EncryptedTextField(blank=True, default="")
    to_place = EncryptedTextField(blank=True, default="")
    exceeds_permit = models.BooleanField(default=False)

    class Meta:
        """Once for each voucher."""

        constraints = [models.UniqueConstraint(fields=("voucher",), name="voucher_use_once")]
