"""Days that were planned again, as they are shown: differences a day and a year, and every day by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from skjuts.apps.insight.errors import NoPastDays
from skjuts.apps.insight.facts.replan_inputs import DayInputs
from skjuts.apps.insight.facts.scenarios import Context
from skjuts.apps.insight.scenarios.sections import (
    Amount,
    Basis,
    Figure,
    Grid,
    kronor,
    thousands,
)
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.core.ports.past_days import DayName, past_days
from skjuts.web.charts import Basis as ChartBasis
from skjuts.web.charts import Caption, Drawing, Estimate, choose_amounts, draw_intervals
from skjuts.web.elements import Column
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language

type Paired = Mapping[str, Any]
"""A difference as `core.simulation.plans.Paired` is written."""
type Compared = Mapping[str, Paired]
"""The `whole` that plans are judged by, and what is `paid` for driving alone."""


def choose_days(inputs: DayInputs, context: Context) -> tuple[DayName, ...]:
    """The first days that there are. Raises `NoPastDays`."""
    found = past_days.get().list_days(context.actor.authority_id)[: inputs.days]
    if not found:
        raise NoPastDays
    return found


def rest_on_days(inputs: DayInputs, context: Context) -> Mapping[str, str]:
    """The days by where they come from. Raises `NoPastDays`."""
    days = choose_days(inputs, context)
    source = past_days.get().name_source(context.actor.authority_id)
    return {"days": f"{source}, {days[0].title} – {days[-1].title}"}


def tell_days(inputs: DayInputs, context: Context, days: Sequence[DayName]) -> dict[str, Any]:
    """What an answer keeps of the days that it rests on."""
    return {
        "source": past_days.get().name_source(context.actor.authority_id),
        "days": [[one.id, one.title] for one in days],
        "days_a_year": inputs.days_a_year,
    }


def name_basis(answer: Mapping[str, Any]) -> Basis:
    """What the figures are of."""
    days = answer["days"]
    return Basis(
        _("%(count)s dagar: %(first)s – %(last)s")
        % {"count": len(days), "first": days[0][1], "last": days[-1][1]},
        _("alla beställningar de dagarna, planerade om från början"),
        _("%(source)s; planeraren i Skjuts") % {"source": answer["source"]},
    )


def list_differences(key: str, name: str, compared: Compared, days_a_year: int) -> Iterator[Figure]:
    """What is paid more a day and a year, riders without a vehicle, and both in one amount."""
    paid, whole = compared["paid"], compared["whole"]
    ends = find_ends(paid)
    told = {"what": name}
    yield kronor(f"{key}-paid", _("%(what)s: avtalens pris per dag") % told, ends, tell_certainty(paid))
    days = _("%(days)s dagar som dessa om året") % {"days": days_a_year}
    year = ends[0] * days_a_year, ends[1] * days_a_year
    yield thousands(f"{key}-year", _("%(what)s: avtalens pris på ett år") % told, year, days)
    more = float(whole["unserved"])
    label = _("%(what)s: fler resenärer utan fordon") % told
    yield Figure(f"{key}-unserved", label, _("per dag"), more, more, decimals=1)
    label = _("%(what)s: med förseningar och resenärer utan fordon värderade") % told
    yield kronor(f"{key}-whole", label, find_ends(whole), tell_certainty(whole))


def find_ends(paired: Paired) -> tuple[int, int]:
    """The ends of the interval, or the mean twice where the days were too few for one."""
    if paired["low_ore"] is None:
        return paired["mean_ore"], paired["mean_ore"]
    return paired["low_ore"], paired["high_ore"]


def tell_certainty(paired: Paired) -> str:
    """What the interval says, and the mean that it lies around."""
    mean = write_kronor(paired["mean_ore"])
    if paired["low_ore"] is None:
        return _("i snitt; %(days)s dagar är för få för ett intervall") % {"days": paired["days"]}
    if paired["low_ore"] <= 0 <= paired["high_ore"]:
        return _("i snitt %(mean)s kr; dagarna visar ingen säker skillnad") % {"mean": mean}
    if paired["low_ore"] > 0:
        return _("i snitt %(mean)s kr; dyrare med 95 %% säkerhet") % {"mean": mean}
    return _("i snitt %(mean)s kr; billigare med 95 %% säkerhet") % {"mean": mean}


def draw_differences(title: str, named: Sequence[tuple[str, Compared]], basis: Basis) -> tuple[Drawing, ...]:
    """The differences a day beside each other; nothing where no interval could be told."""
    wholes = [(name, one["whole"]) for name, one in named]
    known = [(name, one) for name, one in wholes if one["low_ore"] is not None]
    if not known:
        return ()
    amounts = choose_amounts([end for _name, one in known for end in find_ends(one)])
    estimates = [Estimate(name, one["low_ore"], one["mean_ore"], one["high_ore"]) for name, one in known]
    told = ChartBasis(
        amounts.unit, basis.period, basis.population, basis.source, _("simulerat; Students intervall, 95 %")
    )
    said = _(
        "Avtalens pris, förseningar och resenärer utan fordon i ett belopp. Till höger om noll är dyrare; "
        "ett streck som korsar noll är ingen säker skillnad."
    )
    return (
        draw_intervals(
            Caption(title, said, told),
            estimates=estimates,
            write=amounts.write,
            columns=(_("Vad"), _("Skillnad per dag"), _("Intervall")),
        ),
    )


def show_days(answer: Mapping[str, Any], names: Mapping[str, str]) -> Grid:
    """Every day in every way that `names` has a word for."""
    titles = dict(answer["days"])
    columns = (
        Column(_("Dag")),
        Column(_("Sätt")),
        Column(_("Avtalens pris, kr"), numeric=True),
        Column(_("Resenärer"), numeric=True),
        Column(_("Utan fordon"), numeric=True),
        Column(_("Fordon i bruk"), numeric=True),
    )
    rows = tuple(
        (
            titles.get(one["day"], one["day"]),
            names[one["variation"]],
            Amount((one["runs_ore"] + one["guarantee_ore"]) / ORE_PER_KRONA),
            Amount(one["riders"]),
            Amount(one["unserved"]),
            Amount(one["vehicles"]),
        )
        for one in answer["figures"]
        if one["variation"] in names
    )
    return Grid(_("Dag för dag"), columns, rows)


def write_kronor(ore: float) -> str:
    """Whole kronor as they are read."""
    return format_number(round(ore / ORE_PER_KRONA), page_language())
