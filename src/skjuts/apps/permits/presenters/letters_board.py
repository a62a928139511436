"""The list of delegated decisions for the board: what, by whom, by which point. No patient is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Decision, Outcome, PermitKindChoice
from skjuts.web.elements import Column
from skjuts.web.formatting import format_date
from skjuts.web.spreadsheet import write_csv


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A decision as the board reads it."""

    number: str
    day: str
    kind: str
    outcome: str
    decider: str
    point: str
    legal_basis: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of the columns."""
        return (
            self.number,
            self.day,
            self.kind,
            self.outcome,
            self.decider,
            self.point,
            self.legal_basis,
        )


@dataclass(frozen=True, slots=True)
class BoardList:
    """The list of a period, with how many decisions came to what."""

    authority: str
    first: str
    last: str
    rows: tuple[BoardRow, ...]
    counts: tuple[tuple[str, int], ...]
    to_announce: int = 0


def show_board_list(
    authority: str, rows: Iterable[Decision], first: dt.date, last: dt.date, *, to_announce: int = 0
) -> BoardList:
    """The list of a period."""
    shown = tuple(_row(one) for one in rows)
    counts = [(str(label), sum(one.outcome == str(label) for one in shown)) for label in Outcome.labels]
    return BoardList(
        authority=authority,
        first=_day(first),
        last=_day(last),
        rows=shown,
        counts=tuple((label, count) for label, count in counts if count),
        to_announce=to_announce,
    )


def list_board_columns() -> tuple[Column, ...]:
    """The head of the list, on the page, on paper and in the file."""
    return tuple(
        Column(label)
        for label in (
            _("Nummer"),
            _("Beslutsdag"),
            _("Slag"),
            _("Utgång"),
            _("Beslutad av"),
            _("Punkt"),
            _("Lagrum"),
        )
    )


def write_board_sheet(shown: BoardList) -> str:
    """The list as a file for a spreadsheet."""
    return write_csv([one.label for one in list_board_columns()], (one.cells for one in shown.rows))


def _row(row: Decision) -> BoardRow:
    return BoardRow(
        number=f"{row.year}-{row.number}",
        day=_day(row.decided_on),
        kind=str(PermitKindChoice(row.kind).label),
        outcome=str(Outcome(row.outcome).label),
        decider=row.signed,
        point=row.right.point,
        legal_basis=row.legal_basis,
    )


def _day(day: dt.date) -> str:
    return format_date(day, (get_language() or "sv")[:2])
