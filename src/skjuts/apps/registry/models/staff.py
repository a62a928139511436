"""Staff, what they do where and when, and the right to certify that a manager has given."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models.account import Account
from skjuts.apps.registry.models.care import Unit
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.tenancy.swedish_order import SwedishOrder


class StaffMember(TenantRow):
    """A person in an authority's staff register. `account` is set at the first sign-in.

    `left_on`: the day on which they were gone from the authority's staff. `version` grows with each change.
    """

    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="staff")
    hsa_id = models.CharField(max_length=31)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    profession = models.CharField(max_length=80, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One row for each HSA-id and authority."""

        indexes = [
            models.Index(fields=("hsa_id",), name="staff_member_by_hsa_id"),
            # A page of staff or assignments reads its fifty, instead of sorting everybody.
            models.Index(
                SwedishOrder("family_name"), SwedishOrder("given_name"), "id", name="staff_member_by_name"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("authority", "hsa_id"), name="staff_member_hsa_id"),
        ]

    def __str__(self) -> str:
        """The HSA-id, which is no secret; a name is personal data."""
        return self.hsa_id

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"


class Assignment(TenantRow):
    """What a person does at a unit between two days; the source of every right.

    `account` repeats the staff member's, so that a person finds their own assignments before any
    authority is entered. `substitute_for`: whose place a substitute manager takes.
    """

    staff = TenantForeignKey(StaffMember, models.PROTECT, related_name="assignments")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="assignments")
    unit = TenantForeignKey(Unit, models.PROTECT, related_name="assignments")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    commission_hsa_id = models.CharField(max_length=31, blank=True, default="")
    substitute_for = TenantForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="substitutes"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Dates in order; at least one role."""

        indexes = [models.Index(fields=("account",), name="assignment_account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="assignment_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(roles__len__gt=0), name="assignment_has_role"),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)

    def is_over(self, day: dt.date) -> bool:
        """Whether its last day lies before this one."""
        return self.valid_to is not None and self.valid_to < day


class AssignmentStatus(TenantRow):
    """What happened to an assignment: only added to. `written_by` is None when a file or the program did it.

    `terms`: roles and dates as they stood afterwards.
    """

    class Step(models.TextChoices):
        """What was done."""

        GIVEN = "given", _("Gavs")
        CHANGED = "changed", _("Ändrades")
        SUSPENDED = "suspended", _("Pausades")
        RESUMED = "resumed", _("Återupptogs")
        ENDED = "ended", _("Avslutades")

    assignment = TenantForeignKey(Assignment, models.PROTECT, related_name="statuses")
    step = models.CharField(max_length=12, choices=Step)
    reason = models.CharField(max_length=400, blank=True, default="")
    terms = models.JSONField(default=dict)
    written_by = TenantForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="statuses_written"
    )
    written_at = models.DateTimeField()

    class Meta:
        """By assignment, oldest first."""

        indexes = [models.Index(fields=("assignment", "written_at"), name="assignment_status_order")]

    def __str__(self) -> str:
        """What was done."""
        return self.step


class Delegation(TenantRow):
    """A manager's grant to a named person: the right to certify certain kinds of need at a unit.

    Granted and withdrawn by services in `training`, which know the certificate of training.
    """

    class Kind(models.TextChoices):
        """What may be certified."""

        TRIP = "trip", _("Sjukresa")
        ESCORT = "escort", _("Ledsagare")
        RIDE_ALONE = "ride_alone", _("Ensamåkning")

    holder = TenantForeignKey(Assignment, models.PROTECT, related_name="delegations")
    unit = TenantForeignKey(Unit, models.PROTECT, related_name="delegations")
    granted_by = TenantForeignKey(Assignment, models.PROTECT, related_name="granted_delegations")
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind))
    valid_from = models.DateField()
    valid_to = models.DateField()
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = TenantForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="withdrawn_delegations"
    )
    withdrawal_reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """Dates in order, at least one kind."""

        indexes = [models.Index(fields=("authority", "unit", "valid_to"), name="delegation_unit_valid")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="delegation_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="delegation_has_kind"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="delegation_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        """Never a name."""
        return str(self.id)
