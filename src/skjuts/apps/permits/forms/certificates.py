"""The nurse's certificate as a form: what a person can do and needs, and how long it is to hold.

Nothing is required while one writes: a draft is kept as it is, and what is missing is told when it is issued.
What stands in a part that is folded away is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.forms import CheckboxSelectMultiple, Field, RadioSelect
from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits import wording
from skjuts.apps.permits.terms import CodeSaid
from skjuts.web.elements import Link
from skjuts.web.fields import (
    CheckboxesField,
    ClockField,
    DayField,
    LongTextField,
    PageForm,
    RadioField,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
)
from skjuts.web.languages import said_in

YES_NO = (("yes", wording.YES_NO[True]), ("no", wording.YES_NO[False]))
ANSWERS = (*YES_NO, ("", _("Vet inte")))
ASKED_MODES = (
    "public_transport",
    "private_car",
    "patient_shuttle_line",
    "feeder_taxi",
    "shared_taxi",
    "wheelchair_vehicle",
    "taxi_alone",
    "boat_taxi",
    "special_terrain",
    "stretcher_transport",
    "scheduled_flight",
)
ESCORTS = (("0", _("Ingen")), ("1", _("En")), ("2", _("Två")), ("3", _("Tre")))
FLOWS_DL = range(5, 55, 5)
SEASONS = [(f"{first}-{last}", name) for (first, last), name in wording.SEASONS.items()]
MOST_METRES, MOST_TRIPS, MOST_A_WEEK, MOST_MINUTES = 20_000, 999, 14, 600
LONGEST_PLACE, LONGEST_NOTE = 120, 600


class CertificateForm(PageForm):
    """The whole of it. `units`: id and name of the units that one may be going to."""

    purpose = SelectField(
        label=_("Varför reser patienten?"), choices=wording.PURPOSES.items(), required=False
    )
    care_region = RadioField(label=_("Var ges vården?"), choices=wording.CARE_REGIONS.items(), required=False)
    care_unit = SelectField(label=_("Vårdenhet"), required=False)
    to_place = TextField(label=_("Sjukhus eller mottagning"), max_length=LONGEST_PLACE, required=False)
    care_place = RadioField(
        label=_("Varför just den vårdgivaren?"), choices=wording.CARE_PLACES.items(), required=False
    )
    residence = SelectField(
        label=_("Var hör patienten hemma?"), choices=wording.RESIDENCES.items(), required=False
    )

    walking_limit_m = WholeNumberField(
        label=_("Går högst, med de pauser och hjälpmedel som behövs"),
        suffix=_("meter"),
        min_value=0,
        max_value=MOST_METRES,
        required=False,
    )
    boards_steps = RadioField(label=wording.ABILITIES["boards_steps"], choices=ANSWERS, required=False)
    sits_upright = RadioField(label=wording.ABILITIES["sits_upright"], choices=ANSWERS, required=False)
    finds_way = RadioField(label=wording.ABILITIES["finds_way"], choices=ANSWERS, required=False)
    waits_alone = RadioField(label=wording.ABILITIES["waits_alone"], choices=ANSWERS, required=False)
    rides_with_others = RadioField(
        label=wording.ABILITIES["rides_with_others"], choices=ANSWERS, required=False
    )
    can_transfer = RadioField(label=wording.ABILITIES["can_transfer"], choices=ANSWERS, required=False)
    can_go_by_car = RadioField(label=wording.ABILITIES["can_go_by_car"], choices=ANSWERS, required=False)
    is_confused = RadioField(label=wording.ABILITIES["is_confused"], choices=ANSWERS, required=False)

    aids = CheckboxesField(label=_("Hjälpmedel på resan"), choices=wording.AIDS.items(), required=False)
    oxygen_dl_per_min = SelectField(
        label=_("Syrgasens flöde"),
        choices=[(str(flow), f"{flow / 10:.1f} l/min".replace(".", ",")) for flow in FLOWS_DL],
        required=False,
    )
    seats = CheckboxesField(label=_("Plats i bilen"), choices=wording.SEATS.items(), required=False)
    door_to_door = TickField(label=_("Hämtas och lämnas vid dörren eller avdelningen"))
    escorts = RadioField(label=_("Ledsagare"), choices=ESCORTS, required=False)
    escort_reason = SelectField(
        label=_("Varför behövs ledsagaren?"), choices=wording.ESCORT_REASONS.items(), required=False
    )
    ride_alone_reason = RadioField(
        label=_("Måste patienten åka ensam?"),
        choices=[("", _("Nej, kan åka med andra")), *wording.RIDE_ALONE_REASONS.items()],
        required=False,
    )
    is_infectious = RadioField(
        label=_("Kan patienten smitta andra på resan?"), choices=YES_NO, required=False
    )
    care_on_the_way = RadioField(
        label=_("Vård under resan"), choices=wording.CARE_ON_THE_WAY.items(), required=False
    )
    longest_ride_min = WholeNumberField(
        label=_("Klarar högst så lång tid i bilen"),
        suffix=_("minuter"),
        min_value=5,
        max_value=MOST_MINUTES,
        required=False,
    )

    can_be_remote = RadioField(
        label=wording.CARE_WITHOUT_TRIP["can_be_remote"], choices=ANSWERS, required=False
    )
    can_be_by_team = RadioField(
        label=wording.CARE_WITHOUT_TRIP["can_be_by_team"], choices=ANSWERS, required=False
    )
    can_be_nearer = RadioField(
        label=wording.CARE_WITHOUT_TRIP["can_be_nearer"], choices=ANSWERS, required=False
    )

    directions = CheckboxesField(label=_("Vilka resor?"), choices=wording.DIRECTIONS.items(), required=False)
    validity = RadioField(
        label=_("Hur länge ska det gälla?"), choices=wording.VALIDITIES.items(), required=False
    )
    visit_day = DayField(label=_("Besökets dag"), hint="", required=False)
    visit_start = ClockField(label=_("Börjar"), hint="", required=False)
    visit_end = ClockField(label=_("Slutar"), hint="", required=False)
    valid_from = DayField(label=_("Första dagen"), hint="", required=False)
    valid_to = DayField(label=_("Sista dagen"), hint="", required=False)
    visits_per_week = WholeNumberField(
        label=_("Besök i veckan"), min_value=1, max_value=MOST_A_WEEK, required=False
    )
    trips = WholeNumberField(
        label=_("Antal enkelresor"),
        hint=_("Tur och retur är två."),
        min_value=1,
        max_value=MOST_TRIPS,
        required=False,
    )
    season = RadioField(label=_("Vilken del av året?"), choices=SEASONS, required=False)

    travel_mode = SelectField(
        label=_("Färdsätt som behövs"),
        choices=[(mode, wording.TRAVEL_MODES[mode]) for mode in ASKED_MODES],
        required=False,
    )
    stated_reason = SelectField(
        label=_("Skälet, om det är ett dyrare färdsätt"),
        choices=wording.STATED_REASONS.items(),
        required=False,
    )
    codes = CheckboxesField(
        label=_("Koder ur regionens lista"),
        hint=_("Koderna läses av handläggaren. De står aldrig i brev och går aldrig till fordonet."),
        required=False,
    )
    interpreter = TextField(label=_("Tolk på språket"), max_length=40, width="s", required=False)
    note = LongTextField(
        label=_("Något mer som handläggaren behöver veta"),
        hint=_("Beskriv vad patienten klarar, inte diagnosen. Texten går aldrig till fordonet."),
        limit=LONGEST_NOTE,
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[str, str]] = (),
        known: Mapping[str, str] | None = None,
        codes: Iterable[CodeSaid] = (),
        **kwargs: Any,
    ) -> None:
        """`known`: by field, where its value came from, told beside it. `codes`: those to choose among."""
        super().__init__(*args, **kwargs)
        self.known_codes = {one.key: one for one in codes}
        listed = [(key, said_in(f"{one.code} {one.text}")) for key, one in self.known_codes.items()]
        self.fields["codes"].choices = listed  # type: ignore[attr-defined]
        unit = self.fields["care_unit"]
        unit.choices = [*unit.choices[:1], *units]  # type: ignore[attr-defined]
        for name, source in (known or {}).items():
            self.fields[name].help_text = source

    def clean(self) -> dict[str, Any]:
        """The codes with their words."""
        told = super().clean() or {}
        told["said_codes"] = tuple(self.known_codes[key] for key in told.get("codes", ()))
        return told


def list_places() -> dict[str, Link]:
    """By field, what it is called and the address of its first control."""
    return {
        name: Link(str(field.label), f"#id_{name}{'_0' if _has_several(field) else ''}")
        for name, field in CertificateForm.base_fields.items()
    }


def _has_several(field: Field) -> bool:
    return isinstance(field.widget, (RadioSelect, CheckboxSelectMultiple))


class WithdrawForm(PageForm):
    """Why a certificate is taken back."""

    reason = LongTextField(
        label=_("Varför återkallas intyget?"),
        limit=400,
        rows=3,
        missing=_("Skriv varför intyget återkallas."),
    )
