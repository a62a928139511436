"""Index terms between rows of text and core: clauses and series, and each contract's part of a change."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skjuts.core.followup.decomposition import Decomposition, Factor
from skjuts.core.followup.decomposition.exact_parts import round_to_total
from skjuts.core.followup.errors import IndexValueMissing
from skjuts.core.followup.indices import (
    Component,
    IndexClause,
    IndexLevel,
    IndexSeries,
    Publication,
    find_level,
    list_objections,
)
from skjuts.core.followup.ledger.segments import Segment
from skjuts.core.followup.months import Month, read_month
from skjuts.core.kernel.errors import InvalidField

type Cells = Sequence[str]

CLAUSE_HEADINGS = ("Avtal", "Basmånad", "Från", "Eftersläpning", "Justeras", "Fast andel", "Korg")
SERIES_HEADINGS = ("Serie", "Månad", "Värde", "Publicerad", "Källa")


@dataclass(frozen=True, slots=True)
class Terms:
    """Every contract's clause, and the series by name."""

    clauses: tuple[IndexClause, ...]
    series: Mapping[str, IndexSeries]

    @property
    def objections(self) -> dict[str, list[str]]:
        """What the trade advises against, by contract; only those with something."""
        told = {one.contract: list_objections(one) for one in self.clauses}
        return {contract: sentences for contract, sentences in told.items() if sentences}


@dataclass(frozen=True, slots=True)
class ContractIndex:
    """A contract's level then and now, what they rest on, and how much of the change they moved."""

    contract: str
    before: IndexLevel
    after: IndexLevel
    change_ore: int


def read_terms(clauses: Iterable[Cells], series: Iterable[Cells]) -> Terms:
    """The terms in rows of text, headings first or left out. Raises `InvalidField`, `BadBasket` and more."""
    known = _read_series(_list_rows(series, SERIES_HEADINGS, "series"))
    read = tuple(_read_clause(row) for row in _list_rows(clauses, CLAUSE_HEADINGS, "clauses"))
    for clause in read:
        for one in clause.components:
            if one.series not in known:
                raise InvalidField(
                    f"Avtalet {clause.contract} följer serien {one.series}, som inte finns bland serierna.",
                    field="clauses",
                    remedy="Ta med serien, eller rätta korgen.",
                )
    return Terms(read, known)


def form_levels_of(
    terms: Terms | None, months: Iterable[Month], known_on: dt.date
) -> dict[str, dict[Month, float]]:
    """Contracts' levels by month; a contract with a month without published value is left out."""
    wanted = list(months)
    found: dict[str, dict[Month, float]] = {}
    if terms is None:
        return found
    for clause in terms.clauses:
        with contextlib.suppress(IndexValueMissing):
            found[clause.contract] = {
                month: find_level(clause, terms.series, month, known_on).level for month in wanted
            }
    return found


def share_index(
    change: Decomposition,
    segments: Sequence[Segment],
    months: tuple[Month, Month],
    terms: Terms,
    known_on: dt.date,
) -> list[ContractIndex]:
    """How the index's part of a change is divided on contracts, the largest first; the parts add up to it."""
    levels = form_levels_of(terms, months, known_on)
    moved: dict[str, float] = defaultdict(float)
    index = change.by_segment[list(Factor).index(Factor.INDEX)]
    for one, ore, is_comparable in zip(segments, index, change.comparable, strict=True):
        if is_comparable and one.contract in levels:
            moved[one.contract] += float(ore)
    contracts = sorted(moved)
    if not contracts:
        return []
    shares = [moved[one] for one in contracts]
    whole = round_to_total(shares, change.by_factor[Factor.INDEX])
    clauses = {one.contract: one for one in terms.clauses}
    before, after = months
    told = [
        ContractIndex(
            contract,
            find_level(clauses[contract], terms.series, before, known_on),
            find_level(clauses[contract], terms.series, after, known_on),
            ore,
        )
        for contract, ore in zip(contracts, whole, strict=True)
    ]
    return sorted(told, key=lambda one: (-abs(one.change_ore), one.contract))


def _list_rows(rows: Iterable[Cells], headings: tuple[str, ...], field: str) -> Iterator[Cells]:
    """Rows with every cell; the first is left out when it is the headings."""
    for place, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if place == 1 and cells[:1] and cells[0].casefold() == headings[0].casefold():
            continue
        if len(cells) != len(headings):
            raise InvalidField(
                f"Rad {place} har {len(cells)} celler och ska ha {len(headings)}.",
                field=field,
                remedy=f"Skriv {', '.join(headings)} i den ordningen.",
            )
        yield cells


def _read_clause(cells: Cells) -> IndexClause:
    contract, base, starts, lag, adjusts, fixed, basket = cells
    return IndexClause(
        contract=contract,
        components=tuple(_read_component(part) for part in basket.split(",")),
        base=read_month(base),
        starts=read_month(starts),
        lag_months=int(_read_number(lag, "clauses")),
        adjusts_in=tuple(int(_read_number(one, "clauses")) for one in adjusts.split(",")),
        fixed_share=_read_number(fixed, "clauses"),
    )


def _read_component(text: str) -> Component:
    name, _gap, weight = text.strip().rpartition(" ")
    if not name:
        raise InvalidField(
            f"”{text.strip()}” är ingen del av en korg.",
            field="clauses",
            remedy="Skriv serie och vikt: arbetskraft 62.",
        )
    return Component(name.strip(), _read_number(weight, "clauses"))


def _read_series(rows: Iterable[Cells]) -> dict[str, IndexSeries]:
    found: dict[str, list[Publication]] = defaultdict(list)
    sources: dict[str, str] = {}
    for name, month, value, published, source in rows:
        found[name].append(
            Publication(read_month(month), _read_number(value, "series"), _read_day(published))
        )
        sources.setdefault(name, source)
    return {name: IndexSeries(name, tuple(values), sources[name]) for name, values in found.items()}


def _read_number(text: str, field: str) -> float:
    try:
        return float(text.replace(",", ".").replace("%", "").strip())
    except ValueError:
        raise InvalidField(
            f"”{text}” är inget tal.", field=field, remedy="Skriv till exempel 101,5."
        ) from None


def _read_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidField(f"”{text}” är ingen dag.", field="series", remedy="Skriv ÅÅÅÅ-MM-DD.") from None
