"""A care unit asks, the support function answers."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.models import Assignment, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class SupportTopic(models.TextChoices):
    """What a question is about."""

    MODE = "mode", _("Färdsätt")
    CERTIFICATE = "certificate", _("Intyg")
    ESCORT = "escort", _("Ledsagare")
    RIDE_ALONE = "ride_alone", _("Ensamåkning och samåkning")
    SERIES = "series", _("Serier och dialys")
    FEE = "fee", _("Egenavgift och ersättning")
    TRANSPORT = "transport", _("Sjuktransport")
    COURSE = "course", _("Kursen och delegationer")
    SYSTEM = "system", _("Hur Skjuts används")
    OTHER = "other", _("Annat")


class SupportQuestion(TenantRow):
    """One question with where it was asked. It carries no patient: the form refuses person numbers.

    `page` is the name of the page asked from, never its address. Times of the first answer and of the
    latest step are repeated from the status rows, because the queue is sorted by them.
    Whoever answers may work at another authority's centre, behind the wall: `taken_by` is the bare id of the
    assignment, and `taken_signed` the name and unit as they were.
    """

    class State(models.TextChoices):
        """How far the question has come."""

        WAITING = "waiting", _("Väntar på svar")
        TAKEN = "taken", _("Besvaras nu")
        ANSWERED = "answered", _("Besvarad")
        WITHDRAWN = "withdrawn", _("Återtagen")

    unit = TenantForeignKey(Unit, models.PROTECT, related_name="support_questions")
    asked_by = TenantForeignKey(Assignment, models.PROTECT, related_name="support_questions")
    topic = models.CharField(max_length=12, choices=SupportTopic)
    page = models.CharField(max_length=120, blank=True, default="")
    title = models.CharField(max_length=120)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    waiting_since = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.UUIDField(null=True, blank=True)
    taken_signed = models.CharField(max_length=240, blank=True, default="")
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="swedish")
        + SearchVector("text", weight="B", config="swedish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        """The queue is read by state and time."""

        indexes = [
            models.Index(fields=("authority", "state", "waiting_since"), name="support_question_queue"),
            models.Index(fields=("asked_by", "asked_at"), name="support_question_asker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(first_answered_at__isnull=False),
                name="support_question_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(taken_by__isnull=False), name="support_question_taken_by"
            ),
        ]

    def __str__(self) -> str:
        """Never its text."""
        return str(self.id)


class SupportMessage(TenantRow):
    """What was answered or asked again, signed with name and unit. Rows are only added."""

    question = TenantForeignKey(SupportQuestion, models.PROTECT, related_name="messages")
    is_answer = models.BooleanField()
    text = models.TextField()
    by = models.UUIDField()
    signed = models.CharField(max_length=240)
    at = models.DateTimeField()

    class Meta:
        """In order of time."""

        ordering = ("at",)

    def __str__(self) -> str:
        """Never its text."""
        return str(self.id)


class SupportStatus(TenantRow):
    """A step that a question took. Rows are only added."""

    question = TenantForeignKey(SupportQuestion, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=SupportQuestion.State)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        """In order of time."""

        ordering = ("at",)

    def __str__(self) -> str:
        """The state."""
        return self.state


class ReliefParameter(TenantRow):
    """How many minutes of care staff's time an answered question is held to save, from a day on.

    `is_assumed` until the authority has measured it; the page says so beside every figure.
    """

    minutes = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()
    is_assumed = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    decided_by = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """One value from a day."""

        constraints = [
            models.UniqueConstraint(fields=("authority", "in_force_from"), name="relief_parameter_day"),
        ]

    def __str__(self) -> str:
        """The minutes."""
        return str(self.minutes)
