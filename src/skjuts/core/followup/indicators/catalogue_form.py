"""The written form of a catalogue: one YAML file a domain, read as texts with their lines.

What is wrong is told with file, line and place, all faults at once. The README beside this file describes
the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.indicators.errors import BadIndicators
from skjuts.core.followup.indicators.indicator import (
    COUNTED,
    PERCENTILES,
    UNITS,
    Awaited,
    Better,
    Catalogue,
    Domain,
    Indicator,
    Part,
    Target,
    Unit,
)
from skjuts.core.followup.ledger.columns import AGE_BANDS, CATEGORIES, PAYERS, TRAVEL_MODES
from skjuts.core.followup.ledger.suppression import LEAST_PEOPLE
from skjuts.core.followup.population import Choice
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules import Document, Fault
from skjuts.core.rules.forms.document import Cursor

KEYS: Final = (
    *("name", "why", "numerator", "denominator", "unit", "dialysis", "asylum", "exclusions", "source"),
    *("evidence", "owner", "reviewed_on", "next_review", "better", "least_people", "target"),
)
AWAITED_KEYS: Final = ("name", "why", "awaits", "better", "owner", "next_review")
CUT_VALUES: Final = {
    "travel_mode": TRAVEL_MODES,
    "category": CATEGORIES,
    "age_band": AGE_BANDS,
    "payer": PAYERS,
    "band": tuple(map(str, range(6))),
}
"""What a part may be narrowed by; dialysis and asylum have keys of their own."""
SOMEDAY: Final = date.max


def read_catalogue(documents: Iterable[Document]) -> Catalogue:
    """The catalogue in some documents, one a domain. Raises `BadIndicators` with every fault."""
    faults: list[tuple[str, Fault]] = []
    indicators: list[Indicator] = []
    awaited: list[Awaited] = []
    for document in documents:
        found: list[Fault] = []
        top = Cursor(document, document.root, (), "", found)
        top.require_keys("domain", "indicators", "awaited")
        domain = top.read_one_of("domain", Domain)
        indicators += (_read_indicator(id_, domain, at) for id_, at in _list(top, "indicators"))
        awaited += (_read_awaited(id_, domain, at) for id_, at in _list(top, "awaited"))
        faults += ((document.source, fault) for fault in found)
    faults += (("", fault) for fault in _find_doubles([*indicators, *awaited]))
    if faults:
        raise BadIndicators(
            " ".join(_tell(source, fault) for source, fault in faults), field=_where(*faults[0])
        )
    order = list(Domain)
    return Catalogue(
        tuple(sorted(indicators, key=lambda one: order.index(one.domain))),
        tuple(sorted(awaited, key=lambda one: order.index(one.domain))),
    )


def _list(top: Cursor, key: str) -> Iterator[tuple[str, Cursor]]:
    return top.go(key, "").list_entries("indikatorn")


def _read_indicator(id_: str, domain: Domain, at: Cursor) -> Indicator:
    at.require_keys(*KEYS)
    read = Indicator(
        id=id_,
        domain=domain,
        name=at.get_text("name"),
        why=at.get_text("why"),
        numerator=_read_part(at.go("numerator", f"{at.place}, täljaren")),
        denominator=_find_part(at, "denominator"),
        unit=at.read_one_of("unit", Unit),
        dialysis=at.read_one_of("dialysis", Choice),
        asylum=at.read_one_of("asylum", Choice),
        exclusions=at.get_text("exclusions"),
        source=at.get_text("source"),
        evidence=at.read_one_of("evidence", EvidenceLevel),
        owner=at.get_text("owner"),
        reviewed_on=at.read_day("reviewed_on"),
        next_review=_read_review(at),
        better=at.read_one_of("better", Better),
        least_people=at.read("least_people", _read_whole) or LEAST_PEOPLE,
    )
    _check_unit(read, at)
    return replace(read, target=_find_target(at, read.better))


def _read_awaited(id_: str, domain: Domain, at: Cursor) -> Awaited:
    at.require_keys(*AWAITED_KEYS)
    return Awaited(
        id=id_,
        domain=domain,
        name=at.get_text("name"),
        why=at.get_text("why"),
        awaits=at.get_text("awaits"),
        better=at.read_one_of("better", Better),
        owner=at.get_text("owner"),
        next_review=_read_review(at),
    )


def _read_review(at: Cursor) -> date:
    if not at.find_text("next_review"):
        at.note("”next_review” saknas.", "Skriv dagen då indikatorn ska granskas nästa gång.")
    return at.read_day("next_review") or SOMEDAY


def _find_part(at: Cursor, key: str) -> Part | None:
    inner = at.go(key, f"{at.place}, nämnaren")
    return None if inner.node is None else _read_part(inner)


def _read_part(at: Cursor) -> Part:
    at.require_keys("measure", "words", "only")
    measure = at.get_text("measure")
    if measure and measure not in COUNTED:
        at.note(f"Liggaren räknar inte ”{measure}”.", f"Skriv något av {', '.join(COUNTED)}.", "measure")
    return Part(measure, at.get_text("words"), tuple(_read_cuts(at.go("only", at.place))))


def _read_cuts(at: Cursor) -> Iterator[tuple[str, tuple[str, ...]]]:
    at.require_keys(*CUT_VALUES)
    for name, inner in at.list_entries("snittet"):
        node = inner.node if isinstance(inner.node, list) else []
        values = tuple(str(node[k]) for k, _ in inner.list_items("värdet"))
        known = CUT_VALUES.get(name, values)
        for value in values:
            if value not in known:
                inner.note(f"”{value}” finns inte i liggaren.", f"Skriv något av {', '.join(known)}.")
        yield name, values


def _find_target(at: Cursor, better: Better) -> Target | None:
    inner = at.go("target", f"{at.place}, målet")
    if inner.node is None:
        return None
    inner.require_keys("value", "decided_by")
    if better is Better.NONE:
        inner.note("Ett mål behöver en riktning.", "Skriv better: up eller better: down.")
    return Target(inner.read("value", _read_number) or 0.0, inner.get_text("decided_by"))


def _check_unit(one: Indicator, at: Cursor) -> None:
    """A ratio of öre and metres cannot be in per cent, and a percentile has no denominator."""
    form, over = UNITS[one.unit], one.denominator.measure if one.denominator else ""
    fits = one.numerator.measure in form.numerators and (
        over in form.denominators if form.denominators else not over
    )
    pairs = {(one.numerator.measure, over), ("invoiced_trips", "trips")}
    same = one.unit is not Unit.PERCENT or over == one.numerator.measure or len(pairs) == 1
    if one.numerator.measure in COUNTED and not (fits and same):
        at.note(f"Täljare och nämnare ger inte enheten ”{form.name}”.", "Ändra enheten eller måtten.", "unit")
    narrowed = {name for part in (one.numerator, one.denominator) if part for name, _ in part.only}
    if one.numerator.measure in PERCENTILES and narrowed - {"travel_mode", "category"}:
        at.note("Avstånd summeras bara efter färdsätt och slag.", "Ta bort de andra snitten.", "numerator")


def _read_whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise InvalidField(f"”{text}” är inget helt antal över noll.", remedy="Skriv till exempel 5.")
    return int(text)


def _read_number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidField(f"”{text}” är inget tal.", remedy="Skriv till exempel 1,2.") from None


def _find_doubles(all_: list[Indicator | Awaited]) -> Iterator[Fault]:
    seen: set[str] = set()
    for one in all_:
        if one.id in seen:
            yield Fault(f"indikatorn {one.id}", "Samma id står två gånger.", "Byt det ena.", 0)
        seen.add(one.id)


def _where(source: str, fault: Fault) -> str:
    return f"{source}:{fault.line}, {fault.place}" if source else fault.place


def _tell(source: str, fault: Fault) -> str:
    return f"{_where(source, fault)}: {fault.message} {fault.remedy}"
