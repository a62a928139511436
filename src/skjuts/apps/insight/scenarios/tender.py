"""The tender tester: what each demand would have cost on past trips, alone and on top of the others."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.replan_inputs import TenderInputs
from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.tender import TenderForm
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.replanned import (
    Compared,
    choose_days,
    draw_differences,
    find_ends,
    list_differences,
    name_basis,
    rest_on_days,
    show_days,
    tell_days,
    write_kronor,
)
from skjuts.apps.insight.scenarios.sections import Amount, Cell, Figure, Grid, Section
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.core.ports.past_days import past_days
from skjuts.web.elements import Column


def compute(inputs: TenderInputs, context: Context) -> Answer:
    """The days without demands, with each, with all, and with all but each."""
    from skjuts.apps.insight.facts.replanning import price_tender

    days = choose_days(inputs, context)
    reader = past_days.get().open_reader(context.actor.authority_id)
    found = price_tender(inputs, [one.id for one in days], reader, context.finish)
    return {**tell_days(inputs, context, days), **found}


def show(answer: Answer, _inputs: TenderInputs) -> list[Section]:
    """The prices, the dearest alone first, then every day."""
    basis, words = name_basis(answer), _name_demands()
    named = [(words[one["demand"]], one["alone"]) for one in answer["priced"]]
    return [
        Section(
            _("Vad kraven kostar"),
            basis,
            sentences=tuple(_tell(answer)),
            figures=tuple(_list_figures(answer)),
            grids=(_show_prices(answer), show_days(answer, _name_ways())),
            charts=draw_differences(_("Varje krav för sig"), named, basis),
        )
    ]


def _list_figures(answer: Answer) -> Iterator[Figure]:
    words = _name_demands()
    yield from list_differences("all", _("Alla krav"), answer["all"], answer["days_a_year"])
    for one in answer["priced"]:
        yield from list_differences(one["demand"], words[one["demand"]], one["alone"], answer["days_a_year"])


def _show_prices(answer: Answer) -> Grid:
    words = _name_demands()
    columns = (
        Column(_("Krav")),
        Column(_("Ensamt, kr per dag"), numeric=True),
        Column(_("från"), numeric=True),
        Column(_("till"), numeric=True),
        Column(_("Ovanpå de andra, kr per dag"), numeric=True),
        Column(_("från"), numeric=True),
        Column(_("till"), numeric=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words[one["demand"]], *_write(one["alone"]), *_write(one["last"])) for one in answer["priced"]
    )
    return Grid(_("Varje krav ensamt och ovanpå de andra"), columns, rows)


def _write(compared: Compared) -> tuple[Amount, ...]:
    """Mean and ends of the whole; without an interval the ends are not known."""
    paired = compared["whole"]
    is_known = paired["low_ore"] is not None
    ends = (one / ORE_PER_KRONA if is_known else None for one in find_ends(paired))
    return Amount(paired["mean_ore"] / ORE_PER_KRONA), *(Amount(one) for one in ends)


def _tell(answer: Answer) -> Iterator[str]:
    first = answer["priced"][0]
    dearest = first["alone"]["whole"]
    is_certain = dearest["low_ore"] is None or dearest["low_ore"] > 0
    if is_certain and dearest["mean_ore"] > 0:
        yield _("Dyrast för sig är kravet %(demand)s: i snitt %(cost)s kr per dag.") % {
            "demand": _name_demands()[first["demand"]].lower(),
            "cost": write_kronor(dearest["mean_ore"]),
        }
    else:
        yield _("Dagarna visar inte säkert att det dyraste kravet för sig kostar något.")
    if len(answer["priced"]) > 1:
        yield _(
            "Krav lutar sig mot varandra. Därför står två priser: vad kravet kostar ensamt, och vad det "
            "lägger på när de andra redan finns. Summan av kraven för sig är inte priset för alla."
        )
    yield _(
        "Priserna är vad dagarna hade kostat med dagens avtal. Vad anbud skulle begära vet ingen före dem."
    )


def _name_demands() -> dict[str, str]:
    return {
        "exclusive": _("Bara för oss"),
        "waiting": _("Ingen väntan vid besöket"),
        "response": _("Hämtning inom viss tid"),
        "class": _("Fordonsklass"),
        "areas": _("Delat efter område"),
    }


def _name_ways() -> dict[str, str]:
    return {"utan_krav": _("utan krav"), "alla_krav": _("med alla krav")}


KIND = ScenarioKind(
    key="upphandling",
    title=gettext_lazy("Upphandlingsprovaren"),
    explanation=gettext_lazy(
        "Vad varje krav i en upphandling hade kostat på förflutna resor, ensamt och ovanpå de andra: "
        "ensamrätt, väntan, inställelsetid, fordonsklass och områden."
    ),
    form=TenderForm,
    inputs=TenderInputs,
    compute=compute,
    sections=show,
    is_long=True,
    icon="gavel",
    rests_on=rest_on_days,
)
