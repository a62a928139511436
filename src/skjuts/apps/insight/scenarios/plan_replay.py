"""Plan replay: past days planned again with other fleets, times, prices or knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.replan_inputs import AS_BOOKED, CHANGED, PlanReplayInputs
from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.plan_replay import PlanReplayForm
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.replanned import (
    choose_days,
    draw_differences,
    list_differences,
    name_basis,
    rest_on_days,
    show_days,
    tell_days,
    write_kronor,
)
from skjuts.apps.insight.scenarios.sections import Section
from skjuts.core.ports.past_days import past_days


def compute(inputs: PlanReplayInputs, context: Context) -> Answer:
    """Every day as it was and as it would have been."""
    from skjuts.apps.insight.facts.replanning import replan

    days = choose_days(inputs, context)
    reader = past_days.get().open_reader(context.actor.authority_id)
    found = replan(inputs, [one.id for one in days], reader, context.finish)
    return {**tell_days(inputs, context, days), **found}


def show(answer: Answer, _inputs: PlanReplayInputs) -> list[Section]:
    """The difference, then every day."""
    basis, compared, words = name_basis(answer), answer["compared"], _name_comparisons()
    named = [(words[key], compared[key]) for key in words if key in compared]
    figures = [
        figure
        for key in words
        if key in compared
        for figure in list_differences(key, words[key], compared[key], answer["days_a_year"])
    ]
    return [
        Section(
            _("Vad det skulle ha kostat"),
            basis,
            sentences=tuple(_tell(answer)),
            figures=tuple(figures),
            grids=(show_days(answer, _name_ways()),),
            charts=draw_differences(_("Skillnad mot dagarna som de var"), named, basis),
        )
    ]


def _name_comparisons() -> dict[str, str]:
    return {CHANGED: _("Med ändringarna"), AS_BOOKED: _("Priset på sena besked")}


def _name_ways() -> dict[str, str]:
    return {
        "as_it_was": _("som det var, allt känt i förväg"),
        CHANGED: _("med ändringarna"),
        AS_BOOKED: _("som beställningarna kom"),
    }


def _tell(answer: Answer) -> Iterator[str]:
    base = [
        one["runs_ore"] + one["guarantee_ore"] for one in answer["figures"] if one["variation"] == "as_it_was"
    ]
    yield _(
        "Dagarna som de var kostar i snitt %(cost)s kr enligt avtalen när de planeras om från början."
    ) % {"cost": write_kronor(sum(base) / len(base))}
    yield _(
        "Varje dag planeras om på båda sätten, och skillnaden tas dag för dag. Löften och publicerade planer "
        "binder inte. En resenär som inte får fordon kostar vad huvudmannens regler säger."
    )
    if AS_BOOKED in answer["compared"]:
        yield _(
            "Priset på sena besked är vad samma dag kostar mer när beställningarna kommer som de kom, mot om "
            "alla hade varit kända kvällen före."
        )


KIND = ScenarioKind(
    key="planomspel",
    title=gettext_lazy("Planomspel"),
    explanation=gettext_lazy(
        "Förflutna dagar planeras om med andra fordon, tider, omvägar eller priser, eller med alla "
        "beställningar kända i förväg."
    ),
    form=PlanReplayForm,
    inputs=PlanReplayInputs,
    compute=compute,
    sections=show,
    is_long=True,
    icon="route",
    rests_on=rest_on_days,
)
