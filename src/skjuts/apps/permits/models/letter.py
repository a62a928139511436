"""Letters as they were written, and how those came to be handed over that never leave by themselves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models.application import Application
from skjuts.apps.permits.models.case import SignedRow
from skjuts.apps.permits.models.decision import Decision
from skjuts.apps.permits.models.permit import Permit
from skjuts.apps.tenancy.rows import TenantForeignKey
from skjuts.apps.vault.fields import EncryptedTextField


class Letter(SignedRow):
    """One letter, whole. Rows are only added.

    `content`: `letters.text.LetterText` as written, with `digest`, its SHA-256. `key` names the cause, so
    that a cause gives one letter. `route`: through the outbox to the print service, or by somebody's hands.
    """

    class Kind(models.TextChoices):
        """What it tells."""

        DECISION = "decision", _("Beslut")
        COMPLETION = "completion", _("Begäran om komplettering")
        CHANGE = "change", _("Ändring av beslut")
        NOTICE = "notice", _("Underrättelse före återkallelse")
        REVOCATION = "revocation", _("Återkallelse")
        RENEWAL = "renewal", _("Påminnelse om förnyelse")

    class Route(models.TextChoices):
        """How it leaves."""

        OUTBOX = "outbox", _("Skickas till utskrift")
        DESK = "desk", _("Lämnas av handläggare för skyddade personer")
        NO_ADDRESS = "no_address", _("Adress saknas, lämnas av handläggaren")

    application = TenantForeignKey(Application, models.PROTECT, related_name="letters")
    decision = TenantForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="letters")
    permit = TenantForeignKey(Permit, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120)
    route = models.CharField(max_length=10, choices=Route)
    content = EncryptedTextField()
    digest = models.CharField(max_length=64)

    class Meta:
        """One for each cause; found by their matter."""

        indexes = [models.Index(fields=("application", "-at"), name="letter_application")]
        constraints = [models.UniqueConstraint(fields=("authority", "key"), name="letter_once")]


class LetterHandover(SignedRow):
    """Somebody saw to it that a letter reached its reader. Rows are only added."""

    class Way(models.TextChoices):
        """How."""

        POSTED = "posted", _("Skickat för hand")
        GIVEN = "given", _("Lämnat personligen")
        FORWARDED = "forwarded", _("Förmedlat av Skatteverket")

    letter = TenantForeignKey(Letter, models.PROTECT, related_name="handovers")
    way = models.CharField(max_length=10, choices=Way)
    on = models.DateField()
