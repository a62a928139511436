"""A decision table as rows to read, and in a draft as cells to change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.presenters.books import show_evidence, tell_day
from skjuts.core.regulations.taught_parts import list_parts
from skjuts.core.rules import Fact, Kind, Parameter, RuleBook, Validity
from skjuts.core.rules.cell_text import ANY_TEXT
from skjuts.core.rules.presenting import PresentedRow, present_table
from skjuts.web.elements import Column, Status
from skjuts.web.fields import PageForm
from skjuts.web.languages import said_in

MOST_CHOICES = 14


@dataclass(frozen=True, slots=True)
class Opened:
    """The cell that is being changed, with its form."""

    row: str
    part: str
    form: PageForm
    hint: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell; `href` opens it in a draft, `label` says which it is to those who do not see the table."""

    text: str
    href: str = ""
    label: str = ""
    is_quiet: bool = False
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One rule."""

    id: str
    number: int
    cells: tuple[ShownCell, ...]
    reason: ShownCell
    law: ShownCell
    source: ShownCell
    evidence: Status | None
    evidence_cell: ShownCell
    up_to: int | None
    down_to: int | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A whole table."""

    version_id: UUID
    id: str
    name: str
    policy: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[ShownRow, ...]
    revision: int
    can_edit: bool


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table in the list of a book's tables."""

    href: str
    name: str
    rows: int
    columns: str
    unproven: int


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Tables that belong together."""

    title: str
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A parameter's value during a time."""

    number: int
    text: str
    time: str
    law: str
    source: str
    evidence: Status | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A named amount or limit with its values, the latest first, and the tables that use it."""

    id: str
    name: str
    values: tuple[ShownValue, ...]
    href: str


def show_groups(version_id: UUID, book: RuleBook) -> list[TableGroup]:
    """The book's tables, by what they are about."""
    groups: dict[str, list[TableLine]] = {}
    for table in book.tables.values():
        line = TableLine(
            href=reverse("rulebooks:table", args=[version_id, table.id]),
            name=table.name,
            rows=len(table.rows),
            columns=", ".join(book.every_fact[one].name for one in table.columns),
            unproven=sum(bool(row.provenance.mark) for row in table.rows),
        )
        groups.setdefault(_group_of(table.id), []).append(line)
    return [TableGroup(title, tuple(groups[title])) for title in _name_groups() if title in groups]


def show_table(  # noqa: PLR0913  (one argument for each thing that a page knows)
    version_id: UUID,
    book: RuleBook,
    table_id: str,
    *,
    day: dt.date,
    revision: int,
    can_edit: bool,
    opened: Opened | None = None,
) -> ShownTable:
    """The table with the day's amounts, in a draft too: the text that is edited shows in the opened cell."""
    presented = present_table(book, table_id, day)
    named = [*presented.columns, *presented.outcomes]
    writer = _RowWriter(
        version_id, table_id, can_edit, opened, len(presented.rows), _list_parts_of(book, table_id)
    )
    labels = [f"{one.name} ({one.note})" if one.note else one.name for one in named]
    columns = (Column(_("Rad"), numeric=True), *(Column(said_in(one)) for one in labels))
    return ShownTable(
        version_id=version_id,
        id=table_id,
        name=presented.name,
        policy=presented.policy,
        note=presented.note,
        columns=(*columns, Column(_("Skäl")), Column(_("Stöd och källa"))),
        rows=tuple(writer.show(row, labels) for row in presented.rows),
        revision=revision,
        can_edit=can_edit,
    )


def find_text(book: RuleBook, table_id: str, row_id: str, part: str, day: dt.date) -> str | None:
    """The text of a cell as it is edited; None when the table has no such row or cell."""
    presented = present_table(book, table_id, day)
    row = next((one for one in presented.rows if one.id == row_id), None)
    if row is None:
        return None
    fields = {"reason": row.template, "law": row.law, "source": row.source, "evidence": row.evidence.value}
    cells = dict(zip(_list_parts_of(book, table_id), (*row.conditions, *row.outcome), strict=True))
    found = cells[part].text if part in cells else fields.get(part)
    return "" if found == ANY_TEXT else found


def tell_hint(book: RuleBook, part: str) -> str:
    """What one may write in a cell."""
    if part == "reason":
        return _("Vanlig svenska. Namn inom klammer, som {taxi_fee}, fylls i med dagens belopp.")
    fact = book.every_fact.get(part.partition(".")[2])
    if fact is None:
        return ""
    hint = _tell_kind(fact)
    return f"{hint} {_('Lämna tomt för vad som helst.')}" if part.startswith("when.") else hint


def show_parameters(version_id: UUID, book: RuleBook, *, can_edit: bool) -> list[ShownParameter]:
    """Every amount and limit of the book."""
    return [show_parameter(version_id, one, can_edit=can_edit) for one in book.parameters.values()]


def show_parameter(version_id: UUID, parameter: Parameter, *, can_edit: bool) -> ShownParameter:
    """One of them, the latest value first."""
    return ShownParameter(
        parameter.id,
        parameter.name,
        tuple(reversed(list(_list_values(version_id, parameter, can_edit=can_edit)))),
        reverse("rulebooks:parameter", args=[version_id, parameter.id]) if can_edit else "",
    )


def _list_values(version_id: UUID, parameter: Parameter, *, can_edit: bool) -> Iterator[ShownValue]:
    for number, one in enumerate(parameter.values):
        yield ShownValue(
            number,
            write_value(parameter, number),
            tell_time(one.validity),
            one.law,
            one.provenance.source,
            show_evidence(one.provenance.evidence),
            reverse("rulebooks:parameter-value", args=[version_id, parameter.id, number]) if can_edit else "",
        )


def tell_time(validity: Validity) -> str:
    """A time in words."""
    first = tell_day(validity.starts) if validity.starts else ""
    last = tell_day(validity.ends) if validity.ends else ""
    if first and last:
        return f"{first} – {last}"
    if first:
        return _("från %(day)s") % {"day": first}
    return _("till och med %(day)s") % {"day": last} if last else _("tills vidare")


def write_value(parameter: Parameter, number: int) -> str:
    """A value as it is edited."""
    fact = Fact(parameter.id, parameter.name, parameter.kind, unit=parameter.unit)
    return fact.write(parameter.values[number].value)


@dataclass(frozen=True, slots=True)
class _RowWriter:
    """Makes rows of a table, with addresses where they can be changed."""

    version_id: UUID
    table: str
    can_edit: bool
    opened: Opened | None
    count: int
    parts: tuple[str, ...]

    def show(self, row: PresentedRow, labels: Iterable[str]) -> ShownRow:
        """One row."""
        presented = zip(self.parts, labels, (*row.conditions, *row.outcome), strict=True)
        place = row.number - 1
        return ShownRow(
            id=row.id,
            number=row.number,
            cells=tuple(self._cell(row, part, label, cell.reading) for part, label, cell in presented),
            reason=self._cell(row, "reason", _("Skäl"), row.reason),
            law=self._cell(row, "law", _("Stöd"), row.law),
            source=self._cell(row, "source", _("Källa"), row.source),
            evidence=show_evidence(row.evidence),
            evidence_cell=self._cell(row, "evidence", _("Hur säkert"), ""),
            up_to=place - 1 if self.can_edit and place else None,
            down_to=place + 1 if self.can_edit and row.number < self.count else None,
        )

    def _cell(self, row: PresentedRow, part: str, label: str, text: str) -> ShownCell:
        is_open = self.opened is not None and (self.opened.row, self.opened.part) == (row.id, part)
        href = ""
        if self.can_edit:
            href = reverse("rulebooks:cell", args=[self.version_id, self.table, row.id, part])
        name = _("Ändra %(column)s, rad %(number)s") % {"column": label, "number": row.number}
        opened = self.opened if is_open else None
        return ShownCell(text or ANY_TEXT, href, name, text in {"", ANY_TEXT}, opened)


def _list_parts_of(book: RuleBook, table_id: str) -> tuple[str, ...]:
    table = book.get_table(table_id)
    return (*(f"when.{one}" for one in table.columns), *(f"then.{one.fact.id}" for one in table.outcomes))


def _tell_kind(fact: Fact) -> str:
    if fact.kind is Kind.BOOL:
        return _("Skriv ja eller nej.")
    if fact.choices:
        names = list(fact.choices.values())
        told = ", ".join(names[:MOST_CHOICES]) + (" …" if len(names) > MOST_CHOICES else "")
        return _("Välj bland: %(names)s.") % {"names": told}
    if fact.kind is Kind.DATE:
        return _("Till exempel från och med 2027-01-01, eller före 2027-01-01.")
    return _("Till exempel minst 51 km, högst 20 år, över {belopp}.")


def _name_groups() -> tuple[str, ...]:
    return (
        _("Vem och vad som omfattas"),
        _("Färdsättstrappan"),
        _("Ledsagare, intyg och tillstånd"),
        _("Avgifter och ersättning"),
        _("Beställning och samåkning"),
        _("Övrigt"),
    )


def _group_of(table_id: str) -> str:
    groups = {
        0: {"purposes", "persons", "care-place"},
        1: {"modes"},
        2: {"escort", "certificate"},
        3: {"fee", "mileage", "cap", "claim"},
        4: {"booking", "pooling"},
    }
    parts = set(list_parts([table_id]))
    # The ladder comes first: its steps are also taught elsewhere.
    order = (1, 0, 2, 3, 4)
    return _name_groups()[next((one for one in order if parts & groups[one]), 5)]
