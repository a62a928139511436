"""Forms of the workbench of rule books. Every form on a draft carries the `revision` that was read."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skjuts.apps.rulebooks.models import BookKind
from skjuts.core.rules import Evidence
from skjuts.web.fields import (
    CheckboxesField,
    DayField,
    LongTextField,
    PageForm,
    SelectField,
    TextField,
    WholeNumberField,
)

EVIDENCE = (
    (Evidence.SOURCED.value, _("belagt")),
    (Evidence.PROPOSAL.value, _("förslag")),
    (Evidence.UNVERIFIED.value, _("overifierad uppgift")),
)
LAW = _("Lag, föreskrift eller paragraf i regelverket.")
SOURCE = _("Dokumentet, och vilken dag det är daterat.")


class DraftForm(PageForm):
    """What a form on a draft must send along."""

    revision = WholeNumberField(label="", missing=_("Ladda om sidan och försök igen."))


class CellForm(DraftForm):
    """One cell, as text."""

    text = LongTextField(label=_("Ny lydelse"), required=False, rows=2, limit=1000)


class EvidenceForm(DraftForm):
    """How well a row is known."""

    text = SelectField(label=_("Hur säkert är det?"), choices=EVIDENCE, empty="")


class RowForm(DraftForm):
    """A new row, which asks for nothing until its cells are filled in."""

    row = TextField(
        label=_("Radens namn"),
        hint=_("Små bokstäver utan mellanslag, till exempel taxi_natt."),
        max_length=60,
        width="m",
        validators=[validate_slug],
        error_messages={"invalid": _("Skriv bara bokstäverna a till z, siffror, streck och understreck.")},
    )
    reason = LongTextField(
        label=_("Skälet, som patienten läser det"), hint=_("En mening på vanlig svenska."), rows=2, limit=1000
    )
    place = WholeNumberField(label=_("Plats i tabellen"), required=False, min_value=1)


class ParameterForm(DraftForm):
    """A parameter's value from a day on."""

    value = TextField(label=_("Nytt värde"), width="s")
    from_day = DayField(label=_("Gäller från och med"))
    law = TextField(label=_("Stöd i regelverket"), hint=LAW, required=False, max_length=300)
    source = TextField(label=_("Källa"), hint=SOURCE, required=False, max_length=300)
    evidence = SelectField(label=_("Hur säkert är det?"), choices=EVIDENCE, empty="", width="s")


class ValueForm(DraftForm):
    """A dated value put right."""

    value = TextField(label=_("Värde"), width="s")
    law = TextField(label=_("Stöd i regelverket"), hint=LAW, required=False, max_length=300)
    source = TextField(label=_("Källa"), hint=SOURCE, required=False, max_length=300)
    evidence = SelectField(label=_("Hur säkert är det?"), choices=EVIDENCE, empty="", width="s")


class HeadForm(DraftForm):
    """Which book it is, and who answers for it."""

    title = TextField(label=_("Titel"), max_length=200)
    version = TextField(label=_("Versionens namn"), max_length=40, width="s")
    editor = TextField(label=_("Redaktör"), max_length=120, width="m", required=False)
    fact_checked = DayField(
        label=_("Faktagranskad"),
        hint=_(
            "Dagen då någon jämförde hela boken med era beslut. Töms när en regel eller ett belopp ändras."
        ),
        required=False,
    )
    fact_checker = TextField(
        label=_("Faktagranskad av"), hint=_("Namn och roll."), max_length=120, width="m", required=False
    )
    next_review = DayField(label=_("Nästa granskning"), required=False)
    note = LongTextField(label=_("Anmärkning"), required=False, rows=4, limit=2000)

    def clean_fact_checked(self) -> dt.date | None:
        """A check that is planned is not made."""
        day: dt.date | None = self.cleaned_data["fact_checked"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("Skriv en dag som har varit: granskningen ska vara gjord."))
        return day

    def clean(self) -> dict[str, object]:
        """A check has both a day and a name."""
        told: dict[str, object] = super().clean() or self.cleaned_data
        if told.get("fact_checker") and not told.get("fact_checked") and "fact_checked" not in self.errors:
            self.add_error("fact_checked", _("Skriv vilken dag boken granskades, eller ta bort namnet."))
        if told.get("fact_checked") and not told.get("fact_checker"):
            self.add_error("fact_checker", _("Skriv vem som granskade boken, eller ta bort dagen."))
        return told


class TakeOverForm(PageForm):
    """An authority's own version of a book that comes with the program."""

    authority = SelectField(label=_("Huvudman"))
    kinds = CheckboxesField(label=_("Vilka ärenden ska prövas mot boken?"), choices=BookKind.choices)
    label = TextField(label=_("Versionens namn"), max_length=40, width="s")


class BeginForm(PageForm):
    """A new draft on top of a version."""

    label = TextField(
        label=_("Versionens namn"),
        hint=_("Till exempel året eller beslutets nummer."),
        max_length=40,
        width="s",
    )


class ReasonForm(PageForm):
    """Why."""

    reason = LongTextField(label=_("Skäl"), rows=3, limit=2000)


class HoldForm(DraftForm):
    """From when the version is to hold, and why."""

    from_day = DayField(label=_("Gäller från och med"))
    reason = LongTextField(label=_("Skäl"), rows=3, limit=2000)
