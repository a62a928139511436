"""Decisions: what a named officer decided, by which right, on what grounds; and who may."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.application import Application
from skjuts.apps.permits.models.assessment import Assessment
from skjuts.apps.permits.models.case import Outcome, PermitKindChoice, SignedRow
from skjuts.apps.registry.models import Assignment, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey, TenantRow
from skjuts.apps.vault.fields import EncryptedTextField


class Responsibility(TenantRow):
    """Who decides, from a day on: for a unit, or without one for all units that have no row of their own.

    The row with the latest first day that has come holds.
    """

    class Model(models.TextChoices):
        """The three ways that regions have tried."""

        CENTRE_APPROVES = "centre_approves", _("Vården intygar, beställningscentralen godkänner")
        CLINIC_DECIDES = "clinic_decides", _("Kliniken beslutar")
        CENTRAL_DECIDES = "central_decides", _("Den centrala enheten beslutar")

    kind = models.CharField(max_length=20, choices=PermitKindChoice)
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    model = models.CharField(max_length=16, choices=Model)
    in_force_from = models.DateField()
    reason = models.CharField(max_length=400)
    set_by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        """One for each kind, unit and day."""

        constraints = [
            models.UniqueConstraint(
                fields=("authority", "kind", "unit", "in_force_from"),
                nulls_distinct=False,
                name="responsibility_day",
            ),
        ]

    def __str__(self) -> str:
        """The model and its first day."""
        return f"{self.model} {self.in_force_from}"


class DecisionRight(TenantRow):
    """A named person may decide some kinds with some outcomes for the board (KL 6:37, 7:5; 9:37).

    `holder` is a bare id: the person may work at a cooperating authority. `point`: of the delegation order.
    """

    holder = models.UUIDField()
    holder_staff = models.UUIDField()
    holder_signed = models.CharField(max_length=240)
    kinds = ArrayField(models.CharField(max_length=20, choices=PermitKindChoice))
    outcomes = ArrayField(models.CharField(max_length=12, choices=Outcome))
    point = models.CharField(max_length=80)
    legal_basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = TenantForeignKey(Assignment, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = TenantForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """Dates in order; ended by someone."""

        indexes = [models.Index(fields=("holder", "valid_from"), name="decision_right_holder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="decision_right_dates"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="decision_right_withdrawn_by",
            ),
        ]

    def __str__(self) -> str:
        """Its point of the delegation order."""
        return self.point


class OverrideReason(models.TextChoices):
    """Classes of reason to decide otherwise than the rules propose."""

    FACT_WRONG = "fact_wrong", _("En uppgift stämmer inte")
    FACT_MISSING = "fact_missing", _("Något viktigt saknas bland uppgifterna")
    RULE_MISSES = "rule_misses", _("Regeln träffar inte det här fallet")
    TIMETABLE_WRONG = "timetable_wrong", _("Tidtabellen stämmer inte i verkligheten")
    EXCEPTIONAL = "exceptional", _("Särskilda skäl")


class ConsideredRow(SignedRow):
    """What an officer means to decide, or decides: outcome, reasons, terms, and any override of the rules.

    `by` is always set; `by_staff` is the person, whatever assignment. `terms`: `terms.Terms` as written.
    """

    assessment = TenantForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    by_staff = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    uses_judgement = models.BooleanField(default=True)
    reasons = EncryptedTextField()
    terms = EncryptedTextField(default="{}")
    override = models.CharField(max_length=16, choices=OverrideReason, blank=True, default="")
    override_text = EncryptedTextField(blank=True, default="")

    class Meta:
        """No table of its own."""

        abstract = True


class DraftDecision(ConsideredRow):
    """A decision proposed by one officer to a second one. Rows are only added.

    `replaces`: the permit that a renewal takes the place of; it is looked up when the decision is made.
    """

    application = TenantForeignKey(Application, models.PROTECT, related_name="draft_decisions")
    replaces = models.UUIDField(null=True, blank=True)


class Decision(ConsideredRow):
    """A decision. Nothing in it changes: what happens to it later is rows of `DecisionChange`.

    `number` counts the authority's decisions of a year. `prepared_by`: the officer who proposed it, where
    four eyes were asked for.
    """

    application = TenantForeignKey(Application, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=PermitKindChoice)
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decided_on = models.DateField()
    by_unit = models.UUIDField()
    right = TenantForeignKey(DecisionRight, models.PROTECT, related_name="decisions")
    model = models.CharField(max_length=16, choices=Responsibility.Model)
    legal_basis = models.CharField(max_length=200)
    review_route = models.CharField(max_length=24)
    proposed_outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    prepared_by = models.UUIDField(null=True, blank=True)
    prepared_signed = models.CharField(max_length=240, blank=True, default="")

    class Meta:
        """One for each application; numbered; a person decided it; departures are explained."""

        indexes = [
            models.Index(fields=("authority", "decided_on"), name="decision_day"),
            models.Index(
                fields=("authority", "decided_on"), condition=~Q(override=""), name="decision_overrides"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("application",), name="decision_once"),
            models.UniqueConstraint(fields=("authority", "year", "number"), name="decision_number"),
            models.CheckConstraint(condition=Q(by__isnull=False), name="decision_has_decider"),
            models.CheckConstraint(
                condition=Q(prepared_by=None) | ~Q(prepared_by=F("by")), name="decision_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(proposed_outcome="")
                | Q(outcome__in=("dismissed", "written_off"))
                | Q(outcome=F("proposed_outcome"))
                | ~Q(override=""),
                name="decision_departs_with_reason",
            ),
        ]


class DecisionNotice(SignedRow):
    """That a decision was sent, reached the one whom it concerns, or was announced: what starts a review."""

    class Event(models.TextChoices):
        """What happened."""

        SENT = "sent", _("Skickat")
        RECEIVED = "received", _("Mottaget")
        ANNOUNCED = "announced", _("Anslaget")

    decision = TenantForeignKey(Decision, models.PROTECT, related_name="notices")
    event = models.CharField(max_length=10, choices=Event)
    on = models.DateField()

    class Meta:
        """Each once."""

        constraints = [models.UniqueConstraint(fields=("decision", "event"), name="decision_notice_once")]


class DecisionChange(SignedRow):
    """A correction, a change or a revocation (FL 36-39 §§). Rows are only added.

    To a person's disadvantage only on the grounds of FL 37 § 2 st: the decision reserved it, safety demands
    it, or it rests on false information.
    """

    class Verb(models.TextChoices):
        """What was done."""

        CORRECTED = "corrected", _("Rättat")
        IMPROVED = "improved", _("Ändrat till den enskildes fördel")
        REVOKED = "revoked", _("Återkallat")

    class Ground(models.TextChoices):
        """By which ground."""

        CLERICAL = "clerical", _("Uppenbart skrivfel, räknefel eller liknande")
        NEW_FACTS = "new_facts", _("Nya omständigheter till den enskildes fördel")
        RESERVED = "reserved", _("Beslutet har förbehåll om återkallelse")
        SAFETY = "safety", _("Tvingande säkerhetsskäl")
        FALSE_INFORMATION = "false_information", _("Oriktiga eller vilseledande uppgifter")

    decision = TenantForeignKey(Decision, models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=10, choices=Verb)
    ground = models.CharField(max_length=18, choices=Ground)
    reasons = EncryptedTextField()
    right = TenantForeignKey(DecisionRight, models.PROTECT, related_name="changes")
    by_staff = models.UUIDField()
    legal_basis = models.CharField(max_length=200)

    class Meta:
        """Each verb has its grounds."""

        constraints = [
            models.CheckConstraint(
                condition=Q(verb="corrected", ground="clerical")
                | Q(verb="improved", ground="new_facts")
                | Q(verb="revoked", ground__in=("reserved", "safety", "false_information")),
                name="decision_change_has_listed_ground",
            ),
            models.CheckConstraint(condition=Q(by__isnull=False), name="decision_change_has_decider"),
        ]


class OverrideReview(SignedRow):
    """Somebody else has looked at an override. Rows are only added."""

    class Finding(models.TextChoices):
        """What they found."""

        SOUND = "sound", _("Rimligt avsteg")
        UNSOUND = "unsound", _("Avsteget borde inte ha gjorts")
        RULE_TO_MEND = "rule_to_mend", _("Regeln bör ändras")

    decision = TenantForeignKey(Decision, models.PROTECT, related_name="override_reviews")
    finding = models.CharField(max_length=12, choices=Finding)
    text = EncryptedTextField(blank=True, default="")

    class Meta:
        """One for each override."""

        constraints = [models.UniqueConstraint(fields=("decision",), name="override_review_once")]
