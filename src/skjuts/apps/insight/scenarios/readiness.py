"""Preparedness beside a light-care ambulance: what is covered, what a transfer loses, the best placing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from skjuts.apps.insight.scenarios.forms.readiness import read_areas, read_stations
from skjuts.apps.insight.scenarios.sections import Amount, Basis, Figure, Grid, Section
from skjuts.web.elements import Column

if TYPE_CHECKING:
    from skjuts.apps.insight.scenarios.forms.light_care import LightCareInputs
    from skjuts.core.triage.preparedness import Calls

HOURS_A_YEAR = 8_766
SECONDS_AN_HOUR = 3600
TRANSFERS = 100
"""Calls that a unit's absence loses are told for so many transfers."""

type Readiness = Mapping[str, Any]


def assess_readiness(inputs: LightCareInputs) -> Readiness | None:
    """The stations' cover, what each loses while a unit is away, and the best placing; None where not told.

    A transfer keeps a unit away for the middle of the hours that were given.
    """
    import numpy as np

    from skjuts.core.followup.regimes import find_calls_met
    from skjuts.core.triage.preparedness import measure_call_coverage, measure_leaving, place_units

    stations = read_stations(inputs.stations)
    if not stations or inputs.busy_percent is None:
        return None
    calls = _form_calls(inputs, tuple(stations))
    units = np.array(list(stations.values()), np.int64)
    away_s = round(SECONDS_AN_HOUR * (inputs.hours_each.middle if inputs.hours_each else 1.0))
    best = place_units(calls, int(units.sum()), np.full(len(units), units.sum(), np.int64))
    cover, best_cover = measure_call_coverage(calls, units), measure_call_coverage(calls, best)
    manned = tuple(place for place, count in enumerate(units.tolist()) if count)
    lost = {place: measure_leaving(calls, units, place, away_s).lost_calls for place in manned}
    return {
        "met_an_hour": list(find_calls_met(calls, units, manned)),
        "share": cover.share,
        "best_share": best_cover.share,
        "areas": [[name, cover.areas[name], best_cover.areas[name]] for name in cover.areas],
        "stations": [
            [name, int(units[place]), int(best[place]), lost.get(place)]
            for place, name in enumerate(stations)
        ],
    }


def show_readiness(told: Readiness, basis: Basis) -> Section:
    """How much is covered today and at best, area by area, and what each station loses."""
    areas = tuple((name, _percent(now), _percent(best)) for name, now, best in told["areas"])
    stations = tuple(
        (name, Amount(now), Amount(best), Amount(None if lost is None else lost * TRANSFERS, 1))
        for name, now, best, lost in told["stations"]
    )
    return Section(
        _("Beredskapen"),
        basis,
        sentences=(
            _(
                "Räknat som om enheter är upptagna oberoende av varandra (MEXCLP, Daskin 1983). "
                "Bästa placeringen flyttar enheterna fritt mellan stationerna."
            ),
        ),
        figures=(
            _show_share("covered", _("Larm som någon ledig enhet når i tid"), told["share"]),
            _show_share("covered_best", _("Det samma med bästa placeringen"), told["best_share"]),
        ),
        grids=(
            Grid(_("Områden, procent av larmen"), _head(_("Område"), _("I dag"), _("Bäst")), areas),
            Grid(
                _("Stationer"),
                _head(_("Station"), _("Enheter"), _("Bäst"), _("Missade larm på 100 transporter")),
                stations,
            ),
        ),
    )


def _form_calls(inputs: LightCareInputs, stations: tuple[str, ...]) -> Calls:
    import numpy as np

    from skjuts.core.triage.preparedness import Calls

    areas = read_areas(inputs.areas, stations)
    return Calls(
        per_hour=np.array([calls / HOURS_A_YEAR for _name, calls, _reached in areas]),
        reach=np.array([[station in reached for station in stations] for _name, _calls, reached in areas]),
        busy_share=(inputs.busy_percent or 0) / 100,
        areas=tuple(name for name, _calls, _reached in areas),
    )


def _show_share(key: str, label: str, share: float) -> Figure:
    return Figure(key, label, _("procent av larmen"), 100 * share, 100 * share, decimals=1)


def _percent(share: float) -> Amount:
    return Amount(100 * share, 1)


def _head(first: str, *others: str) -> tuple[Column, ...]:
    return Column(first), *(Column(one, numeric=True) for one in others)
