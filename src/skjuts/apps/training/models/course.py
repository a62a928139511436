"""Courses in the database: the files of one version, and who did what to them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Assignment, Delegation
from skjuts.apps.rulebooks.models import RuleBookVersion
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class CourseVersion(TenantRow):
    """One version of a course, or of a micro-retraining (`updates` then names the course it belongs to).

    `files` are the texts that `training.content` reads, by path; a published version never changes.
    `revision` counts the saved edits. `touches`: the kinds of certification that a micro-retraining
    blocks from `in_force_from` until it is passed. `author` is None for a course delivered with the program,
    and for a draft that an approved version of a rule book began; `rule_book` is then that version.
    """

    class State(models.TextChoices):
        """How far the version has come."""

        DRAFT = "draft", _("Utkast")
        IN_REVIEW = "in_review", _("På granskning")
        PUBLISHED = "published", _("Publicerad")
        RETIRED = "retired", _("Ersatt")

    slug = models.SlugField(max_length=60)
    updates = models.SlugField(max_length=60, blank=True, default="")
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="")
    minutes = models.PositiveSmallIntegerField()
    languages = ArrayField(models.CharField(max_length=2))
    topics = ArrayField(models.CharField(max_length=60))
    touches = ArrayField(models.CharField(max_length=12, choices=Delegation.Kind), default=list, blank=True)
    is_demonstration = models.BooleanField(default=False)
    files = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    based_on = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    author = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    rule_book = TenantForeignKey(
        RuleBookVersion, models.PROTECT, null=True, blank=True, related_name="retrainings"
    )

    class Meta:
        """One published version of each course at a time."""

        indexes = [models.Index(fields=("authority", "slug", "state"), name="course_version_slug")]
        constraints = [
            models.UniqueConstraint(
                fields=("authority", "slug"), condition=Q(state="published"), name="course_published_once"
            ),
            models.UniqueConstraint(fields=("authority", "slug", "version"), name="course_version_label"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="course_published_when"
            ),
            models.CheckConstraint(
                condition=Q(updates="", in_force_from=None)
                | (~Q(updates="") & Q(in_force_from__isnull=False)),
                name="course_update_has_date",
            ),
            models.CheckConstraint(condition=~Q(updates=F("slug")), name="course_updates_another"),
        ]

    def __str__(self) -> str:
        """The course and its version."""
        return f"{self.slug} {self.version}"

    @property
    def is_retraining(self) -> bool:
        """Whether this is a micro-retraining."""
        return bool(self.updates)


class CourseStatus(TenantRow):
    """A step that a version took; rows are only added."""

    version = TenantForeignKey(CourseVersion, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=CourseVersion.State)
    by = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True, default="")

    class Meta:
        """In order of time where nobody asks for another."""

        ordering = ("at",)

    def __str__(self) -> str:
        """The state."""
        return self.state


class CourseEdit(TenantRow):
    """A saved edit of one file of a draft: four eyes are counted from these. Rows are only added."""

    version = TenantForeignKey(CourseVersion, models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField()
    path = models.CharField(max_length=200)
    by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One edit makes one revision."""

        ordering = ("revision",)
        constraints = [
            models.UniqueConstraint(fields=("version", "revision"), name="course_edit_revision"),
        ]

    def __str__(self) -> str:
        """The file."""
        return self.path
