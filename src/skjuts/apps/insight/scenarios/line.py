"""A scheduled line for patients, tried on last year's flows: who would have fitted, and what it saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.presenters.words import name_month
from skjuts.apps.insight.scenarios.forms.line import LineForm, LineInputs, read_stops
from skjuts.apps.insight.scenarios.frame import ScenarioKind, rest_on_trips
from skjuts.apps.insight.scenarios.past_year import (
    FIRST_VISIT_S,
    LAST_VISIT_S,
    VISIT_S,
    find_year,
    list_flows,
)
from skjuts.apps.insight.scenarios.sections import Amount, Basis, Figure, Section, interval, thousands
from skjuts.core.followup.ledger.bands import METRES_A_KM
from skjuts.core.followup.months import first_day
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.web.municipalities import name_municipality

if TYPE_CHECKING:
    from skjuts.core.followup.regimes import Departure, Flow, Star

DRAWS = 5
MODES = ("shared_taxi", "taxi_alone")
"""Those who can take a bus; wheelchairs and stretchers need a vehicle of their own."""
SATURDAY = 5
INWARD, HOMEWARD = "in", "home"


def compute(inputs: LineInputs, context: Context) -> Answer:
    """The line on every weekday of the year, at both ends of the speed. Raises `NoTrips`."""
    months = find_year(context)
    only = (("travel_mode", MODES), ("area", (inputs.area,)))
    flows = list_flows(context, only, months)
    days = [day for day in range(*_span(months)) if date.fromordinal(day).weekday() < SATURDAY]
    trials = [
        _try(inputs, flows, days, speed, seed)
        for speed in dict.fromkeys(inputs.speed_kmh.ends())
        for seed in range(1, DRAWS + 1)
    ]
    runs = 2 * len(days)
    line = [runs * end * ORE_PER_KRONA for end in inputs.run_kr.ends()]
    avoided = [min(one["avoided_ore"] for one in trials), max(one["avoided_ore"] for one in trials)]
    return {
        "months": list(months),
        "trips": len(flows),
        "runs": runs,
        "moved": _ends(trials, "moved"),
        "full": _ends(trials, "full"),
        "riders_in": _ends(trials, INWARD),
        "riders_home": _ends(trials, HOMEWARD),
        "line_ore": line,
        "avoided_ore": avoided,
        "net_ore": [avoided[0] - line[1], avoided[1] - line[0]],
    }


def show(answer: Answer, inputs: LineInputs) -> list[Section]:
    """What moves to the line and what it saves."""
    first, last = answer["months"]
    trips = _("%(count)s fakturerade taxiresor för boende i %(area)s") % {
        "count": Amount(answer["trips"]).text,
        "area": name_municipality(inputs.area),
    }
    source = _("liggaren och scenariots indata; linjen är räknad, inte körd")
    basis = Basis(f"{name_month(first)} – {name_month(last)}", trips, source)
    return [Section(_("Linjen"), basis, sentences=tuple(_tell(answer)), figures=tuple(_list_figures(answer)))]


def _span(months: tuple[int, int]) -> tuple[int, int]:
    return first_day(months[0]).toordinal(), first_day(months[1] + 1).toordinal()


def _try(
    inputs: LineInputs, flows: Sequence[Flow], days: Sequence[int], speed: float, seed: int
) -> dict[str, Any]:
    """The year as one draw of clock times has it."""
    from skjuts.core.followup.regimes import LineTerms, Spread, form_star, run_line, spread_flows

    stops = [(inputs.area, km * METRES_A_KM) for km in read_stops(inputs.stops_km)]
    star = form_star(flows, speed, stops)
    trips = spread_flows(flows, star, Spread(FIRST_VISIT_S, LAST_VISIT_S, VISIT_S, speed), seed)
    terms = LineTerms(inputs.capacity, 0, inputs.most_to_stop_km * METRES_A_KM, inputs.most_wait_minutes * 60)
    found = run_line(trips, _list_departures(inputs, star, stops), terms, star.roads, days)
    return {
        "moved": len(found.moved),
        "full": found.full,
        "avoided_ore": found.avoided_ore,
        INWARD: found.mean_riders(INWARD),
        HOMEWARD: found.mean_riders(HOMEWARD),
    }


def _list_departures(
    inputs: LineInputs, star: Star, stops: Sequence[tuple[str, int]]
) -> tuple[Departure, Departure]:
    """In from the farthest stop, and home again; each stop when the speed brings the bus there."""
    from skjuts.core.followup.regimes import HOSPITAL, Departure
    from skjuts.core.kernel.service_time import parse_service_time

    places = [place for area, metres in stops if (place := star.find_place(area, metres)) is not None]
    way = [*dict.fromkeys(places), HOSPITAL]
    seconds = star.roads.seconds

    def run(name: str, start_s: int, order: Sequence[int]) -> Departure:
        return Departure(name, tuple((place, start_s + int(seconds[order[0], place])) for place in order))

    return (
        run(INWARD, parse_service_time(inputs.leaves), way),
        run(HOMEWARD, parse_service_time(inputs.returns), way[::-1]),
    )


def _ends(trials: Sequence[dict[str, Any]], name: str) -> list[float]:
    values = [one[name] for one in trials]
    return [min(values), max(values)]


def _tell(answer: Answer) -> Iterator[str]:
    low, high = answer["net_ore"]
    if low > 0:
        yield _("Linjen kostar mindre än resorna som flyttas till den, i hela spannet.")
    elif high < 0:
        yield _("Linjen kostar mer än resorna som flyttas till den, i hela spannet.")
    else:
        yield _("Linjen kan kosta mer eller mindre än resorna som flyttas till den.")
    yield _(
        "Antaganden: liggaren har varken klockslag eller adress. Varje resa går längs kommunens väg till "
        "eller från sjukhuset, vid tider som dras över dagen fem gånger. Alla som hinner antas åka med."
    )


def _list_figures(answer: Answer) -> Iterator[Figure]:
    yield Figure("trips", _("Taxiresor i dag"), _("resor om året"), answer["trips"], answer["trips"])
    yield interval("moved", _("Resor som flyttas till linjen"), _("resor om året"), answer["moved"])
    yield interval(
        "full", _("Resor som hade fått plats om bussen inte var full"), _("resor om året"), answer["full"]
    )
    yield interval("riders_in", _("Resenärer på en tur in"), _("resenärer"), answer["riders_in"], 1)
    yield interval("riders_home", _("Resenärer på en tur hem"), _("resenärer"), answer["riders_home"], 1)
    yield thousands("line", _("Linjens kostnad"), answer["line_ore"])
    yield thousands("avoided", _("Vad de flyttade resorna kostade"), answer["avoided_ore"])
    yield thousands("net", _("Mindre kostnad med linjen"), answer["net_ore"])


KIND = ScenarioKind(
    key="linje",
    title=gettext_lazy("Sjukreselinje med tidtabell"),
    explanation=gettext_lazy(
        "Vilka av förra årets taxiresor en buss med tidtabell hade tagit, hur full den hade blivit, och om "
        "den kostar mer eller mindre än det den ersätter."
    ),
    form=LineForm,
    inputs=LineInputs,
    compute=compute,
    sections=show,
    icon="bus",
    rests_on=rest_on_trips,
)
