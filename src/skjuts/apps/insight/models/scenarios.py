"""Scenarios as they were asked, and their answers: a question is never changed, another is asked instead.

What was put in and what it rested on is kept with the question. An answer is kept as it was computed; how it
is shown follows from it each time, so that a page, a paper and a spreadsheet cannot differ.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow


class Scenario(TenantRow):
    """A question of a kind: `inputs` as the kind writes them, `versions` what the answer rests on."""

    kind = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    inputs = models.JSONField()
    versions = models.JSONField()
    changed_from = TenantForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="changed_into"
    )
    made_by_staff = models.UUIDField()
    made_by_assignment = models.UUIDField()
    signed = models.CharField(max_length=240)
    made_at = models.DateTimeField()

    class Meta:
        """The latest first; a title is used once."""

        ordering = ("-made_at",)
        constraints = [models.UniqueConstraint(fields=("authority", "title"), name="scenario_title")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class ScenarioRun(TenantRow):
    """How far the answer has come. `attempt` counts how often work began; a late worker has an old one."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Väntar")
        RUNNING = "running", _("Räknar")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Gick inte")
        STOPPED = "stopped", _("Stoppat")

    scenario = TenantForeignKey(Scenario, models.PROTECT, related_name="runs")
    state = models.CharField(max_length=8, choices=State)
    attempt = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    answer = models.JSONField(null=True, blank=True)
    fault = models.CharField(max_length=80, blank=True, default="")
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One a scenario. Whoever says done has an answer, and whoever says failed has a reason."""

        constraints = [
            models.UniqueConstraint(fields=("scenario",), name="scenario_run_once"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="scenario_run_progress"),
            models.CheckConstraint(
                condition=Q(state="done") & Q(answer__isnull=False)
                | ~Q(state="done") & Q(answer__isnull=True),
                name="scenario_run_answer",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(fault=""), name="scenario_run_fault"),
        ]

    def __str__(self) -> str:
        """Its state."""
        return self.state


class ScenarioPiece(TenantRow):
    """A piece of a long answer, kept as soon as it is there, so that a stop loses none."""

    run = TenantForeignKey(ScenarioRun, models.PROTECT, related_name="pieces")
    key = models.CharField(max_length=200)
    result = models.JSONField()

    class Meta:
        """Each piece once."""

        constraints = [models.UniqueConstraint(fields=("run", "key"), name="scenario_piece_once")]

    def __str__(self) -> str:
        """Its name."""
        return self.key
