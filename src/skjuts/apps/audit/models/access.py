"""The access log: who read whom, what, by which assignment, why and when.

The table is partitioned by month and made with SQL in the migration (Django makes no partitions). The
application's role may only add and read.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """What was done with the data."""

    READ = "read", _("Läst")
    SEARCH = "search", _("Sökt")
    LIST = "list", _("Visat i lista")
    PRINT = "print", _("Skrivit ut")
    EXPORT = "export", _("Exporterat")
    ALTER = "alter", _("Ändrat")
    DISCLOSE = "disclose", _("Lämnat ut")


class AccessEntry(models.Model):
    """One access. Ids only, never names: the entry says nothing once the register has forgotten the person.

    `position` is the order in which entries are sealed (see `services/sealing.py`). `authority_id` is whose
    data it is, `actor_authority_id` whose unit the reader works at; they differ under a cooperation.
    `context` names the errand (`booking:<uuid>`), '' when there was none.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.BigIntegerField()
    position = models.BigIntegerField()
    at = models.DateTimeField()
    authority_id = models.BigIntegerField()
    actor_authority_id = models.BigIntegerField()
    account_id = models.UUIDField()
    staff_id = models.UUIDField()
    assignment_id = models.UUIDField()
    unit_id = models.UUIDField()
    patient_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    action = models.CharField(max_length=10, choices=Access)
    reason = models.CharField(max_length=200)
    context = models.CharField(max_length=80)
    request_id = models.CharField(max_length=64)

    class Meta:
        """Made by the migration's SQL."""

        db_table = "audit_access"
        ordering = ("at", "id")

    def __str__(self) -> str:
        """Its number."""
        return str(self.id)
