"""Forms of the support function and the handbook."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from skjuts.apps.rulebooks.models.support import SupportTopic
from skjuts.web.fields import (
    DayField,
    LongTextField,
    PageForm,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
)

NO_PATIENT = _("Skriv inget som pekar ut en patient: inget personnummer, inget namn.")


class AskForm(PageForm):
    """A new question."""

    topic = SelectField(label=_("Vad gäller frågan?"), choices=SupportTopic.choices)
    title = TextField(label=_("Frågan i en mening"), max_length=120)
    text = LongTextField(label=_("Beskriv läget"), hint=NO_PATIENT, rows=6, limit=4000)


class MessageForm(PageForm):
    """An answer, or a further question."""

    text = LongTextField(label=_("Ditt meddelande"), hint=NO_PATIENT, rows=6, limit=4000)


class EntryForm(PageForm):
    """An entry of the handbook."""

    topic = SelectField(label=_("Ämne"), choices=SupportTopic.choices)
    title = TextField(label=_("Rubrik"), max_length=120, hint=_("Gärna som en fråga."))
    answer = LongTextField(
        label=_("Svar"), hint=_("Skriv så att alla enheter har nytta av svaret."), rows=10, limit=4000
    )
    revision = WholeNumberField(label="", required=False)


class ReliefForm(PageForm):
    """What an answer is held to save."""

    minutes = WholeNumberField(label=_("Minuter per besvarad fråga"), suffix=_("min"))
    in_force_from = DayField(label=_("Gäller från och med"))
    source = TextField(
        label=_("Hur vet ni det?"), max_length=300, hint=_("Till exempel en mätning på tre enheter.")
    )
    is_assumed = TickField(label=_("Värdet är ett antagande, ingen har mätt det"))
