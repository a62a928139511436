"""Hours of a manned desk: what longer ones meet, what they cost, and until when they pay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.desk_hours import DeskHoursForm, DeskHoursInputs, read_hourly
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.sections import (
    Amount,
    Basis,
    Figure,
    Grid,
    Section,
    interval,
    kronor,
    thousands,
    thousands_of,
)
from skjuts.core.kernel.money import ORE_PER_KRONA
from skjuts.web.elements import Column

if TYPE_CHECKING:
    from skjuts.core.followup.desk_hours import Bounds, StatedExtension

PERCENT = 100


def compute(inputs: DeskHoursInputs, _context: Context) -> Answer:
    """Shares, hours, bookings and kronor at the decided end; the best end where hourly alarms are known."""
    from skjuts.core.followup.desk_hours import list_warnings
    from skjuts.core.kernel.service_time import parse_service_time

    decided = parse_service_time(inputs.decided_end)
    extensions = list(_list_extensions(inputs))
    shares = _bound(extensions, lambda one: one.bound_share(decided))
    bookings = _bound(extensions, lambda one: one.bound_bookings(decided))
    hours = extensions[0].extra_hours(decided)
    densities = [one.densities for one in extensions]
    return {
        "share": shares,
        "hours": hours,
        "bookings": bookings,
        "hours_each": _bound(extensions, lambda one: one.hours_per_booking(decided)),
        "densities": [
            [min(values), max(values)]
            for values in (
                [one.day for one in densities],
                [one.added for one in densities],
                [one.rest for one in densities],
            )
        ],
        "cost_ore": [end * ORE_PER_KRONA * hours for end in inputs.hour_kr.ends()]
        if inputs.hour_kr
        else None,
        "each_ore": _price_each(inputs.hour_kr, bookings, hours),
        "warnings": list(list_warnings(extensions[0], decided, _read_saving(inputs))),
        "best": _recommend(inputs),
    }


def show(answer: Answer, inputs: DeskHoursInputs) -> list[Section]:
    """The decided hours first, then how the shares fall over the day, then the best end."""
    basis = Basis(
        _("ett år, 365 dagar"),
        _("dygnets larm, och beställningar av sekundärtransporter"),
        _("scenariots indata; mellan de angivna sluttiderna är andelen en beräkning"),
    )
    missing = [] if inputs.hour_kr else [_("vad en bemannad timme kostar")]
    missing += [] if inputs.bookings else [_("hur många fler beställningar som möts")]
    missing += (
        [] if inputs.hourly and inputs.worth_kr else [_("larm per timme, och vad ett mött larm är värt")]
    )
    title = _("Bemannat till kl. %(end)s") % {"end": inputs.decided_end}
    sections = [
        Section(
            title,
            basis,
            figures=tuple(_list_figures(answer)),
            missing=tuple(missing),
            quotes=tuple(answer["warnings"]),
        ),
        Section(_("Hur tätt larmen kommer"), basis, figures=tuple(_list_densities(answer))),
    ]
    if answer["best"]:
        sections.append(_show_best(answer["best"], basis))
    return sections


def _list_extensions(inputs: DeskHoursInputs) -> Iterator[StatedExtension]:
    """One for each combination of ends. Raises `BadDeskHours`."""
    from skjuts.core.followup.desk_hours import Opening, StatedExtension, StatedShare
    from skjuts.core.kernel.service_time import parse_service_time

    start = parse_service_time(inputs.start)
    today, longer = (
        Opening(start, parse_service_time(inputs.end)),
        Opening(start, parse_service_time(inputs.longer_end)),
    )
    bookings = set(inputs.bookings.ends()) if inputs.bookings else {None}
    ends = product(inputs.share_percent.ends(), inputs.longer_percent.ends(), bookings)
    for share, more, extra in ends:
        yield StatedExtension(StatedShare(today, share / PERCENT), StatedShare(longer, more / PERCENT), extra)


def _bound(
    extensions: list[StatedExtension], ask: Callable[[StatedExtension], Bounds | None]
) -> list[float] | None:
    found = [bounds for one in extensions if (bounds := ask(one)) is not None]
    return [min(one.low for one in found), max(one.high for one in found)] if found else None


def _price_each(hour_kr: Given | None, bookings: list[float] | None, hours: float) -> list[float] | None:
    if hour_kr is None or bookings is None or bookings[0] <= 0:
        return None
    low, high = (end * ORE_PER_KRONA * hours for end in hour_kr.ends())
    return [low / bookings[1], high / bookings[0]]


def _read_saving(inputs: DeskHoursInputs) -> Any:  # noqa: ANN401 - core's type is imported late
    from skjuts.core.followup.desk_hours import StatedSaving
    from skjuts.core.kernel.service_time import parse_service_time

    if inputs.saving_kr is None:
        return None
    end = parse_service_time(inputs.saving_end) if inputs.saving_end else None
    left_out = ("flygambulansens fasta kostnader",) if inputs.without_flights else ()
    return StatedSaving(round(inputs.saving_kr.middle * ORE_PER_KRONA), end, left_out)


def _recommend(inputs: DeskHoursInputs) -> list[dict[str, Any]]:
    """The best end when an alarm is worth least and most; none where hours or worth are not known."""
    import numpy as np

    from skjuts.core.followup.desk_hours import Arrivals, Opening, recommend_end
    from skjuts.core.kernel.service_time import parse_service_time

    if not inputs.hourly or inputs.worth_kr is None or inputs.hour_kr is None:
        return []
    alarms = Arrivals({"alla": 365}, {"alla": np.array(read_hourly(inputs.hourly), float)})
    opening = Opening(parse_service_time(inputs.start), parse_service_time(inputs.end))
    found = []
    for worth, hour in zip(inputs.worth_kr.ends(), reversed(inputs.hour_kr.ends()), strict=True):
        best = recommend_end(
            {"larm": alarms}, {"larm": round(worth * ORE_PER_KRONA)}, opening, round(hour * ORE_PER_KRONA)
        )
        steps = [[one.until_s, one.met, one.cost_ore, one.worth_ore] for one in best.steps]
        found.append({"end_s": best.end_s, "surplus_ore": best.surplus_ore, "steps": steps})
    return found


def _list_figures(answer: Answer) -> Iterator[Figure]:
    low, high = answer["share"]
    yield Figure("share", _("Andel av dygnets larm"), _("procent"), low * PERCENT, high * PERCENT, 1)
    yield interval("hours", _("Fler bemannade timmar"), _("timmar om året"), [answer["hours"]] * 2, 1)
    yield interval("bookings", _("Fler beställningar"), _("om året"), answer["bookings"], 1)
    yield interval("hours_each", _("Timmar för varje beställning till"), _("timmar"), answer["hours_each"], 1)
    yield thousands("cost", _("Kostnad för de tillagda timmarna"), answer["cost_ore"])
    yield kronor("each", _("Kostnad för varje beställning till"), answer["each_ore"])


def _list_densities(answer: Answer) -> Iterator[Figure]:
    names = (
        ("day", _("I dagens timmar")),
        ("added", _("I de tillagda timmarna")),
        ("rest", _("I resten av dygnet")),
    )
    for (key, label), ends in zip(names, answer["densities"], strict=True):
        yield interval(f"density_{key}", label, _("procentenheter i timmen"), ends, 2)


def _show_best(best: list[dict[str, Any]], basis: Basis) -> Section:
    from skjuts.core.kernel.service_time import format_service_time

    ends = sorted({one["end_s"] for one in best})
    clocks = " – ".join(format_service_time(one) for one in ends)
    told = _("Det lönar sig att bemanna till kl. %(clocks)s: sedan kostar nästa halvtimme mer än den möter.")
    columns = (
        Column(_("Halvtimmen till")),
        Column(_("Larm om året"), numeric=True),
        Column(_("Kostnad högst, tkr"), numeric=True),
        Column(_("Värde minst, tkr"), numeric=True),
        Column(_("Kostnad minst, tkr"), numeric=True),
        Column(_("Värde högst, tkr"), numeric=True),
    )
    rows = tuple(
        (
            format_service_time(low[0]), Amount(low[1], 1), thousands_of(low[2]), thousands_of(low[3]),
            thousands_of(high[2]), thousands_of(high[3]),
        )
        for low, high in zip(best[0]["steps"], best[1]["steps"], strict=True)
    )  # fmt: skip
    grid = Grid(_("Varje halvtimme till"), columns, rows)
    return Section(_("Till när det lönar sig"), basis, sentences=(told % {"clocks": clocks},), grids=(grid,))


KIND = ScenarioKind(
    key="oppettider",
    title=gettext_lazy("Timmar vid ett bemannat bord"),
    explanation=gettext_lazy(
        "Hur många larm och beställningar som längre öppettider möter, vad varje tillagd timme kostar, och "
        "vad de angivna andelarna egentligen säger om den beslutade tiden."
    ),
    form=DeskHoursForm,
    inputs=DeskHoursInputs,
    compute=compute,
    sections=show,
    icon="clock",
)
