"""A rule replay as it is shown: what flips, what it costs and whom it hits, with the assumption beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.insight.facts.scenarios import Answer
from skjuts.apps.insight.presenters.words import name_code
from skjuts.apps.insight.scenarios.forms.rule_replay import RuleReplayInputs
from skjuts.apps.insight.scenarios.sections import (
    Amount,
    Basis,
    Cell,
    Figure,
    Grid,
    Section,
    thousands,
    thousands_of,
)
from skjuts.web.charts import Bar, Caption, Drawing, draw_bars
from skjuts.web.charts import Basis as ChartBasis
from skjuts.web.elements import Column
from skjuts.web.formatting import format_number
from skjuts.web.languages import page_language
from skjuts.web.municipalities import name_municipality

PERCENT = 100
MOST_BARS = 12
HIDDEN = "–"


def show(answer: Answer, inputs: RuleReplayInputs) -> list[Section]:
    """What becomes otherwise, from what to what, and who is hit."""
    basis = _name_basis(answer, inputs)
    sections = [
        Section(
            _("Vad som blir annorlunda"),
            basis,
            sentences=tuple(_tell(answer, inputs)),
            figures=tuple(_list_figures(answer)),
            grids=(_show_flows(answer),) if answer.get("flows") else (),
        )
    ]
    if answer["groups"] and not answer["is_few"]:
        sections.append(_show_groups(answer, basis))
    return sections


def _name_basis(answer: Answer, inputs: RuleReplayInputs) -> Basis:
    return Basis(
        _("beslutade %(first)s – %(last)s") % {"first": inputs.first, "last": inputs.last},
        _("%(matters)s ärenden om sjukresor, %(people)s personer")
        % {"matters": _write(answer["matters"]), "people": _write(answer["people"])},
        _("%(source)s; antagande om beteende: %(text)s")
        % {"source": answer["source"], "text": _tell_assumption(inputs)},
    )


def _tell_assumption(inputs: RuleReplayInputs) -> str:
    given = inputs.home_percent
    return _("%(least)s–%(most)s procent av dem som får mindre stannar hemma (%(text)s)") % {
        "least": format_number(given.least, page_language()),
        "most": format_number(given.most, page_language()),
        "text": given.source or _("antagande"),
    }


def _tell(answer: Answer, inputs: RuleReplayInputs) -> Iterator[str]:
    if answer["is_few"]:
        yield _("Färre än fem personer skulle få ett annat förslag. Mer än så sägs inte om så få.")
    else:
        share = PERCENT * answer["flipped"] / max(1, answer["matters"])
        yield _("Förslaget blir ett annat i %(flipped)s av %(matters)s ärenden, %(share)s procent.") % {
            "flipped": _write(answer["flipped"]),
            "matters": _write(answer["matters"]),
            "share": format_number(share, page_language(), 1),
        }
    yield _("Antagandet om beteende: %(text)s. De andra reser som boken föreslår.") % {
        "text": _tell_assumption(inputs)
    }
    yield _(
        "Båda böckerna har tillfrågats om samma uppgifter. Det är förslag som jämförs, inte beslut: "
        "handläggare kan ha beslutat annorlunda. Vad ingen frågade då går inte att svara på nu."
    )
    if not answer["is_priced"]:
        yield _("Inga resor är inlästa, så ingenting kan sägas om kostnaden.")
    elif answer.get("unpriced"):
        yield _("%(count)s ärenden har ett färdsätt utan känt pris och finns inte i någon kostnad.") % {
            "count": _write(answer["unpriced"])
        }
    if answer["unread"]:
        yield ngettext(
            "%(count)s ärende har uppgifter som någon av böckerna inte kan läsa, och är inte med.",
            "%(count)s ärenden har uppgifter som någon av böckerna inte kan läsa, och är inte med.",
            answer["unread"],
        ) % {"count": _write(answer["unread"])}


def _list_figures(answer: Answer) -> Iterator[Figure]:
    if answer["is_few"]:
        yield _count("flipped", _("Ärenden med ett annat förslag"), None, _("färre än fem personer"))
        return
    yield _count("flipped", _("Ärenden med ett annat förslag"), answer["flipped"])
    words = {
        "down": (_("Ärenden med ett billigare färdsätt eller inget"), ""),
        "up": (_("Ärenden med ett dyrare färdsätt"), ""),
        "aside": (
            _("Ärenden som reglerna ensamma inte avgör, före eller efter"),
            _("handläggaren bedömer eller ärendet behöver kompletteras"),
        ),
    }
    for key, (label, note) in words.items():
        yield _count(key, label, answer["directions"][key], note)
    label = _("Kostnaden ändras med")
    if not answer["is_priced"]:
        yield thousands("cost", label, None, _("inga resor att ta priser ur"))
    elif answer["flipped"] and answer["unpriced"] == answer["flipped"]:
        yield thousands("cost", label, None, _("inget av ärendena har ett känt pris både före och efter"))
    else:
        ends = answer["low_ore"], answer["high_ore"]
        yield thousands("cost", label, ends, _("periodens ärenden; minus är billigare"))


def _count(key: str, label: str, value: int | None, note: str = "") -> Figure:
    return Figure(key, label, _("ärenden"), value, value, note=note)


def _show_flows(answer: Answer) -> Grid:
    columns = (
        Column(_("Från")),
        Column(_("Till")),
        Column(_("Ärenden"), numeric=True),
        Column(_("Enkelresor"), numeric=True),
        Column(_("Minst, tkr"), numeric=True),
        Column(_("Högst, tkr"), numeric=True),
        Column(_("Utan pris"), numeric=True),
    )
    rows = tuple(_show_flow(one, answer) for one in answer["flows"])
    return Grid(_("Från och till"), columns, rows)


def _show_flow(one: Mapping[str, Any], answer: Answer) -> tuple[Cell, ...]:
    before = (
        _name(one["before"], answer["words"]) if one["before"] else _("Övriga, för få att visa var för sig")
    )
    after = _name(one["after"], answer["words"]) if one["after"] else ""
    is_priced = one["unpriced"] < one["matters"] and answer["is_priced"]
    ends = (thousands_of(one[end]) if is_priced else Amount(None) for end in ("low_ore", "high_ore"))
    return before, after, Amount(one["matters"]), Amount(one["trips"]), *ends, Amount(one["unpriced"])


def _name(proposed: tuple[str, str], words: Mapping[str, Mapping[str, str]]) -> str:
    """What a book proposes, as it is said in a table."""
    kind, mode = proposed
    told = {
        "no_trip": _("Ingen resa behövs"),
        "nearer": _("En resa till en närmare enhet"),
        "officer": _("Handläggaren bedömer"),
        "complete": _("Behöver kompletteras"),
        "not_covered": _("Omfattas inte"),
        "elsewhere": _("Prövas inte här"),
    }.get(kind, "")
    named = _name_mode(mode, words) if mode and kind in {"mode", "officer"} else ""
    return f"{told}: {named.lower()}" if told and named else told or named


def _name_mode(mode: str, words: Mapping[str, Mapping[str, str]]) -> str:
    known = name_code("travel_mode", mode)
    if known != mode:
        return known
    return words["travel_mode"].get(mode, mode).capitalize()


def _show_groups(answer: Answer, basis: Basis) -> Section:
    charts = [_draw(one, answer, basis) for one in answer["groups"] if one["division"] == "municipality"]
    hidden = sum(one["hidden"] for one in answer["groups"])
    sentences = [_("Var person räknas en gång, efter sitt senaste ärende.")]
    if hidden:
        sentences.append(
            _("Där det står %(sign)s är det färre än fem personer, eller så skulle siffran avslöja så få.")
            % {"sign": HIDDEN}
        )
    grids = tuple(_show_division(one, answer) for one in answer["groups"])
    return Section(
        _("Vilka som berörs"),
        basis,
        sentences=tuple(sentences),
        grids=grids,
        charts=tuple(one for one in charts if one),
    )


def _show_division(told: Mapping[str, Any], answer: Answer) -> Grid:
    division = told["division"]
    title, head = _name_divisions()[division]
    columns = (
        Column(head),
        Column(_("Personer"), numeric=True),
        Column(_("Får mindre"), numeric=True),
        Column(_("Får mer"), numeric=True),
        Column(_("Avgörs inte"), numeric=True),
        Column(_("Får mindre, procent"), numeric=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            _name_group(division, group, answer),
            *(Amount(one) for one in (people, down, up, aside)),
            _share(people, down),
        )
        for group, people, down, up, aside in sorted(told["rows"], key=_order)
    )
    return Grid(title, columns, rows)


def _order(row: Sequence[Any]) -> tuple[bool, int, str]:
    """By the first number of the name, as distances and ages begin; what is not known last."""
    name = str(row[0])
    digits = re.search(r"\d+", name)
    is_beyond = name.startswith("över")
    return not name, int(digits[0]) + is_beyond if digits else 0, name


def _share(people: int | None, down: int | None) -> Amount:
    return Amount(PERCENT * down / people if people and down is not None else None, 1)


def _name_divisions() -> dict[str, tuple[str, str]]:
    return {
        "municipality": (_("Efter kommun"), _("Kommun")),
        "age": (_("Efter ålder"), _("Ålder")),
        "distance": (_("Efter avstånd till vården"), _("Avstånd")),
        "purpose": (_("Efter ändamål"), _("Ändamål")),
    }


def _name_group(division: str, group: str, answer: Answer) -> str:
    if not group:
        return _("inte känt")
    if division == "age":
        return _("%(band)s år") % {"band": group.replace("-", "–")}
    if division == "purpose":
        return str(answer["words"]["purpose"].get(group, group)).capitalize()
    return name_municipality(group) if division == "municipality" else group


def _draw(told: Mapping[str, Any], answer: Answer, basis: Basis) -> Drawing | None:
    """The share that gets less, the largest first; nothing where there is nothing to draw."""
    shares = [
        Bar(_name_group("municipality", group, answer), found.value)
        for group, people, down, *_others in told["rows"]
        if (found := _share(people, down)).value is not None
    ]
    if not any(one.value for one in shares):
        return None
    bars = sorted(shares, key=lambda one: -one.value)[:MOST_BARS]
    caption = Caption(
        _("Andel som får ett billigare färdsätt eller inget, efter kommun"),
        _("Kommuner med för få personer visas inte."),
        ChartBasis(
            _("procent"), basis.period, basis.population, basis.source, _("simulerat på förflutna ärenden")
        ),
    )
    return draw_bars(
        caption,
        bars=bars,
        write=lambda value: format_number(value, page_language(), 1),
        columns=(_("Kommun"), _("Procent")),
    )


def _write(number: int) -> str:
    return format_number(number, page_language())
