"""Why data was opened, in plain words for the patient who reads the log.

Apps log short codes; what stands here is what people read. What is no code is the reader's own words.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "booking": _("Beställning av resa"),
    "call": _("Samtal med patienten, en anhörig eller vården"),
    "care": _("Vård vid enheten"),
    "case": _("Ärende: ansökan, beslut eller ersättning"),
    "certificate": _("Sjukreseintyg"),
    "change": _("Uppgifter ändrades"),
    "control": _("Kontroll eller stickprov"),
    "correct": _("Uppgifter i registret rättades"),
    "extract": _("Loggutdrag till patienten"),
    "log_review": _("Granskning av åtkomstloggen"),
    "merge": _("Två registreringar av samma person slogs ihop"),
    "other": _("Annat skäl"),
    "protect": _("Uppgifter skyddades"),
    "register": _("Patienten registrerades"),
    "search": _("Sökning efter patient"),
}


def tell_reason(reason: str) -> str:
    """The reason in words."""
    return str(REASONS.get(reason, reason))
