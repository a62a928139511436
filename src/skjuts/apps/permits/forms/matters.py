"""Forms of the officer's pages: weighing, deciding, completing, noting, and applications on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models import Application, CaseNote, OverrideReason, PermitKindChoice
from skjuts.apps.permits.proposing import LADDER
from skjuts.apps.permits.terms import Direction, Terms, Visit
from skjuts.apps.permits.wording import DIRECTIONS, TRAVEL_MODES
from skjuts.apps.registry.facts.languages import LANGUAGES
from skjuts.apps.registry.forms.patients import FileField
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules import Fact, Kind, Value
from skjuts.core.rules.facts import write_json_value
from skjuts.core.rules.record import JsonValue
from skjuts.web.fields import (
    CheckboxesField,
    ClockField,
    DayField,
    LongTextField,
    PageForm,
    PersonalNumberField,
    RadioField,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
)
from skjuts.web.told import tell_error

YES_NO = [("ja", _("Ja")), ("nej", _("Nej"))]
NOT_KNOWN = _("Vet inte")
MODES = [(mode, TRAVEL_MODES[mode]) for mode in LADDER]
FACT = "fact_"
"""Before the name of a field that asks for a fact."""
EXAMPLES = {
    Kind.METRES: _("Till exempel 300 m eller 2 km"),
    Kind.CLOCK: _("Till exempel 14:30"),
    Kind.DATE: _("Till exempel 2026-11-20"),
}
SEASON = _("Till exempel 1 okt.")


class AssessForm(PageForm):
    """The day, the visit, and what the officer knows besides: a field for each fact that is asked for."""

    travel_day = DayField(label=_("Resdag"), hint=_("Reglerna och tidtabellen för den dagen prövas."))
    visit_start = ClockField(label=_("Besöket börjar"), required=False)
    visit_end = ClockField(label=_("Besöket slutar"), required=False)
    home = TextField(label=_("Hemma vid"), hint=_("Hållplats eller ort i tidtabellen."), required=False)
    place = TextField(label=_("Besöket är vid"), hint=_("Hållplats eller ort i tidtabellen."), required=False)

    def __init__(self, *args: Any, asked: Iterable[Fact] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(asked)
        for fact in self.asked:
            self.fields[FACT + fact.id] = _fact_field(fact)

    def clean(self) -> dict[str, Any]:
        """Read each fact as its kind has it; what cannot be read is told at its field."""
        told = super().clean() or {}
        self.facts: dict[str, Value] = {}
        for fact in self.asked:
            text = told.get(FACT + fact.id)
            if text:
                try:
                    self.facts[fact.id] = fact.read(str(text))
                except InvalidField as refusal:
                    self.add_error(FACT + fact.id, tell_error(refusal).text)
        return told

    @property
    def told(self) -> dict[str, JsonValue]:
        """What the officer knows, as JSON has it; the visit's times are facts as well."""
        clocks = {"visit_start": self.visit.start_s, "visit_end": self.visit.end_s}
        read = {name: write_json_value(value) for name, value in self.facts.items()}
        return {**read, **{name: value for name, value in clocks.items() if value is not None}}

    @property
    def visit(self) -> Visit:
        """The visit that the timetable is asked about."""
        told = self.cleaned_data
        return Visit(told["home"], told["place"], _seconds(told["visit_start"]), _seconds(told["visit_end"]))


class DecideForm(PageForm):
    """An outcome with its reasons. A yes has terms; a departure from the proposal has its own reason.

    Only a trip to care goes to or from care: paratransit is for any journey (lag 1997:736 7 §).
    """

    reasons = LongTextField(
        label=_("Skäl"),
        hint=_("Två eller tre meningar som den sökande förstår. De står i beslutsbrevet."),
        rows=5,
        limit=2000,
    )
    uses_judgement = TickField(
        label=_("Beslutet bygger på min bedömning, inte bara på att en regel följs mekaniskt")
    )
    travel_modes = CheckboxesField(label=_("Färdsätt"), choices=MODES, missing=_("Välj minst ett färdsätt."))
    valid_from = DayField(label=_("Gäller från och med"))
    valid_to = DayField(label=_("Gäller till och med"), required=False)
    trips = WholeNumberField(label=_("Antal enkelresor"), required=False, min_value=1)
    season_from = TextField(label=_("Säsongens första dag"), hint=SEASON, width="s", required=False)
    season_to = TextField(
        label=_("Säsongens sista dag"), hint=_("Till exempel 30 apr."), width="s", required=False
    )
    reassess_on = DayField(label=_("Omprövas senast"), required=False)
    directions = CheckboxesField(label=_("Riktning"), choices=list(DIRECTIONS.items()), required=False)
    escorts = WholeNumberField(label=_("Ledsagare"), required=False, min_value=0, max_value=9)
    ride_alone = TickField(label=_("Åker ensam"))
    door_to_door = TickField(label=_("Hämtas vid dörren"))
    reserves_change = TickField(label=_("Beslutet får ändras om förutsättningarna ändras (förbehåll)"))
    override = RadioField(
        label=_("Varför avviker beslutet från reglernas förslag?"), choices=OverrideReason.choices
    )
    override_text = LongTextField(
        label=_("Skäl för avsteget"),
        hint=_("Följs upp av någon annan. Står inte i brevet."),
        rows=3,
        limit=1000,
    )
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)

    TERMS = (
        "travel_modes", "valid_from", "valid_to", "trips", "season_from", "season_to", "reassess_on",
        "directions", "escorts", "ride_alone", "door_to_door", "reserves_change", "replaces",
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, gives: bool, departs: bool, suggested: Terms, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        for name in () if gives else self.TERMS:
            del self.fields[name]
        if kind != PermitKindChoice.PATIENT_TRIP:
            self.fields.pop("directions", None)
        for name in () if departs else ("override", "override_text"):
            del self.fields[name]

    def clean_season_from(self) -> int | None:
        """Month and day."""
        return _read_season(self.cleaned_data["season_from"])

    def clean_season_to(self) -> int | None:
        """Month and day."""
        return _read_season(self.cleaned_data["season_to"])

    @property
    def terms(self) -> Terms:
        """The terms as written; aids, seats and the longest ride stay as they were suggested."""
        told = self.cleaned_data
        if "travel_modes" not in told:
            return Terms()
        season = (told["season_from"], told["season_to"])
        return Terms(
            travel_modes=tuple(told["travel_modes"]),
            valid_from=told["valid_from"],
            valid_to=told["valid_to"],
            trips=told["trips"],
            season=None if season == (None, None) else (season[0] or 0, season[1] or 0),
            reassess_on=told["reassess_on"],
            directions=frozenset(Direction(one) for one in told.get("directions", ())),
            escorts=told["escorts"] or 0,
            ride_alone=told["ride_alone"],
            door_to_door=told["door_to_door"],
            reserves_change=told["reserves_change"],
            aids=self.suggested.aids,
            seats=self.suggested.seats,
            longest_ride_s=self.suggested.longest_ride_s,
        )


class CompletionForm(PageForm):
    """What the applicant is asked for; in words alone where the rules miss no fact."""

    facts = CheckboxesField(label=_("Uppgifter som saknas"), required=False)
    text = LongTextField(label=_("Annat som saknas"), required=False, rows=4, limit=1500)
    answer_by = DayField(label=_("Svar senast"))

    def __init__(self, *args: Any, asked: Iterable[Fact] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, one.question or one.name) for one in asked]
        if choices:
            self.fields["facts"].choices = choices  # type: ignore[attr-defined]
            return
        del self.fields["facts"]
        self.fields["text"].label, self.fields["text"].required = _("Vad som saknas"), True


class AnswerForm(PageForm):
    """What came back; an empty text and no file say that nothing did."""

    received_on = DayField(label=_("Kom in"))
    text = LongTextField(label=_("Vad som kom in"), required=False, rows=5, limit=4000)
    file = FileField(label=_("Handling"), hint=_("PDF, JPEG, PNG eller text, högst 15 MB."), required=False)


class NoteForm(PageForm):
    """What somebody said, with who and when."""

    teller = SelectField(label=_("Vem sade det?"), choices=CaseNote.Teller.choices)
    told_on = DayField(label=_("Dag"))
    told_at = ClockField(label=_("Klockan"))
    text = LongTextField(label=_("Vad som sades"), rows=5, limit=4000)


class ReasonForm(PageForm):
    """A reason for a step."""

    reason = LongTextField(label=_("Skäl"), rows=3, limit=1000)


class FindApplicantForm(PageForm):
    """Who applies."""

    identity = PersonalNumberField(label=_("Den sökandes personnummer"))


class ApplicationForm(PageForm):
    """An application that came on paper or by phone."""

    kind = RadioField(label=_("Ansökan gäller"), choices=PermitKindChoice.choices)
    arrival = SelectField(
        label=_("Kom in genom"),
        choices=[one for one in Application.Arrival.choices if one[0] != Application.Arrival.ELECTRONIC],
    )
    found_on = DayField(label=_("Dagen då den öppnades eller togs emot"))
    travel_mode = SelectField(label=_("Färdsätt som söks"), choices=MODES, required=False)
    trips = WholeNumberField(label=_("Antal enkelresor"), required=False, min_value=1)
    valid_from = DayField(label=_("Från och med"), required=False)
    valid_to = DayField(label=_("Till och med"), required=False)
    words = LongTextField(
        label=_("Med den sökandes egna ord"),
        hint=_("Vad som går och inte går, och vad resan gäller. Ingen diagnos behövs."),
        rows=6,
        limit=4000,
    )
    representative = SelectField(label=_("Företrädare som ansöker"), required=False)
    language = SelectField(label=_("Språk"), choices=LANGUAGES, required=False, empty="")
    needs_interpreter = TickField(label=_("Tolk behövs"))
    file = FileField(
        label=_("Ansökan eller annan handling"),
        hint=_("PDF, JPEG, PNG eller text, högst 15 MB."),
        required=False,
    )

    def __init__(self, *args: Any, representatives: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["representative"].choices = [("", _("Ingen")), *representatives.items()]  # type: ignore[attr-defined]


def write_fact(fact: Fact, value: Value) -> str:
    """A value as its field shows it."""
    if fact.kind is Kind.BOOL:
        return "ja" if value else "nej"
    return str(value) if fact.kind is Kind.CHOICE else fact.write(value)


def _fact_field(fact: Fact) -> forms.Field:
    label = fact.question or fact.name[:1].upper() + fact.name[1:]
    if fact.kind is Kind.BOOL:
        return SelectField(label=label, choices=YES_NO, empty=NOT_KNOWN, required=False, width="s")
    if fact.kind is Kind.CHOICE:
        return SelectField(label=label, choices=list(fact.choices.items()), empty=NOT_KNOWN, required=False)
    return TextField(label=label, hint=EXAMPLES.get(fact.kind, ""), required=False, width="s")


def _seconds(clock: dt.time | None) -> int | None:
    return None if clock is None else clock.hour * 3_600 + clock.minute * 60


def _read_season(text: str) -> int | None:
    if not text:
        return None
    day = DayField(required=False).to_python(text)
    return int(f"{day:%m%d}") if day else None
