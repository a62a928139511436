"""The handbook: answers that others may use."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from skjuts.apps.rulebooks.models.support import SupportQuestion, SupportTopic
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class HandbookEntry(TenantRow):
    """A question with its answer, open to everyone at the authority; `revision` counts the saved edits."""

    question = TenantForeignKey(
        SupportQuestion, models.PROTECT, null=True, blank=True, related_name="handbook_entries"
    )
    topic = models.CharField(max_length=12, choices=SupportTopic)
    title = models.CharField(max_length=120)
    answer = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    published_by = models.UUIDField()
    signed = models.CharField(max_length=240)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="swedish")
        + SearchVector("answer", weight="B", config="swedish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        """Withdrawn by someone."""

        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="handbook_entry_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class HandbookRevision(TenantRow):
    """What an entry said at a time. Rows are only added."""

    entry = TenantForeignKey(HandbookEntry, models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    answer = models.TextField()
    by = models.UUIDField()
    signed = models.CharField(max_length=240)
    at = models.DateTimeField()

    class Meta:
        """One row for each revision."""

        ordering = ("revision",)
        constraints = [
            models.UniqueConstraint(fields=("entry", "revision"), name="handbook_revision_number"),
        ]

    def __str__(self) -> str:
        """Which one."""
        return str(self.revision)
