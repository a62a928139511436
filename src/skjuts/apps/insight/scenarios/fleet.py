"""Own vehicles against buying every trip, tried on last year's trips: how many pay, from how many trips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.presenters.words import name_month
from skjuts.apps.insight.scenarios.forms.fleet import DIALYSIS, STRETCHER, FleetForm, FleetInputs
from skjuts.apps.insight.scenarios.frame import ScenarioKind, rest_on_trips
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.past_year import (
    FIRST_VISIT_S,
    LAST_VISIT_S,
    VISIT_S,
    find_year,
    list_flows,
)
from skjuts.apps.insight.scenarios.sections import (
    ORE_A_THOUSAND,
    Amount,
    Basis,
    Figure,
    Grid,
    Section,
    interval,
    thousands,
    thousands_of,
)
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.web.elements import Column

if TYPE_CHECKING:
    from skjuts.core.followup.regimes import OwnTerms

DRAWS = 3
"""How many times the trips are spread over the day, each just as likely."""
SERVICE_S, POOL_WITHIN_S = 600, 1800
DIALYSIS_S = 4 * 3600 + 1800
NEEDED = (
    "vehicle_tkr", "rate_percent", "residual_tkr", "yearly_tkr", "wage_kr", "social_percent",
    "absence_percent", "per_km_kr", "premises_tkr", "dispatch_tkr",
)  # fmt: skip
ONLY = {
    STRETCHER: (("travel_mode", ("stretcher_transport",)),),
    DIALYSIS: (("category", ("dialysis",)),),
}


def compute(inputs: FleetInputs, context: Context) -> Answer:
    """Each size of fleet on the same year, at both ends of the speed; prices are put on afterwards.

    Raises `NoTrips`.
    """
    from skjuts.core.followup.regimes import try_fleet
    from skjuts.core.simulation.running import Work

    months = find_year(context)
    flows = list_flows(context, ONLY[inputs.trips], months)
    pieces = [
        Work(
            f"{vehicles}/{speed:g}/{seed}",
            partial(try_fleet, flows, *_form_fleet(inputs, vehicles, speed), seed),
        )
        for vehicles in range(1, inputs.most_vehicles + 1)
        for speed in dict.fromkeys(inputs.speed_kmh.ends())
        for seed in range(1, DRAWS + 1)
    ]
    trials = list(context.finish(pieces).values())
    return {
        "months": list(months),
        "trips": len(flows),
        "bought_ore": sum(one.price_ore for one in flows),
        "fleets": [
            _price(inputs, vehicles, [one for one in trials if one["vehicles"] == vehicles])
            for vehicles in range(1, inputs.most_vehicles + 1)
        ],
        "missing": [name for name in NEEDED if getattr(inputs, name) is None],
    }


def show(answer: Answer, inputs: FleetInputs) -> list[Section]:
    """What the cheapest fleet would cost beside buying everything, then every size."""
    first, last = answer["months"]
    names = {STRETCHER: _("fakturerade liggande transporter"), DIALYSIS: _("fakturerade dialysresor")}
    basis = Basis(
        f"{name_month(first)} – {name_month(last)}",
        _("%(count)s %(trips)s") % {"count": Amount(answer["trips"]).text, "trips": names[inputs.trips]},
        _("liggaren och scenariots indata; egna bilar är räknade, inte körda"),
    )
    words = {name: str(FleetForm.base_fields[name].label) for name in NEEDED}
    return [
        Section(
            _("Egen regi mot upphandlat"),
            basis,
            sentences=tuple(_tell(answer)),
            figures=tuple(_list_figures(answer)),
            missing=tuple(words[name] for name in answer["missing"]),
        ),
        _show_sizes(answer, basis),
    ]


def _form_fleet(inputs: FleetInputs, vehicles: int, speed_kmh: float) -> tuple[Any, Any]:
    from skjuts.core.followup.regimes import HOSPITAL, Fleet, Spread
    from skjuts.core.kernel.service_time import parse_service_time

    fleet = Fleet(
        vehicles=vehicles,
        base=HOSPITAL,
        open_s=parse_service_time(inputs.open_from),
        close_s=parse_service_time(inputs.open_to),
        service_s=SERVICE_S,
        most_wait_s=inputs.most_wait_minutes * 60,
        capacity=inputs.capacity,
        pool_within_s=POOL_WITHIN_S if inputs.capacity > 1 else 0,
    )
    stay = DIALYSIS_S if inputs.trips == DIALYSIS else VISIT_S
    return fleet, Spread(FIRST_VISIT_S, LAST_VISIT_S, stay, speed_kmh)


def _form_terms(inputs: FleetInputs, *, is_low: bool) -> OwnTerms:
    """The prices with which a fleet costs least, or most."""
    from skjuts.core.followup.regimes import OwnTerms

    def end(given: Given | None, *, less_is_dearer: bool = False) -> float:
        low, high = given.ends() if given else (0.0, 0.0)
        return low if is_low != less_is_dearer else high

    return OwnTerms(
        vehicle_ore=round(end(inputs.vehicle_tkr) * ORE_A_THOUSAND),
        life_years=inputs.life_years,
        rate=end(inputs.rate_percent) / 100,
        residual_ore=round(end(inputs.residual_tkr, less_is_dearer=True) * ORE_A_THOUSAND),
        yearly_per_vehicle_ore=round(end(inputs.yearly_tkr) * ORE_A_THOUSAND),
        wage_per_hour_ore=round(end(inputs.wage_kr) * ORE_PER_KRONA),
        social_share=end(inputs.social_percent) / 100,
        absence=end(inputs.absence_percent) / 100,
        per_km_ore=round(end(inputs.per_km_kr) * ORE_PER_KRONA),
        premises_ore=round(end(inputs.premises_tkr) * ORE_A_THOUSAND),
        dispatch_ore=round(end(inputs.dispatch_tkr) * ORE_A_THOUSAND),
    )


def _price(inputs: FleetInputs, vehicles: int, trials: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One size of fleet from least to most over the trials; kronor only when every price is given."""
    own, total = [], []
    evens: list[int | None] = []
    if all(getattr(inputs, name) is not None for name in NEEDED):
        for trial in trials:
            for is_low in (True, False):
                cost = _price_trial(inputs, vehicles, trial, is_low=is_low)
                own.append(cost.total_ore)
                total.append(cost.total_ore + trial["left_ore"])
                evens.append(_find_even(cost, trial))
    known = [one for one in evens if one is not None]
    return {
        "vehicles": vehicles,
        "taken": _ends([one["taken"] for one in trials]),
        "empty": _ends([one["empty_m"] / max(1, one["driven_m"]) for one in trials]),
        "wait_s": _ends([one["long_wait_s"] for one in trials]),
        "own_ore": _ends(own),
        "total_ore": _ends(total),
        "even": _ends(known) if len(known) == len(evens) else None,
    }


def _price_trial(inputs: FleetInputs, vehicles: int, trial: Mapping[str, Any], *, is_low: bool) -> Any:  # noqa: ANN401
    from skjuts.core.followup.regimes import price_own
    from skjuts.core.kernel.service_time import parse_service_time

    open_h = (parse_service_time(inputs.open_to) - parse_service_time(inputs.open_from)) / 3600
    hours = open_h * vehicles * inputs.crew * trial["days"]
    return price_own(_form_terms(inputs, is_low=is_low), vehicles, hours, trial["driven_m"])


def _find_even(cost: Any, trial: Mapping[str, Any]) -> int | None:  # noqa: ANN401 - core's type
    from skjuts.core.followup.regimes import find_break_even

    count = trial["taken"]
    if not count:
        return None
    found = find_break_even(cost.fixed_ore, trial["taken_ore"] / count, cost.distance_ore / count, count)
    return found.trips


def _ends(values: list[Any]) -> list[Any] | None:
    return [min(values), max(values)] if values else None


def _find_best(answer: Answer) -> Mapping[str, Any] | None:
    """The fleet whose middle is cheapest, own and bought together; None without kronor."""
    priced = [one for one in answer["fleets"] if one["total_ore"]]
    return min(priced, key=lambda one: sum(one["total_ore"]), default=None)


def _tell(answer: Answer) -> Iterator[str]:
    best = _find_best(answer)
    if best is not None:
        low, high = best["total_ore"]
        bought = answer["bought_ore"]
        vehicles = best["vehicles"]
        if high < bought:
            yield _("Med %(count)s egna bilar blir året billigare i hela spannet.") % {"count": vehicles}
        elif low >= bought:
            yield _("Ingen storlek på vagnparken blir billigare än att köpa alla resor.")
        else:
            yield _(
                "Med %(count)s egna bilar kan året bli billigare eller dyrare: spannet går över "
                "dagens kostnad."
            ) % {"count": vehicles}
    yield _(
        "Antaganden: liggaren har varken klockslag eller adress. Varje resa går mellan sjukhuset och en "
        "plats på kommunens väg, varannan in och varannan hem, vid tider som dras över dagen tre gånger. En "
        "tidigare resa som inte får plats köps som i dag."
    )


def _list_figures(answer: Answer) -> Iterator[Figure]:
    best = _find_best(answer)
    yield thousands("bought", _("Alla resor köpta, som i dag"), (answer["bought_ore"],) * 2)
    total = best["total_ore"] if best else None
    yield thousands("total", _("Egna bilar och det som ändå köps, billigaste storleken"), total)
    count = best["vehicles"] if best else None
    yield Figure("vehicles", _("Bilar i den storleken"), _("bilar"), count, count)
    taken, even = (best["taken"], best["even"]) if best else (None, None)
    year = _("resor om året")
    yield interval("taken", _("Resor som bilarna hinner"), year, taken)
    note = _note_even(taken, even)
    yield interval("even", _("Resor som krävs för att gå jämnt ut"), year, even, note=note)


def _note_even(taken: list[int] | None, even: list[int] | None) -> str:
    if even is None:
        return _("Varje egen resa kostar minst lika mycket som en köpt, eller så saknas priser.")
    if taken is not None and even[0] > taken[1]:
        return _("Går inte att genomföra: så många resor hinner bilarna inte.")
    return ""


def _show_sizes(answer: Answer, basis: Basis) -> Section:
    columns = (
        Column(_("Bilar")),
        Column(_("Resor minst"), numeric=True),
        Column(_("Resor högst"), numeric=True),
        Column(_("Tomt, procent"), numeric=True),
        Column(_("Väntan, min"), numeric=True),
        Column(_("Egna minst, tkr"), numeric=True),
        Column(_("Egna högst, tkr"), numeric=True),
        Column(_("Allt minst, tkr"), numeric=True),
        Column(_("Allt högst, tkr"), numeric=True),
    )
    told = _(
        "Egna är bilarnas kostnad; allt är den och det som ändå köps. Nio av tio väntar högst så länge som "
        "här står."
    )
    rows = tuple(tuple(_list_cells(one)) for one in answer["fleets"])
    return Section(
        _("Varje storlek"), basis, sentences=(told,), grids=(Grid(_("Vagnparker"), columns, rows),)
    )


def _list_cells(one: Mapping[str, Any]) -> Iterator[str | Amount]:
    yield str(one["vehicles"])
    yield from (Amount(value) for value in one["taken"])
    yield Amount(one["empty"][1] * 100)
    yield Amount(one["wait_s"][1] / 60)
    for ends in (one["own_ore"], one["total_ore"]):
        yield from (thousands_of(value) for value in ends) if ends else (Amount(None), Amount(None))


KIND = ScenarioKind(
    key="egna-bilar",
    title=gettext_lazy("Egna bilar för liggande eller dialys"),
    explanation=gettext_lazy(
        "Vad egna bilar skulle ha kostat förra året mot att köpa varje resa: hur många bilar, vad de hinner, "
        "hur länge någon väntar, och från hur många resor de går jämnt ut."
    ),
    form=FleetForm,
    inputs=FleetInputs,
    compute=compute,
    sections=show,
    is_long=True,
    icon="car-front",
    rests_on=rest_on_trips,
)
