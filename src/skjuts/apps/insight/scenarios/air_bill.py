"""The air-ambulance bill when a region flies less: the invoice, its own net, and what nobody has to pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.air_bill import AirBillForm, AirBillInputs
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
from skjuts.apps.insight.scenarios.sections import Basis, Figure, Grid, Section, thousands, thousands_of
from skjuts.web.charts import Basis as ChartBasis
from skjuts.web.charts import Caption, Estimate, choose_amounts, draw_intervals
from skjuts.web.elements import Column

ORE_A_MILLION = 100_000_000
SHARE = 0.01


def compute(inputs: AirBillInputs, _context: Context) -> Answer:
    """The four savings, what moves them most, and the years after."""
    from skjuts.core.tariffs.air_ambulance import Assessed, assess_cut, rank_inputs

    bill = _read(inputs)
    answers = []
    for one in assess_cut(bill).answers:
        if isinstance(one, Assessed):
            answers.append({"name": one.name, "low_ore": one.low_ore, "high_ore": one.high_ore})
        else:
            answers.append({"name": one.name, "missing": list(one.missing)})
    swings = [[one.name, one.at_low_ore, one.at_high_ore] for one in rank_inputs(bill)]
    return {"answers": answers, "swings": swings, "years": _follow(inputs)}


def show(answer: Answer, inputs: AirBillInputs) -> list[Section]:
    """The answers side by side, then what they hang on."""
    basis = Basis(
        _("ett år"),
        _("förbundets alla regioner, och regionen i det"),
        _("scenariots indata; modellen går jämnt ut varje år"),
    )
    sections = [
        Section(
            _("Vad färre flygtimmar är värda"),
            basis,
            sentences=tuple(_tell(answer)),
            figures=tuple(_figure(one) for one in answer["answers"]),
            missing=tuple(_list_missing(answer)),
        )
    ]
    if answer["swings"]:
        sections.append(Section(_("Vad svaret hänger på"), basis, charts=(_draw_swings(answer["swings"]),)))
    if answer["years"]:
        sections.append(_show_years(answer["years"], inputs, basis))
    return sections


def _read(inputs: AirBillInputs) -> Any:  # noqa: ANN401 - core's type is imported late
    from skjuts.core.tariffs.air_ambulance import BillInputs, Span

    def span(given: Given | None, factor: float) -> Span | None:
        return None if given is None else Span(*given.ends(factor))

    return BillInputs(
        income_ore=span(inputs.income_mkr, ORE_A_MILLION),
        federation_hours=span(inputs.federation_hours, 1),
        region_hours=span(inputs.region_hours, 1),
        cut_hours=span(inputs.cut_hours, 1),
        standby_share=span(inputs.standby_percent, SHARE),
        standby_key=span(inputs.key_percent, SHARE),
        fixed_share=span(inputs.fixed_percent, SHARE),
    )


def _follow(inputs: AirBillInputs) -> list[list[int]]:
    """What the region's bill falls by each year, least and most over the ends of fixed share and past use."""
    from skjuts.core.tariffs.air_ambulance import Federation, YearTerms, follow_years

    needed = (
        inputs.income_mkr, inputs.federation_hours, inputs.region_hours, inputs.cut_hours,
        inputs.standby_percent, inputs.key_percent, inputs.fixed_percent, inputs.past_use_percent,
    )  # fmt: skip
    if None in needed:
        return []
    income, hours, own, cut, standby, key, fixed, past = (one for one in needed if one is not None)
    ends = [
        follow_years(
            Federation(income.middle * ORE_A_MILLION, hours.middle, share * SHARE, standby.middle * SHARE),
            key.middle * SHARE,
            own.middle,
            cut.middle,
            YearTerms(inputs.years, inputs.lag_years, weight * SHARE, inputs.carry_years),
        )
        for share in fixed.ends()
        for weight in past.ends()
    ]
    return [[min(year), max(year)] for year in zip(*ends, strict=True)]


def _names() -> dict[str, str]:
    return {
        "invoice_ore": _("Lägre faktura"),
        "alone_ore": _("Regionens netto om bara den flyger mindre"),
        "all_ore": _("Regionens netto om alla flyger lika mycket mindre"),
        "system_ore": _("Vad som inte behöver kosta någon något"),
    }


def _words() -> dict[str, str]:
    return {
        "income_ore": _("förbundets intäkter"),
        "federation_hours": _("alla regioners flygtimmar"),
        "region_hours": _("regionens flygtimmar"),
        "cut_hours": _("hur många flygtimmar som tas bort"),
        "standby_share": _("beredskapsavgiftens andel av intäkterna"),
        "standby_key": _("regionens andel av beredskapsavgiften"),
        "fixed_share": _("fasta kostnaders andel av förbundets kostnader"),
    }


def _figure(one: Mapping[str, Any]) -> Figure:
    title = _names()[one["name"]]
    if "missing" in one:
        missing = ", ".join(_words()[name] for name in one["missing"])
        note = _("Saknas: %(missing)s.") % {"missing": missing}
        return thousands(one["name"], title, None, note)
    return thousands(one["name"], title, (one["low_ore"], one["high_ore"]))


def _tell(answer: Answer) -> Iterator[str]:
    known = {one["name"]: one for one in answer["answers"] if "missing" not in one}
    if "alone_ore" in known and "all_ore" in known and known["invoice_ore"]["high_ore"] > 0:
        yield _(
            "En lägre faktura är inte en lägre kostnad: förbundet ska gå jämnt ut, och det som är fast "
            "fördelas på nytt. Flyger bara regionen mindre betalar de andra det mesta; flyger alla mindre "
            "återstår det som själva flygningen kostade."
        )
    if len(known) < len(answer["answers"]):
        yield _("Det som saknar indata är inte bedömt. Det är inte detsamma som noll kronor.")


def _list_missing(answer: Answer) -> Iterator[str]:
    lacking = {name for one in answer["answers"] for name in one.get("missing", ())}
    return (word for name, word in _words().items() if name in lacking)


def _draw_swings(swings: list[list[Any]]) -> Any:  # noqa: ANN401 - a Drawing
    words = _words()
    ends = [end for _name, low, high in swings for end in (low, high)]
    amounts = choose_amounts(ends)
    estimates = [
        Estimate(words[name], min(low, high), (low + high) / 2, max(low, high)) for name, low, high in swings
    ]
    basis = ChartBasis(
        amounts.unit, _("ett år"), _("regionen i förbundet"), _("scenariots indata"),
        _("en indata i taget från minst till högst, de andra i mitten"),
    )  # fmt: skip
    told = _("Den osäkraste uppgiften står överst: den är mest värd att ta reda på.")
    return draw_intervals(
        Caption(_("Hur långt varje uppgift flyttar regionens netto"), told, basis),
        estimates=estimates,
        write=amounts.write,
        columns=(_("Uppgift"), _("Mitt emellan"), _("Från – till")),
        reference=None,
    )


def _show_years(years: list[list[int]], inputs: AirBillInputs, basis: Basis) -> Section:
    columns = (
        Column(_("År efter beslutet")),
        Column(_("Minst, tkr"), numeric=True),
        Column(_("Högst, tkr"), numeric=True),
    )
    rows = tuple(
        (_("år %(number)s") % {"number": number}, thousands_of(low), thousands_of(high))
        for number, (low, high) in enumerate(years, start=1)
    )
    told = _(
        "Bara regionen flyger mindre. Nyckeln följer tidigare nyttjande efter %(lag)s år. Intäkter, timmar "
        "och andelar står i sina mitter; spannet kommer av den fasta andelen och av nyckeln."
    ) % {"lag": inputs.lag_years}
    grid = Grid(_("Lägre kostnad år för år"), columns, rows)
    return Section(_("Åren efter"), basis, sentences=(told,), grids=(grid,))


KIND = ScenarioKind(
    key="flygambulans",
    title=gettext_lazy("Ambulansflygets räkning"),
    explanation=gettext_lazy(
        "Vad färre flygtimmar är värda: på fakturan, för regionen när förbundet ska gå jämnt ut, och för "
        "alla tillsammans. Det som saknar indata blir inte bedömt."
    ),
    form=AirBillForm,
    inputs=AirBillInputs,
    compute=compute,
    sections=show,
    icon="plane",
)
