"""Forms of an authority's settings for permits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from skjuts.apps.permits.models import Outcome, PermitKindChoice
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.money import parse_kronor
from skjuts.web.fields import CheckboxesField, DayField, LongTextField, PageForm, TextField

TWO_MAKE = [(one.value, one.label) for one in (Outcome.GRANTED, Outcome.PARTLY, Outcome.DENIED)]
PRICED = (
    "public_transport",
    "private_car",
    "patient_shuttle_line",
    "feeder_taxi",
    "shared_taxi",
    "taxi_alone",
    "wheelchair_vehicle",
    "stretcher_transport",
    "boat_taxi",
    "special_terrain",
)
REASON = _("Vem har bestämt det, och varför?")


class FourEyesForm(PageForm):
    """Which outcomes of each kind two officers make."""

    patient_trip = CheckboxesField(
        label=PermitKindChoice.PATIENT_TRIP.label, choices=TWO_MAKE, required=False
    )
    paratransit = CheckboxesField(label=PermitKindChoice.PARATRANSIT.label, choices=TWO_MAKE, required=False)
    national_paratransit = CheckboxesField(
        label=PermitKindChoice.NATIONAL_PARATRANSIT.label, choices=TWO_MAKE, required=False
    )
    in_force_from = DayField(label=_("Gäller från och med"))
    reason = LongTextField(label=REASON, rows=3, limit=400)

    @property
    def value(self) -> dict[str, list[str]]:
        """The setting."""
        return {kind: list(self.cleaned_data[kind]) for kind in PermitKindChoice.values}


class TripPricesForm(PageForm):
    """What a trip costs the authority, by travel mode: to begin with and a kilometre."""

    in_force_from = DayField(label=_("Gäller från och med"))
    reason = LongTextField(label=REASON, rows=3, limit=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mode in PRICED:
            for part, label in (("start", _("Att börja med")), ("km", _("Per kilometer"))):
                self.fields[f"{mode}_{part}"] = TextField(
                    label=label, required=False, width="xs", suffix=_("kr"), max_length=12
                )

    @property
    def price_fields(self) -> list[tuple[Any, Any, Any]]:
        """The name of a travel mode and its two fields, in order."""
        return [(TRAVEL_MODES[mode], self[f"{mode}_start"], self[f"{mode}_km"]) for mode in PRICED]

    def clean(self) -> dict[str, Any]:
        """Both parts of a price, or neither; and an amount in kronor."""
        told = super().clean() or {}
        for mode in PRICED:
            names = (f"{mode}_start", f"{mode}_km")
            written = [name for name in names if told.get(name)]
            if len(written) == 1:
                missing = next(name for name in names if name not in written)
                self.add_error(missing, _("Fyll i båda delarna av priset, eller ingen."))
            for name in written:
                self._read(name, told[name])
        return told

    @property
    def value(self) -> dict[str, dict[str, int]]:
        """The setting, in öre."""
        told = self.cleaned_data
        return {
            mode: {
                part: parse_kronor(told[f"{mode}_{name}"])
                for part, name in (("start_ore", "start"), ("km_ore", "km"))
            }
            for mode in PRICED
            if told.get(f"{mode}_start")
        }

    def _read(self, name: str, text: str) -> None:
        try:
            ore = parse_kronor(text, field=name)
        except InvalidField as refusal:
            self.add_refusal(refusal)
            return
        if ore < 0:
            self.add_error(name, _("Priset kan inte vara negativt."))


class SettleForm(PageForm):
    """Why a proposal is approved, declined or taken back."""

    reason = LongTextField(label=_("Skäl"), rows=3, limit=400)


def start_prices(prices: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """What the form begins with."""
    return {
        f"{mode}_{name}": f"{one[part] // 100},{one[part] % 100:02d}"
        for mode, one in prices.items()
        for part, name in (("start_ore", "start"), ("km_ore", "km"))
    }
