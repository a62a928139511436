"""The right to certify: what happened to a delegation, and softer transitions of units."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Assignment, Delegation, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.training.models.training_certificate import TrainingCertificate


class SofterTransition(TenantRow):
    """For a time, a unit's delegations need no certificate of training. There is always a last day.

    Whoever allowed it and why stands in the row; `ended_at` is set when it is ended early.
    """

    unit = TenantForeignKey(Unit, models.PROTECT, related_name="softer_transitions")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=400)
    allowed_by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    allowed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """Dates in order; ended by someone."""

        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="softer_transition_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="softer_transition_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        """Its days."""
        return f"{self.valid_from}–{self.valid_to}"


class DelegationStatus(TenantRow):
    """A step that a delegation took, and what the grant leaned on. Rows are only added."""

    class State(models.TextChoices):
        """How a delegation stands."""

        GRANTED = "granted", _("Gäller")
        WITHDRAWN = "withdrawn", _("Återkallad")
        EXPIRED = "expired", _("Har gått ut")

    delegation = TenantForeignKey(Delegation, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=State)
    by = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True, default="")
    training_certificate = TenantForeignKey(
        TrainingCertificate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    softer_transition = TenantForeignKey(
        SofterTransition, models.PROTECT, null=True, blank=True, related_name="grants"
    )

    class Meta:
        """Each state once: no step leads back."""

        ordering = ("at",)
        constraints = [
            models.UniqueConstraint(fields=("delegation", "state"), name="delegation_status_once"),
            models.CheckConstraint(
                condition=~Q(state="granted")
                | Q(training_certificate__isnull=False)
                | Q(softer_transition__isnull=False),
                name="delegation_grant_leans_on_something",
            ),
        ]

    def __str__(self) -> str:
        """The state."""
        return self.state
