"""Forms of the log's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.audit.models import ReviewItem
from skjuts.web.fields import DayField, LongTextField, PageForm, RadioField, TextField

LONGEST_NOTE = 2000


class JudgementForm(PageForm):
    """What a case came to."""

    finding = RadioField(
        label=_("Bedömning"), choices=ReviewItem.Finding.choices, missing=_("Välj en bedömning.")
    )
    note = LongTextField(
        label=_("Vad kom fram?"),
        hint=_("Behövs när åtkomsten inte utan vidare är berättigad. Skriv inte patientens namn."),
        limit=LONGEST_NOTE,
        required=False,
    )


class ConclusionForm(PageForm):
    """What a review came to."""

    conclusion = LongTextField(
        label=_("Slutsats"),
        hint=_("Vad som granskades, vad som hittades och vad som har lämnats vidare. Inga namn."),
        limit=LONGEST_NOTE,
        missing=_("Skriv en slutsats."),
    )


class PatientForm(PageForm):
    """Whose extract."""

    number = TextField(
        label=_("Personnummer"),
        hint=_("Eller samordningsnummer eller reservnummer, så som det står i registret."),
        missing=_("Skriv ett nummer."),
        max_length=40,
    )


class PeriodForm(PageForm):
    """From when to when."""

    first = DayField(label=_("Från och med"), required=False)
    last = DayField(label=_("Till och med"), required=False)
