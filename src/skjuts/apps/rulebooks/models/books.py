"""Rule books as an authority keeps them: versions, the steps that they took, and every saved edit."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class BookKind(models.TextChoices):
    """What is tried by a book; `permits` calls its kinds the same."""

    PATIENT_TRIP = "patient_trip", _("Sjukresa")
    PARATRANSIT = "paratransit", _("Färdtjänst")
    NATIONAL_PARATRANSIT = "national_paratransit", _("Riksfärdtjänst")


class RuleBookVersion(TenantRow):
    """One version of an authority's rule book.

    `content` is the canonical written form of `core.rules` and `digest` names it; `cases` and `fee_cases` are
    the worked cases beside it. `revision` counts the saved edits. `packaged`: the id of the program's book
    that the first version began as. That a version is in force, or superseded, is never stored: it follows
    from `in_force_from` of the approved ones.
    Whoever writes may work at another authority's centre, behind the wall: bare ids, and names as they were.
    """

    class State(models.TextChoices):
        """How far the version has come."""

        DRAFT = "draft", _("Utkast")
        PROPOSED = "proposed", _("Väntar på godkännande")
        APPROVED = "approved", _("Godkänd")
        WITHDRAWN = "withdrawn", _("Återtagen")
        DISCARDED = "discarded", _("Kasserad")

    book = models.SlugField(max_length=60)
    kinds = ArrayField(models.CharField(max_length=20, choices=BookKind))
    label = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    content = models.TextField()
    cases = models.TextField(blank=True, default="")
    fee_cases = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    based_on = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    packaged = models.CharField(max_length=60, blank=True, default="")
    in_force_from = models.DateField(null=True, blank=True)
    begun_by_staff = models.UUIDField()
    begun_signed = models.CharField(max_length=240)
    begun_at = models.DateTimeField()
    approved_by_staff = models.UUIDField(null=True, blank=True)
    approved_signed = models.CharField(max_length=240, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The book in force is found by kind and day; approved by somebody from a day."""

        indexes = [
            models.Index(fields=("authority", "state", "in_force_from"), name="rule_book_in_force"),
            GinIndex(fields=("kinds",), name="rule_book_kinds"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "book", "label"),
                condition=~Q(state__in=("withdrawn", "discarded")),
                name="rule_book_label",
            ),
            models.UniqueConstraint(
                fields=("authority", "book", "in_force_from"),
                condition=Q(state="approved"),
                name="rule_book_one_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(
                    in_force_from__isnull=False,
                    approved_at__isnull=False,
                    approved_by_staff__isnull=False,
                ),
                name="rule_book_approved_by_someone",
            ),
            models.CheckConstraint(condition=Q(kinds__len__gt=0), name="rule_book_has_kinds"),
        ]

    def __str__(self) -> str:
        """The book and its version."""
        return f"{self.book} {self.label}"


class RuleBookStatus(TenantRow):
    """A step that a version took, with why. Rows are only added."""

    version = TenantForeignKey(RuleBookVersion, models.PROTECT, related_name="statuses")
    verb = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=RuleBookVersion.State)
    revision = models.PositiveIntegerField()
    by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """In order of time."""

        ordering = ("at",)

    def __str__(self) -> str:
        """The state."""
        return self.state


class RuleBookEdit(TenantRow):
    """A saved edit of a draft: what it changed, and the book before it. Rows are only added.

    `changes` are `core.rules.analysis.BookChange` as JSON; four eyes are counted from `by_staff`. `undoes`:
    the edit that this one took back.
    """

    version = TenantForeignKey(RuleBookVersion, models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField()
    changes = models.JSONField()
    before = models.TextField()
    undoes = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    by_staff = models.UUIDField()
    signed = models.CharField(max_length=240)
    at = models.DateTimeField()

    class Meta:
        """One edit makes one revision, and is taken back once."""

        ordering = ("revision",)
        constraints = [
            models.UniqueConstraint(fields=("version", "revision"), name="rule_book_edit_revision"),
            models.UniqueConstraint(fields=("undoes",), name="rule_book_edit_undone_once"),
        ]

    def __str__(self) -> str:
        """Its number."""
        return str(self.revision)
