"""Why data was opened: one list of codes for all apps, in plain words for the patient who reads the log.

What is no code is the reader's own words.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """The codes that apps log, and offer where somebody is asked why."""

    BOOKING = "booking", _("Beställning av resa")
    CALL = "call", _("Samtal med patienten, en anhörig eller vården")
    CARE = "care", _("Vård vid enheten")
    CASE = "case", _("Ärende: ansökan, beslut eller ersättning")
    CERTIFICATE = "certificate", _("Sjukreseintyg")
    CHANGE = "change", _("Uppgifter ändrades")
    CONTROL = "control", _("Kontroll eller stickprov")
    CORRECT = "correct", _("Uppgifter i registret rättades")
    EXTRACT = "extract", _("Loggutdrag till patienten")
    FOLLOW_UP = "follow_up", _("Uppföljning av resor och kostnader")
    LOG_REVIEW = "log_review", _("Granskning av åtkomstloggen")
    MERGE = "merge", _("Två registreringar av samma person slogs ihop")
    OTHER = "other", _("Annat skäl")
    PROTECT = "protect", _("Uppgifter skyddades")
    REGISTER = "register", _("Patienten registrerades")
    SEARCH = "search", _("Sökning efter patient")


def tell_reason(reason: str) -> str:
    """The reason in words."""
    return str(Reason(reason).label) if reason in Reason.values else reason
