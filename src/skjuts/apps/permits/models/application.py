"""Applications: who asks for what since when, what was asked back, and on which papers it rests."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.case import PermitKindChoice, SignedRow, StepRow
from skjuts.apps.permits.models.certificate import Certificate
from skjuts.apps.registry.models import Representative, Unit
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField
from skjuts.apps.vault.models import Attachment


class Application(SignedRow):
    """One matter, from the day it came in to its decision. `at` is when it was entered, `by` who entered it.

    `received_on`: the day it came in by law. `due_on`: when it is to be decided; waiting for the applicant
    moves it. `unit`: the unit whose certificate it rests on. `taken_by`: who has taken it on, for the others
    to see; `opened_by`: who last had it open. `content`: the written form of `terms.ApplicationContent`.
    `renews`: the permit that it asks to have renewed.
    """

    class State(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", _("Inkommen")
        INCOMPLETE = "incomplete", _("Väntar på komplettering")
        ASSESSED = "assessed", _("Bedömd")
        IN_REVIEW = "in_review", _("Väntar på beslut av en till")
        DECIDED = "decided", _("Beslutad")

    class Origin(models.TextChoices):
        """How it began."""

        CERTIFICATE = "certificate", _("Sjukreseintyg")
        PAPER = "paper", _("Pappersansökan")
        PHONE = "phone", _("Telefon")
        RENEWAL = "renewal", _("Förnyelse")

    class Arrival(models.TextChoices):
        """How it came in."""

        POST = "post", _("Post")
        LETTERBOX = "letterbox", _("Brevlåda")
        HANDED_OVER = "handed_over", _("Lämnad på plats")
        PHONE = "phone", _("Telefon")
        ELECTRONIC = "electronic", _("Elektroniskt")

    kind = models.CharField(max_length=20, choices=PermitKindChoice)
    origin = models.CharField(max_length=12, choices=Origin)
    arrival = models.CharField(max_length=12, choices=Arrival)
    unit = TenantForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="applications")
    received_on = models.DateField()
    due_on = models.DateField()
    paused_on = models.DateField(null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField(default=0)
    content = EncryptedTextField(default="{}")
    representative = TenantForeignKey(
        Representative, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    language = models.CharField(max_length=8, blank=True, default="")
    needs_interpreter = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    taken_by = models.UUIDField(null=True, blank=True)
    taken_signed = models.CharField(max_length=240, blank=True, default="")
    taken_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.UUIDField(null=True, blank=True)
    opened_signed = models.CharField(max_length=240, blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)
    renews = models.UUIDField(null=True, blank=True)

    class Meta:
        """The queue holds what is not decided, the most urgent first."""

        indexes = [
            models.Index(
                fields=("authority", "due_on", "id"), condition=~Q(state="decided"), name="application_queue"
            ),
            models.Index(
                fields=("authority", "unit", "due_on", "id"),
                condition=~Q(state="decided"),
                name="application_unit_queue",
            ),
            models.Index(
                fields=("taken_by", "due_on", "id"), condition=~Q(state="decided"), name="application_mine"
            ),
            models.Index(fields=("patient", "-received_on"), name="application_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="incomplete", paused_on__isnull=False)
                | (~Q(state="incomplete") & Q(paused_on=None)),
                name="application_pauses_when_incomplete",
            ),
        ]


class ApplicationStatus(StepRow):
    """A step that an application took."""

    application = TenantForeignKey(Application, models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=Application.State)


class ApplicationPaper(SignedRow):
    """A certificate or a file that the application rests on. Rows are only added."""

    application = TenantForeignKey(Application, models.PROTECT, related_name="papers")
    certificate = TenantForeignKey(Certificate, models.PROTECT, null=True, blank=True, related_name="papers")
    attachment = TenantForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="application_papers"
    )

    class Meta:
        """Either one, and a certificate once."""

        constraints = [
            models.CheckConstraint(
                condition=Q(certificate=None, attachment__isnull=False)
                | Q(certificate__isnull=False, attachment=None),
                name="application_paper_is_one",
            ),
            models.UniqueConstraint(fields=("application", "certificate"), name="application_paper_once"),
        ]


class PaperRemoval(StepRow):
    """A file that should never have come into the matter: taken away, with why. Rows are only added.

    The content is gone, as data about the wrong person must be (dataskyddsförordningen artikel 5.1 d); the
    paper's row and this one stay.
    """

    paper = TenantForeignKey(ApplicationPaper, models.PROTECT, related_name="removals")

    class Meta:
        """A file is taken away once."""

        constraints = [models.UniqueConstraint(fields=("paper",), name="paper_removal_once")]


class CompletionRequest(SignedRow):
    """What the applicant was asked for, and until when. `facts`: ids of facts that rules lack."""

    application = TenantForeignKey(Application, models.PROTECT, related_name="completion_requests")
    facts = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    text = EncryptedTextField(blank=True, default="")
    answer_by = models.DateField()


class CompletionAnswer(SignedRow):
    """What came back; an empty text says that nothing did."""

    request = TenantForeignKey(CompletionRequest, models.PROTECT, related_name="answers")
    received_on = models.DateField()
    text = EncryptedTextField(blank=True, default="")

    class Meta:
        """One for each request."""

        constraints = [models.UniqueConstraint(fields=("request",), name="completion_answer_once")]


class CaseNote(SignedRow):
    """What somebody said, with who and when (FL 27 §). Rows are only added."""

    class Teller(models.TextChoices):
        """Whose words."""

        APPLICANT = "applicant", _("Den sökande")
        REPRESENTATIVE = "representative", _("Företrädare")
        CARE = "care", _("Vården")
        OTHER = "other", _("Någon annan")

    application = TenantForeignKey(Application, models.PROTECT, related_name="notes")
    teller = models.CharField(max_length=14, choices=Teller)
    text = EncryptedTextField()
    told_at = models.DateTimeField()
