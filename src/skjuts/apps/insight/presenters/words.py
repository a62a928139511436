"""The ledger's own codes in words of the page's language."""

from __future__ import annotations

from babel.dates import format_date
from django.utils.translation import gettext as _

from skjuts.core.followup.decomposition import Factor
from skjuts.core.followup.ledger.bands import DistanceBands
from skjuts.core.followup.months import Month, first_day
from skjuts.web.languages import page_language


def name_month(month: Month) -> str:
    """A month: `april 2026`."""
    return format_date(first_day(month), "LLLL y", locale=page_language())


def name_month_briefly(month: Month) -> str:
    """A month at a chart's axis: `apr 26`."""
    return format_date(first_day(month), "LLL yy", locale=page_language()).replace(".", "")


def name_span(bands: DistanceBands, first: int, last: int) -> str:
    """Some bands that follow on each other: `0–30 km`, `över 60 km`, `alla avstånd`."""
    lowest = (0, *bands.limits_km)[first]
    if last < len(bands.limits_km):
        return f"{lowest}–{bands.limits_km[last]}\u00a0km"
    return _("över %(km)s km") % {"km": lowest} if first else _("alla avstånd")


def name_factor(factor: Factor | str) -> str:
    """A reason of a change of cost."""
    words = {
        "volume": _("antal resor"),
        "mix": _("fördelning mellan färdsätt, avstånd och slag"),
        "distance": _("resornas längd"),
        "pooling": _("samordning"),
        "index": _("avtalens index"),
        "price": _("pris"),
        "new": _("nya avtal och färdsätt"),
        "ended": _("avslutade avtal och färdsätt"),
    }
    return words[str(factor)]


def name_code(cut: str, code: str) -> str:
    """A value of a cut; one that we have no word for is shown as the ledger has it."""
    return _list_words().get(cut, {}).get(code, code)


def _list_words() -> dict[str, dict[str, str]]:
    return {
        "travel_mode": {
            "public_transport": _("Kollektivtrafik"),
            "patient_shuttle_line": _("Sjukreselinje"),
            "private_car": _("Egen bil"),
            "shared_taxi": _("Samordnad taxi"),
            "taxi_alone": _("Taxi utan samordning"),
            "wheelchair_vehicle": _("Rullstolsfordon"),
            "stretcher_transport": _("Liggande transport"),
            "scheduled_flight": _("Reguljärflyg"),
        },
        "category": {
            "dialysis": _("Dialys"),
            "hospital": _("Sjukhusbesök"),
            "primary_care": _("Primärvård"),
            "far_hospital": _("Vård utanför länet"),
            "ward": _("Till och från avdelning"),
            "other": _("Annat"),
        },
        "ledger": {"ordinary": _("Ordinarie budget"), "asylum": _("Asylboenden")},
    }
