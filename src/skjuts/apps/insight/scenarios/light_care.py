"""A light-care ambulance made of an assessment car: what it frees, meets, loses and costs, by crew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.light_care import LightCareForm, LightCareInputs
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.readiness import assess_readiness, show_readiness
from skjuts.apps.insight.scenarios.sections import Basis, Figure, Section, interval, thousands
from skjuts.core.kernel.money import ORE_PER_KRONA

NURSE, ATTENDANTS = "nurse", "attendants"
PERCENT = 0.01


def compute(inputs: LightCareInputs, _context: Context) -> Answer:
    """The year with each crew; what hangs on something that is not known is not known either."""
    from skjuts.core.followup.regimes import LightCare, Range, assess_light_care

    def reach(given: Given | None) -> Range | None:
        return None if given is None else Range(*given.ends())

    readiness = assess_readiness(inputs)
    met = reach(inputs.calls_an_hour) or (Range(*readiness["met_an_hour"]) if readiness else None)
    care = LightCare(
        transfers=reach(inputs.transfers),
        ambulance_hours_each=reach(inputs.hours_each),
        calls_met_per_hour=met,
        assessments_lost=reach(inputs.assessments),
        manned_hours=reach(inputs.manned_hours),
    )
    years = assess_light_care(care, tuple(_list_crews(inputs)))
    return {
        "crews": [
            {
                "crew": year.crew,
                "freed": year.freed_hours,
                "met": year.calls_met,
                "lost": year.assessments_lost,
                "ore": year.crew_ore,
            }
            for year in years
        ],
        "rule": years[0].rule if years else "",
        "missing": list(years[0].missing) if years else [],
        "readiness": readiness,
    }


def show(answer: Answer, _inputs: LightCareInputs) -> list[Section]:
    """A section for each crew; the rule of care on the way stands over both."""
    basis = Basis(
        _("ett år"),
        _("transporter inom länet med lätt vårdbehov"),
        _("scenariots indata; ingen kostnad för fordonet, som redan finns"),
    )
    names = {NURSE: _("Sjuksköterska och undersköterska"), ATTENDANTS: _("Två undersköterskor")}
    sections = [
        Section(names[one["crew"]], basis, figures=tuple(_list_figures(one))) for one in answer["crews"]
    ]
    rule = Section(
        _("Vad som gäller"),
        basis,
        missing=tuple(answer["missing"])
        or (() if sections else (_("besättningarnas andel och timkostnad"),)),
        quotes=(answer["rule"],) if answer["rule"] else (),
    )
    readiness = answer.get("readiness")
    return [rule, *sections, *([show_readiness(readiness, basis)] if readiness else [])]


def _list_crews(inputs: LightCareInputs) -> Iterator[Any]:
    from skjuts.core.followup.regimes import Crew, Range

    described = (
        (NURSE, inputs.nurse_percent, inputs.nurse_kr),
        (ATTENDANTS, inputs.attendants_percent, inputs.attendants_kr),
    )
    for name, takes, hour in described:
        if takes is not None and hour is not None:
            yield Crew(name, Range(*takes.ends(PERCENT)), Range(*hour.ends(ORE_PER_KRONA)))


def _list_figures(one: Mapping[str, Any]) -> Iterator[Figure]:
    crew = one["crew"]
    yield interval(f"{crew}_freed", _("Frigjorda ambulanstimmar"), _("timmar om året"), one["freed"])
    yield interval(f"{crew}_met", _("Larm till som möts"), _("larm om året"), one["met"], 1)
    yield interval(f"{crew}_lost", _("Bedömningar som går förlorade"), _("om året"), one["lost"])
    yield thousands(f"{crew}_cost", _("Besättningens kostnad"), one["ore"])


KIND = ScenarioKind(
    key="lattvard",
    title=gettext_lazy("Lättvårdsambulans av en bedömningsbil"),
    explanation=gettext_lazy(
        "Vad en av bedömningsbilarna som lättvårdsambulans frigör och kostar, med två sätt att bemanna den. "
        "Transporter med vårdbehov jämförs aldrig med taxi."
    ),
    form=LightCareForm,
    inputs=LightCareInputs,
    compute=compute,
    sections=show,
    icon="ambulance",
)
