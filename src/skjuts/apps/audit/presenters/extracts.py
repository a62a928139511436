"""A patient's log extract, in words that let the patient judge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.audit.presenters.reviews import AccessRow, show_access
from skjuts.apps.audit.queries.names import Names
from skjuts.apps.audit.services.extracting import MOST, Extract


@dataclass(frozen=True, slots=True)
class ExtractPage:
    """The extract. Accesses in the same minute by the same person for the same reason are one row."""

    patient_id: str
    patient: str
    number: str
    authority: str
    is_protected: bool
    first: dt.date
    last: dt.date
    rows: tuple[AccessRow, ...]
    accesses: int
    shows_staff: bool
    is_whole: bool
    most: int


def show_extract(extract: Extract, names: Names) -> ExtractPage:
    """The extract as a page or a letter."""
    heading = extract.heading
    return ExtractPage(
        patient_id=str(heading.patient_id),
        patient=heading.name,
        number=heading.number,
        authority=heading.authority,
        is_protected=heading.is_protected,
        first=extract.first,
        last=extract.last,
        rows=tuple(_rows(extract, names)),
        accesses=len(extract.entries),
        shows_staff=extract.shows_staff,
        is_whole=extract.is_whole,
        most=MOST,
    )


def _rows(extract: Extract, names: Names) -> list[AccessRow]:
    groups = [list(group) for _, group in groupby(extract.entries, key=_same)]
    return [show_access(group[0], names, count=len(group)) for group in groups]


def _same(entry: AccessEntry) -> tuple[object, ...]:
    minute = entry.at.replace(second=0, microsecond=0)
    return minute, entry.unit_id, entry.staff_id, entry.action, entry.reason
