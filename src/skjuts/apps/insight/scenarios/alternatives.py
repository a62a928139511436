"""Alternatives for assessment and booking: in kronor where there are any, else in order only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skjuts.apps.insight.facts.scenarios import Answer, Context
from skjuts.apps.insight.scenarios.forms.alternatives import (
    GROUP_TITLES,
    MONEY,
    OPERATORS,
    ROLES,
    AlternativesForm,
    AlternativesInputs,
)
from skjuts.apps.insight.scenarios.frame import ScenarioKind
from skjuts.apps.insight.scenarios.inputs import Given
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
from skjuts.web.charts import Basis as ChartBasis
from skjuts.web.charts import Caption, Drawing, Estimate, choose_amounts, draw_intervals
from skjuts.web.elements import Column

if TYPE_CHECKING:
    from skjuts.core.followup.alternatives import Alternative, Question

SEED = 1
SECONDS_A_MINUTE = 60
NAMES = {
    "staff": ("staff_ore", ORE_A_THOUSAND),
    "it": ("it_ore", ORE_A_THOUSAND),
    "premises": ("premises_ore", ORE_A_THOUSAND),
    "contract": ("contract_ore", ORE_A_THOUSAND),
    "per_contact": ("per_contact_ore", ORE_PER_KRONA),
    "transition": ("transition_ore", ORE_A_THOUSAND),
    "benefits": ("benefits_ore", ORE_A_THOUSAND),
    "build_up": ("build_up_months", 1),
    "jobs": ("jobs_in_county", 1),
}
"""Core's name of an amount, and what one of the form's units is in it."""
MOST_SWINGS = 12
DAYS, HOURS_A_POST, ABSENCE = 365, 1_650.0, 0.15
"""A desk that is open every day; hours that a post works in a year and the share away: assumptions."""


def compute(inputs: AlternativesInputs, _context: Context) -> Answer:
    """The order, the kronor where there are any, the seats at the telephone, and the days to decide by."""
    from skjuts.core.followup.alternatives import Terms, check_deadline, compare, write_ranks

    question = _fill(inputs)
    rate = inputs.rate_percent.middle / 100 if inputs.rate_percent else 0.0
    found = compare(question, Terms(inputs.years, rate), SEED)
    decided = date.fromisoformat(inputs.decided_on) if inputs.decided_on else None
    names = {one.id: one.name for one in question.alternatives}
    return {
        "source": question.source,
        "names": names,
        "order": [[one.place, one.alternative.id, list(one.beats)] for one in found.placings],
        "ranks": {one.id: write_ranks(one) for one in question.alternatives},
        "gates": [
            [one.name, gate.name, gate.text, gate.source]
            for one in question.alternatives
            for gate in one.gates
        ],
        "values": [
            [v.alternative, v.low_ore, v.middle_ore, v.high_ore, v.cheapest_share] for v in found.values
        ],
        "swings": [[one.alternative, one.name, one.at_low_ore, one.at_high_ore] for one in found.swings],
        "missing": list(found.missing),
        "texts": [*found.texts, *_note_changed(question)],
        "deadlines": _list_deadlines(question, decided, check_deadline),
        "even": _find_even(question, Terms(inputs.years, rate)) if found.values else [],
        "seats": _count_seats(inputs),
    }


def show(answer: Answer, inputs: AlternativesInputs) -> list[Section]:
    """The order and the kronor, the staffing, then the days and the law."""
    basis = Basis(
        _("%(years)s år framåt") % {"years": inputs.years},
        _("bedömning och beställning av sjukresor i länet"),
        answer["source"],
    )
    sections = [_show_order(answer, basis)]
    if answer["values"]:
        sections.append(_show_money(answer, basis))
    sections += [_show_staffing(answer, basis), _show_conditions(answer, basis)]
    return sections


@cache
def _read_shipped() -> bytes:
    place = files("skjuts.core.followup.alternatives").joinpath("booking_2019", "alternatives.toml")
    return place.read_bytes()


def _fill(inputs: AlternativesInputs) -> Question:
    """The described question with the roles and amounts that were given."""
    from skjuts.core.followup.alternatives import read_alternatives

    question = read_alternatives(_read_shipped())
    filled = tuple(
        _fill_one(one, number, inputs) for number, one in enumerate(question.alternatives, start=1)
    )
    return replace(
        question,
        alternatives=filled,
        today_ore=_estimate(inputs.today, ORE_A_THOUSAND) or question.today_ore,
        contacts=_estimate(inputs.contacts, 1) or question.contacts,
    )


def _fill_one(one: Alternative, number: int, inputs: AlternativesInputs) -> Alternative:
    given = {
        NAMES[name][0]: estimate
        for name in MONEY
        if (estimate := _estimate(inputs.amounts.get(f"a{number}_{name}"), NAMES[name][1])) is not None
    }
    return replace(_change_roles(one, number, inputs), amounts={**one.amounts, **given})


def _change_roles(one: Alternative, number: int, inputs: AlternativesInputs) -> Alternative:
    """The alternative with who does what; what the source said of it is gone when that is another."""
    from skjuts.core.followup.alternatives import Operator

    asked = {name: inputs.roles.get(f"a{number}_{name}", getattr(one, name).value) for name in ROLES}
    roles = {name: Operator(role) for name, role in asked.items()}
    if roles == {name: getattr(one, name) for name in ROLES}:
        return one
    said = dict(OPERATORS)
    name = _("%(number)s, ändrat: bedömning %(assessment)s, beställning %(booking)s") % {
        "number": GROUP_TITLES[number],
        **{role: said[operator.value] for role, operator in roles.items()},
    }
    return replace(
        one,
        name=name,
        assessment=roles["assessment"],
        booking=roles["booking"],
        judgements=(),
        gates=(),
        earliest_join=one.earliest_join if Operator.PARTNER in roles.values() else None,
    )


def _note_changed(question: Question) -> list[str]:
    """What has to be said of alternatives that nobody has judged."""
    return [
        _("%(name)s är inte vad utredningen beskrev. Utan omdömen står det sist i ordningen.")
        % {"name": one.name}
        for one in question.alternatives
        if not one.judgements
    ]


def _estimate(given: Given | None, factor: float) -> Any:  # noqa: ANN401 - core's type is imported late
    from skjuts.core.followup.alternatives import Estimate

    if given is None:
        return None
    low, high = given.ends(factor)
    return Estimate(low, (low + high) / 2, high)


def _list_deadlines(question: Question, decided: date | None, check: Any) -> list[list[Any]]:  # noqa: ANN401
    if decided is None:
        return []
    found = [check(question, one, decided) for one in question.alternatives]
    names = {one.id: one.name for one in question.alternatives}
    return [[names[one.alternative], list(one.texts), one.is_late] for one in found]


def _find_even(question: Question, terms: Any) -> list[list[Any]]:  # noqa: ANN401 - core's type is imported late
    from itertools import combinations

    from skjuts.core.followup.alternatives import find_break_even

    most = 5 * question.contacts.high if question.contacts else 0.0
    ids = [one.id for one in question.alternatives]
    return [[a, b, find_break_even(question, a, b, terms, most)] for a, b in combinations(ids, 2)]


def _count_seats(inputs: AlternativesInputs) -> Mapping[str, list[float]] | None:
    """Seats and posts from the fewest and shortest calls to the most and longest; None where unknown."""
    from skjuts.core.followup.alternatives import AnswerTerms, WorkTerms, count_posts, list_seats

    if inputs.calls_an_hour is None or inputs.call_minutes is None:
        return None
    seats: list[float] = []
    posts: list[float] = []
    pairs = zip(inputs.calls_an_hour.ends(), inputs.call_minutes.ends(SECONDS_A_MINUTE), strict=True)
    for calls, handling in pairs:
        terms = AnswerTerms(handling, inputs.answer_s, inputs.answered_percent / 100)
        day = list_seats([calls] * inputs.open_hours, terms)
        seats.append(max(day))
        posts.append(count_posts(day, WorkTerms(HOURS_A_POST, ABSENCE, DAYS)))
    return {"seats": seats, "posts": posts}


def _show_order(answer: Answer, basis: Basis) -> Section:
    names = answer["names"]
    columns = (Column(_("Alternativ")), Column(_("Plats"), numeric=True), Column(_("Källans egna ord")))
    rows = tuple((names[id_], Amount(place), answer["ranks"][id_]) for place, id_, _beats in answer["order"])
    figures = tuple(
        Figure(f"place_{id_}", names[id_], _("plats i ordningen"), place, place)
        for place, id_, _beats in sorted(answer["order"], key=lambda one: str(one[1]))
    )
    return Section(
        _("Ordningen"),
        basis,
        figures=figures,
        grids=(Grid(_("Vad ordningen bygger på"), columns, rows),),
        missing=tuple(answer["missing"]),
        quotes=tuple(answer["texts"]),
    )


def _show_money(answer: Answer, basis: Basis) -> Section:
    names = answer["names"]
    figures = [
        thousands(f"cost_{id_}", names[id_], (low, high), _note_value(middle, cheapest))
        for id_, low, middle, high, cheapest in answer["values"]
    ]
    swings = tuple(
        (f"{names[id_]}: {_name_amount(name)}", thousands_of(min(low, high)), thousands_of(max(low, high)))
        for id_, name, low, high in answer["swings"][:MOST_SWINGS]
    )
    columns = (
        Column(_("Uppgift")),
        Column(_("Minst, tkr"), numeric=True),
        Column(_("Högst, tkr"), numeric=True),
    )
    grids = [Grid(_("Vad svaret hänger mest på"), columns, swings)] if swings else []
    return Section(
        _("Nuvärdet av kostnaden"),
        basis,
        sentences=(
            _("Nio av tio dragningar ligger inom spannet (4 000 dragningar, triangelfördelade indata)."),
            *_tell_even(answer),
        ),
        figures=tuple(figures),
        grids=tuple(grids),
        charts=(_draw_values(answer, basis),),
    )


def _draw_values(answer: Answer, basis: Basis) -> Drawing:
    values = answer["values"]
    amounts = choose_amounts([high for _id, _low, _middle, high, _share in values])
    told = _(
        "Strecken är nio dragningar av tio. Där de går över varandra är det osäkert vilket som är billigast."
    )
    evidence = _("beräknat ur indata från minst till högst")
    chart_basis = ChartBasis(amounts.unit, basis.period, basis.population, basis.source, evidence)
    return draw_intervals(
        Caption(_("Nuvärdet av kostnaden"), told, chart_basis),
        estimates=[
            Estimate(answer["names"][id_], low, middle, high) for id_, low, middle, high, _share in values
        ],
        write=amounts.write,
        columns=(_("Alternativ"), _("Mitten"), _("Från – till")),
        reference=None,
    )


def _note_value(middle_ore: int, cheapest: float) -> str:
    middle = thousands_of(middle_ore).text
    share = Amount(cheapest * 100).text
    return _("Mitten %(middle)s tkr; billigast i %(share)s procent av dragningarna.") % {
        "middle": middle,
        "share": share,
    }


def _tell_even(answer: Answer) -> Iterator[str]:
    names = answer["names"]
    for first, second, contacts in answer["even"]:
        if contacts is not None:
            yield _("%(first)s och %(second)s kostar lika mycket vid %(contacts)s kontakter om året.") % {
                "first": names[first],
                "second": names[second],
                "contacts": Amount(contacts).text,
            }


def _name_amount(name: str) -> str:
    """Core's name of an input in words."""
    short = {core: str(MONEY[form][0]) for form, (core, _factor) in NAMES.items()}
    return short.get(name) or {"today_ore": _("kostnaden i dag"), "contacts": _("antalet kontakter")}[name]


def _show_staffing(answer: Answer, basis: Basis) -> Section:
    seats = answer["seats"]
    ends: Mapping[str, list[float]] = seats or {}
    figures = (
        interval("seats", _("Samtidigt bemannade platser"), _("platser"), ends.get("seats")),
        interval("posts", _("Heltidstjänster"), _("tjänster"), ends.get("posts"), 1),
    )
    told = _(
        "Räknat med Erlang C, lika många samtal i varje öppen timme alla dagar. Antagande: en tjänst arbetar "
        "1 650 timmar om året och är borta 15 procent av dem."
    )
    missing = () if seats else (_("samtal i timmen, och hur långt ett samtal är"),)
    return Section(_("Bemanning"), basis, sentences=(told,), figures=figures, missing=missing)


def _show_conditions(answer: Answer, basis: Basis) -> Section:
    columns = (Column(_("Alternativ")), Column(_("Villkor")), Column(_("Vad det säger")), Column(_("Källa")))
    rows = tuple(tuple(one) for one in answer["gates"])
    quotes = tuple(f"{name}: {' '.join(texts)}" for name, texts, _late in answer["deadlines"])
    missing = () if answer["deadlines"] else (_("dagen för beslutet"),)
    grids = (Grid(_("Rättsliga villkor"), columns, rows),) if rows else ()
    return Section(_("Villkor och dagar"), basis, grids=grids, missing=missing, quotes=quotes)


KIND = ScenarioKind(
    key="alternativ",
    title=gettext_lazy("Egen regi, upphandling eller samarbete"),
    explanation=gettext_lazy(
        "Alternativen för bedömning och beställning av sjukresor: kostnad, bemanning, arbetstillfällen, "
        "kvalitet, avtalsdagar. Utan kronor blir svaret bara en ordning, med det som saknas."
    ),
    form=AlternativesForm,
    inputs=AlternativesInputs,
    compute=compute,
    sections=show,
    icon="handshake",
)
