"""Savings plans as an authority keeps them: sheets and statements as they were read in, never changed.

What a plan amounts to, and what is wrong with it, is never stored: `core.followup.plans` says it of these
rows each time, so that a page, a paper and a spreadsheet cannot differ.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class SavingsPlan(TenantRow):
    """A plan with all its versions: what is decided anew is a sheet more, not another plan."""

    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, default="")
    opened_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    opened_at = models.DateTimeField()

    class Meta:
        """A title is used once."""

        constraints = [models.UniqueConstraint(fields=("authority", "title"), name="savings_plan_title")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class PlanSheet(TenantRow):
    """One table as it is printed. `rows` are cells of text, headings first; a key's latest reading counts."""

    class Unit(models.TextChoices):
        """What the table's amounts are printed in."""

        MKR = "Mkr", _("Mkr")
        TKR = "tkr", _("tkr")
        KR = "kr", _("kr")

    class Blank(models.TextChoices):
        """What an empty cell means."""

        ZERO = "zero", _("Ingenting")
        UNKNOWN = "unknown", _("Okänt")

    plan = TenantForeignKey(SavingsPlan, models.PROTECT, related_name="sheets")
    key = models.SlugField(max_length=60)
    reading = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=4, choices=Unit)
    blank = models.CharField(max_length=8, choices=Blank)
    source = models.CharField(max_length=400)
    population = models.CharField(max_length=400, blank=True, default="")
    rows = models.JSONField()
    read_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    read_at = models.DateTimeField()

    class Meta:
        """A sheet is read in again under the same key; earlier readings remain."""

        ordering = ("year", "key", "reading")
        constraints = [
            models.UniqueConstraint(fields=("plan", "key", "reading"), name="plan_sheet_reading"),
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2200), name="plan_sheet_year"),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class PlanStatement(TenantRow):
    """What a sentence of the text says, as the written form has it; `withdraws` takes an earlier one back."""

    plan = TenantForeignKey(SavingsPlan, models.PROTECT, related_name="statements")
    entry = models.JSONField()
    withdraws = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by")
    written_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    written_at = models.DateTimeField()
    place = models.PositiveIntegerField()

    class Meta:
        """In the order in which they were written; each is taken back once."""

        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "place"), name="plan_statement_place"),
            models.UniqueConstraint(fields=("withdraws",), name="plan_statement_withdrawn_once"),
        ]

    def __str__(self) -> str:
        """Its place."""
        return str(self.place)


class PackageFollowUp(TenantRow):
    """Who answers for a package's benefit, how it is measured, and what was found. The latest row counts."""

    class Evidence(models.TextChoices):
        """How well an outcome is known."""

        CLAIMED = "claimed", _("Påstått")
        BOOKED = "booked", _("Bokfört")
        EVALUATED = "evaluated", _("Utvärderat")
        CONTRADICTED = "contradicted", _("Motsagt")

    plan = TenantForeignKey(SavingsPlan, models.PROTECT, related_name="follow_ups")
    package = models.CharField(max_length=20)
    owner = models.CharField(max_length=200, blank=True, default="")
    metric = models.CharField(max_length=400, blank=True, default="")
    next_review = models.DateField(null=True, blank=True)
    amount_ore = models.BigIntegerField(null=True, blank=True)
    method = models.CharField(max_length=400, blank=True, default="")
    evidence = models.CharField(max_length=12, choices=Evidence, blank=True, default="")
    written_by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    written_at = models.DateTimeField()

    class Meta:
        """The latest first. An amount says how it was found and how well it is known."""

        ordering = ("-written_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_ore=None) | (~Q(method="") & ~Q(evidence="")),
                name="package_amount_has_method",
            )
        ]

    def __str__(self) -> str:
        """The package."""
        return self.package
