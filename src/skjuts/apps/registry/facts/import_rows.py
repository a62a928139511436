"""Typed lines out of a sheet, with every fault of every line found in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skjuts.apps.registry.facts.import_cells import (
    BadCell,
    read_day,
    read_email,
    read_hsa_id,
    read_roles,
    read_text,
    read_unit_kind,
)
from skjuts.apps.registry.facts.import_columns import COLUMNS, Column
from skjuts.apps.registry.facts.import_files import Line, Problem, Sheet
from skjuts.apps.registry.models import RegisterImport

NAME_LENGTH, LONG_NAME_LENGTH, PHONE_LENGTH = 80, 160, 24


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the file has it."""

    number: int
    hsa_id: str
    name: str
    kind: str
    provider_hsa_id: str
    provider_name: str
    parent_hsa_id: str
    municipality: str
    phone: str
    opened_on: dt.date | None
    closed_on: dt.date | None

    @property
    def key(self) -> tuple[str, ...]:
        """What may stand once in the file."""
        return (self.hsa_id,)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A person as the file has them."""

    number: int
    hsa_id: str
    given_name: str
    family_name: str
    profession: str
    email: str

    @property
    def key(self) -> tuple[str, ...]:
        """What may stand once in the file."""
        return (self.hsa_id,)


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment as the file has it."""

    number: int
    staff_hsa_id: str
    unit_hsa_id: str
    roles: tuple[str, ...]
    commission_hsa_id: str
    valid_from: dt.date
    valid_to: dt.date | None
    substitute_for_hsa_id: str

    @property
    def key(self) -> tuple[str, ...]:
        """What may stand once in the file: a person has one assignment at a unit and commission at a time."""
        return (self.staff_hsa_id, self.unit_hsa_id, self.commission_hsa_id)


type AnyLine = UnitLine | StaffLine | AssignmentLine


class Cells:
    """The cells of one line by column; gathers what is wrong with them."""

    def __init__(self, line: Line, columns: tuple[Column, ...]) -> None:
        self._cells = line.cells
        self._columns = {one.name: one for one in columns}
        self._number = line.number
        self.problems: list[Problem] = []

    def take[V](self, name: str, read: Callable[[str], V], otherwise: V) -> V:
        """The cell as `read` understands it; a fault is noted and `otherwise` returned."""
        column = self._columns[name]
        text = next((self._cells[key] for key in column.keys if self._cells.get(key)), "")
        if not text and column.is_required:
            self._note(name, _("Cellen är tom."), _("Fyll i den."))
            return otherwise
        try:
            return read(text)
        except BadCell as fault:
            self._note(name, fault.what, fault.remedy)
            return otherwise

    def text(self, name: str, most: int = NAME_LENGTH) -> str:
        """A cell of text."""
        return self.take(name, lambda text: read_text(text, most), "")

    def _note(self, column: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self._number, column, what, remedy))


def read_rows(kind: str, sheet: Sheet) -> tuple[list[AnyLine], list[Problem]]:
    """Every line, and every fault; lines with a fault are left out."""
    columns = COLUMNS[kind]
    problems = _missing_columns(columns, sheet)
    if problems:
        return [], problems
    lines: list[AnyLine] = []
    seen: dict[tuple[str, ...], int] = {}
    for line in sheet.lines:
        cells = Cells(line, columns)
        read = _READERS[kind](line.number, cells)
        if not cells.problems:
            first = seen.setdefault(read.key, line.number)
            if first != line.number:
                cells.problems.append(_twice(line.number, first))
        problems += cells.problems
        lines += [] if cells.problems else [read]
    return lines, problems


def ignored_columns(kind: str, sheet: Sheet) -> list[str]:
    """Headings that mean nothing here."""
    known = {key for column in COLUMNS[kind] for key in column.keys}
    return [heading for heading in sheet.headings if heading and heading not in known]


def _missing_columns(columns: tuple[Column, ...], sheet: Sheet) -> list[Problem]:
    headings = set(sheet.headings)
    return [
        Problem(1, one.name, _("Kolumnen saknas."), _("Lägg till den; rubriken ska stå på första raden."))
        for one in columns
        if one.is_required and headings.isdisjoint(one.keys)
    ]


def _twice(number: int, first: int) -> Problem:
    return Problem(
        number,
        "hsa_id",
        _("Samma rad finns redan på rad %(line)d.") % {"line": first},
        _("Ta bort en av dem."),
    )


def _unit(number: int, cells: Cells) -> UnitLine:
    line = UnitLine(
        number=number,
        hsa_id=cells.take("hsa_id", read_hsa_id, ""),
        name=cells.text("namn", LONG_NAME_LENGTH),
        kind=cells.take("typ", read_unit_kind, ""),
        provider_hsa_id=cells.take("vardgivare_hsa_id", read_hsa_id, ""),
        provider_name=cells.text("vardgivare", LONG_NAME_LENGTH),
        parent_hsa_id=cells.take("overordnad_hsa_id", read_hsa_id, ""),
        municipality=cells.text("kommun"),
        phone=cells.text("telefon", PHONE_LENGTH),
        opened_on=cells.take("oppnad", read_day, None),
        closed_on=cells.take("stangd", read_day, None),
    )
    _check_order(cells, number, "stangd", line.opened_on, line.closed_on)
    return line


def _staff(number: int, cells: Cells) -> StaffLine:
    return StaffLine(
        number=number,
        hsa_id=cells.take("hsa_id", read_hsa_id, ""),
        given_name=cells.text("fornamn"),
        family_name=cells.text("efternamn"),
        profession=cells.text("yrke"),
        email=cells.take("epost", read_email, ""),
    )


def _assignment(number: int, cells: Cells) -> AssignmentLine:
    line = AssignmentLine(
        number=number,
        staff_hsa_id=cells.take("hsa_id", read_hsa_id, ""),
        unit_hsa_id=cells.take("enhet_hsa_id", read_hsa_id, ""),
        roles=cells.take("roller", read_roles, ()),
        commission_hsa_id=cells.take("uppdrag_hsa_id", read_hsa_id, ""),
        valid_from=cells.take("fran", _needed_day, dt.date.min),
        valid_to=cells.take("till", read_day, None),
        substitute_for_hsa_id=cells.take("vikarie_for", read_hsa_id, ""),
    )
    _check_order(cells, number, "till", line.valid_from, line.valid_to)
    return line


def _needed_day(text: str) -> dt.date:
    return read_day(text) or dt.date.min


def _check_order(cells: Cells, number: int, column: str, first: dt.date | None, last: dt.date | None) -> None:
    if first and last and last < first:
        cells.problems.append(
            Problem(number, column, _("Sista dagen ligger före den första."), _("Rätta någon av dagarna."))
        )


_READERS: dict[str, Callable[[int, Cells], AnyLine]] = {
    RegisterImport.Kind.UNITS: _unit,
    RegisterImport.Kind.STAFF: _staff,
    RegisterImport.Kind.ASSIGNMENTS: _assignment,
}
