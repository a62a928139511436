"""What a book's editor should look at: gaps, overlaps, rows that never count, what lacks law or source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from skjuts.core.rules.analysis.sweep import Region, Sweep, TooWide
from skjuts.core.rules.book import RuleBook
from skjuts.core.rules.evaluation.compiled import CompiledTable, compile_table
from skjuts.core.rules.evaluation.epoch import Epoch
from skjuts.core.rules.forms.pruning import list_named
from skjuts.core.rules.forms.soundness import list_needed_tables
from skjuts.core.rules.parameters import Parameter, list_epoch_starts
from skjuts.core.rules.provenance import EVIDENCE_NAMES, Evidence
from skjuts.core.rules.tables import HitPolicy, Table
from skjuts.core.rules.values import Value, write_list

MOST_REGIONS = 20
"""Gaps of one table that are told; there may be more."""


class FindingKind(StrEnum):
    """What was found."""

    GAP = "gap"
    OVERLAP = "overlap"
    UNREACHABLE = "unreachable"
    UNUSED_PARAMETER = "unused_parameter"
    UNUSED_FACT = "unused_fact"
    NO_VALUE = "no_value"
    NO_LAW = "no_law"
    NO_SOURCE = "no_source"
    UNPROVEN = "unproven"
    OVERDUE_REVIEW = "overdue_review"
    TOO_WIDE = "too_wide"


class Severity(StrEnum):
    """How much it matters: a fault gives wrong or no answers, a caution may, a note is for order."""

    FAULT = "fault"
    CAUTION = "caution"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, in Swedish; `witness` is a case that shows it, one value for each input named."""

    kind: FindingKind
    severity: Severity
    place: str
    text: str
    table: str = ""
    rows: tuple[str, ...] = ()
    witness: tuple[tuple[str, Value], ...] = ()


def check_book(book: RuleBook, today: date | None = None) -> list[Finding]:
    """Everything found in a book, tables in order, over every time in which its parameters differ."""
    found = [finding for table in book.tables for finding in check_table(book, table)]
    found += _list_unused(book)
    found += [finding for one in book.parameters.values() for finding in _check_parameter(book, one)]
    review = book.edition.next_review
    if today and review and review < today:
        text = f"Boken skulle ha granskats senast {review.isoformat()}."
        found.append(Finding(FindingKind.OVERDUE_REVIEW, Severity.CAUTION, "bokens huvud", text))
    return found


def check_table(book: RuleBook, table_id: str) -> list[Finding]:
    """Gaps, overlaps and rows that never count in one table, and rows without law, source or evidence.

    Exact: every class of every input is looked at, and every finding has a witness. What an
    earlier table can give is taken row by row. Raises `UnknownTable`.
    """
    table = book.get_table(table_id)
    found: dict[tuple[FindingKind, str], Finding] = {}
    epochs = [list(_check_epoch(Epoch(book, day), table)) for day in list_days(book)]
    for one in (finding for epoch in epochs for finding in epoch):
        if one.kind is not FindingKind.UNREACHABLE or _is_in_every(epochs, one):
            found.setdefault((one.kind, one.text), one)
    return [*found.values(), *_check_rows(table)]


def _is_in_every(epochs: list[list[Finding]], hidden: Finding) -> bool:
    """Whether a row is hidden in every time: one that counts for some years is no idle row."""
    return all(
        any(one.kind is hidden.kind and one.rows[0] == hidden.rows[0] for one in epoch) for epoch in epochs
    )


def list_days(book: RuleBook) -> list[date]:
    """One day of each time in which the parameters stand still, within the book's validity."""
    validity = book.edition.validity
    starts = list_epoch_starts(book.parameters.values())
    first = validity.starts or (starts[0] if starts else date(2000, 1, 1))
    return [first, *(day for day in starts if day > first and validity.covers(day))]


def _check_epoch(epoch: Epoch, table: Table) -> Iterator[Finding]:
    compiled = compile_table(epoch, table)
    sweep = Sweep(compiled, _list_handed(epoch, table))
    try:
        yield from _list_gaps(sweep, table)
        if table.policy is HitPolicy.UNIQUE:
            yield from _list_overlaps(sweep, table)
        yield from _list_unreachable(sweep, table)
    except TooWide:
        text = "Tabellen är för stor för att prövas helt. Dela den i två."
        yield Finding(FindingKind.TOO_WIDE, Severity.CAUTION, _place(table), text, table.id)


def _list_handed(epoch: Epoch, table: Table) -> dict[str, tuple[Value, ...]]:
    """The values that earlier tables can give, where they give one row's."""
    handed: dict[str, tuple[Value, ...]] = {}
    for needed in list_needed_tables(epoch.book, table):
        giver: CompiledTable = compile_table(epoch, epoch.book.tables[needed])
        if giver.table.policy is HitPolicy.COLLECT:
            continue
        for column in giver.table.outcomes:
            values = [given[column.fact.id] for given in giver.given]
            single = (one for one in values if one is not None and not isinstance(one, tuple))
            handed[column.fact.id] = tuple(dict.fromkeys(single))
    return handed


def _list_gaps(sweep: Sweep, table: Table) -> Iterator[Finding]:
    if table.policy is HitPolicy.COLLECT:
        return
    regions = sweep.list_regions(lambda alive: not alive, sweep.compiled.every_row, MOST_REGIONS)
    for region in regions:
        text = f"Ingen rad täcker {sweep.describe(region)}."
        yield Finding(FindingKind.GAP, Severity.CAUTION, _place(table), text, table.id, (), _witness(region))


def _list_overlaps(sweep: Sweep, table: Table) -> Iterator[Finding]:
    for i, j in combinations(range(len(table.rows)), 2):
        pair = 1 << i | 1 << j
        regions = sweep.list_regions(lambda alive, pair=pair: alive == pair, pair, 1)  # type: ignore[misc]
        if not regions:
            continue
        rows = (table.rows[i].id, table.rows[j].id)
        is_same = sweep.compiled.given[i] == sweep.compiled.given[j]
        text = (
            f"Raderna {rows[0]} och {rows[1]} gäller båda {sweep.describe(regions[0])}, "
            f"och säger {'samma sak' if is_same else 'olika saker'}."
        )
        witness = _witness(regions[0])
        yield Finding(FindingKind.OVERLAP, Severity.FAULT, _place(table), text, table.id, rows, witness)


def _list_unreachable(sweep: Sweep, table: Table) -> Iterator[Finding]:
    for i, row in enumerate(table.rows):
        bit = 1 << i
        is_first = table.policy is HitPolicy.FIRST
        rows = (bit << 1) - 1 if is_first else bit
        if sweep.list_regions(lambda alive, bit=bit: alive == bit, rows, 1):  # type: ignore[misc]
            continue
        hiding = _list_hiding(sweep, i) if is_first else []
        why = f": {write_list(hiding, 'och')} kommer alltid före" if hiding else ""
        text = f"Raden {row.id} kommer aldrig att gälla{why}."
        yield Finding(
            FindingKind.UNREACHABLE, Severity.FAULT, _place(table), text, table.id, (row.id, *hiding)
        )


def _list_hiding(sweep: Sweep, i: int) -> list[str]:
    """The rows above that hide a row: one alone when one does, else all that overlap it."""
    rows = sweep.compiled.table.rows
    overlapping = []
    for j in range(i):
        pair = 1 << i | 1 << j
        if not sweep.list_regions(lambda alive, i=i: alive == 1 << i, pair, 1):  # type: ignore[misc]
            return [rows[j].id]
        if sweep.list_regions(lambda alive, pair=pair: alive == pair, pair, 1):  # type: ignore[misc]
            overlapping.append(rows[j].id)
    return overlapping


def _witness(region: Region) -> tuple[tuple[str, Value], ...]:
    return tuple((name, values[0]) for name, values in region.items())


def _check_rows(table: Table) -> Iterator[Finding]:
    for row in table.rows:
        place, about = f"{_place(table)}, raden {row.id}", (table.id, (row.id,))
        if not row.law:
            yield Finding(
                FindingKind.NO_LAW, Severity.CAUTION, place, "Raden saknar stöd i regelverket.", *about
            )
        if not row.provenance.source:
            yield Finding(FindingKind.NO_SOURCE, Severity.NOTE, place, "Raden saknar källa.", *about)
        if row.provenance.evidence is not Evidence.SOURCED:
            text = f"Raden är inte belagd: {EVIDENCE_NAMES[row.provenance.evidence]}."
            yield Finding(FindingKind.UNPROVEN, Severity.NOTE, place, text, *about)


def _list_unused(book: RuleBook) -> Iterator[Finding]:
    named = set(list_named(book))
    for one in book.parameters.values():
        if one.id not in named:
            text = "Ingen tabell använder parametern."
            yield Finding(FindingKind.UNUSED_PARAMETER, Severity.NOTE, f"parametern {one.id}", text)
    for fact in book.facts.values():
        if fact.id not in named:
            text = "Ingen tabell frågar efter uppgiften."
            yield Finding(FindingKind.UNUSED_FACT, Severity.NOTE, f"uppgiften {fact.id}", text)


def _check_parameter(book: RuleBook, parameter: Parameter) -> Iterator[Finding]:
    place = f"parametern {parameter.id}"
    for day in list_days(book):
        if parameter.find_on(day) is None:
            text = f"Parametern har inget värde {day.isoformat()}, då boken gäller."
            yield Finding(FindingKind.NO_VALUE, Severity.CAUTION, place, text)
    for dated in parameter.values:
        if not dated.provenance.source:
            yield Finding(FindingKind.NO_SOURCE, Severity.NOTE, place, "Värdet saknar källa.")
        if dated.provenance.evidence is not Evidence.SOURCED:
            text = f"Värdet är inte belagt: {EVIDENCE_NAMES[dated.provenance.evidence]}."
            yield Finding(FindingKind.UNPROVEN, Severity.NOTE, place, text)


def _place(table: Table) -> str:
    return f"tabellen {table.id}"
