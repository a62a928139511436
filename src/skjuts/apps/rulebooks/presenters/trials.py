"""A book tried: its worked cases, what its tables leave open, and whom a change would have touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.models import BookKind
from skjuts.apps.rulebooks.presenters.books import tell_day
from skjuts.core.ports.past_matters import Answer, Direction, Impact, Shift
from skjuts.core.regulations.case_files import TriedCase
from skjuts.core.rules import RuleBook
from skjuts.core.rules.analysis import Finding, Severity
from skjuts.web.elements import Status

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class ShownCase:
    """One case, and whether it held in the version before."""

    case: TriedCase
    day: str
    status: Status
    is_news: bool


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """The cases of one table."""

    title: str
    cases: tuple[ShownCase, ...]
    failing: int


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One thing to look at."""

    text: str
    place: str
    witness: str
    href: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What weighs the same."""

    title: str
    status: Status
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One unit or municipality and how many matters move which way."""

    name: str
    widened: int
    tightened: int
    unclear: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer that becomes another, which way, and in how many matters."""

    old: str
    new: str
    status: Status
    matters: int


@dataclass(frozen=True, slots=True)
class ShownShift:
    """One matter; `name` only for those with the right who asked for it."""

    kind: str
    decided: str
    unit: str
    status: Status
    old: str
    new: str
    old_reason: str
    new_reason: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownImpact:
    """What a change would have come to."""

    asked: int
    decided: int
    unweighed: int
    widened: int
    tightened: int
    unclear: int
    by_answer: tuple[AnswerRow, ...]
    by_unit: tuple[ImpactRow, ...]
    by_municipality: tuple[ImpactRow, ...]
    shifts: tuple[ShownShift, ...]
    total: int


def show_cases(tried: Iterable[TriedCase], before: Iterable[TriedCase]) -> list[CaseGroup]:
    """Cases by table; `before`: the same cases by the version that this one builds on."""
    held = {(one.table, one.title) for one in before if one.holds}
    groups: dict[str, list[ShownCase]] = {}
    for one in tried:
        is_news = not one.holds and (one.table, one.title) in held
        status = (
            Status(_("stämmer"), "success", "check")
            if one.holds
            else Status(_("stämmer inte"), "danger", "x")
        )
        shown = ShownCase(one, tell_day(one.day) if one.day else "", status, is_news)
        groups.setdefault(one.table_name, []).append(shown)
    return [
        CaseGroup(title, tuple(cases), sum(not one.case.holds for one in cases))
        for title, cases in groups.items()
    ]


def show_findings(version_id: UUID, findings: Iterable[Finding], book: RuleBook) -> list[FindingGroup]:
    """Findings by how much they matter."""
    titles = {
        Severity.FAULT: (_("Fel som ger fel svar eller inget"), Status(_("fel"), "danger", "octagon-alert")),
        Severity.CAUTION: (_("Se över"), Status(_("se över"), "warning", "triangle-alert")),
        Severity.NOTE: (_("För ordningens skull"), Status(_("notering"), "neutral", "info")),
    }
    found = list(findings)
    return [
        FindingGroup(
            title,
            status,
            tuple(_show_finding(version_id, one, book) for one in found if one.severity is severity),
        )
        for severity, (title, status) in titles.items()
        if any(one.severity is severity for one in found)
    ]


def show_impact(impact: Impact, books: tuple[RuleBook, RuleBook], names: Mapping[UUID, str]) -> ShownImpact:
    """Figures by unit and municipality, and the matters one by one. `books`: the old one and the new."""
    directions = Counter(one.direction for one in impact.shifts)
    return ShownImpact(
        asked=impact.asked,
        decided=impact.decided,
        unweighed=impact.unweighed,
        widened=directions[Direction.WIDENED],
        tightened=directions[Direction.TIGHTENED],
        unclear=directions[Direction.UNCLEAR],
        by_answer=_count_answers(impact.shifts),
        by_unit=_count(impact.shifts, {one.unit for one in impact.shifts}, "unit"),
        by_municipality=_count(impact.shifts, {one.municipality for one in impact.shifts}, "municipality"),
        shifts=tuple(_show_shift(one, books, names) for one in impact.shifts[:MOST_LISTED]),
        total=len(impact.shifts),
    )


def _show_finding(version_id: UUID, finding: Finding, book: RuleBook) -> ShownFinding:
    facts = book.every_fact
    witness = ", ".join(f"{facts[name].name}: {facts[name].write(value)}" for name, value in finding.witness)
    href = reverse("rulebooks:table", args=[version_id, finding.table]) if finding.table else ""
    place = (
        book.tables[finding.table].name if finding.table in book.tables else _name_place(finding.place, book)
    )
    if finding.rows:
        place = _("%(table)s, raden %(rows)s") % {"table": place, "rows": ", ".join(finding.rows)}
    return ShownFinding(finding.text, place, witness, href)


def _name_place(place: str, book: RuleBook) -> str:
    """A parameter or a fact by the name that people know it by."""
    found = place.rpartition(" ")[2]
    if found in book.parameters:
        return book.parameters[found].name
    return book.facts[found].name if found in book.facts else place


def _count(shifts: Collection[Shift], names: Collection[str], field: str) -> tuple[ImpactRow, ...]:
    rows = []
    for name in sorted(names):
        directions = Counter(one.direction for one in shifts if getattr(one, field) == name)
        counts = (directions[one] for one in (Direction.WIDENED, Direction.TIGHTENED, Direction.UNCLEAR))
        rows.append(ImpactRow(name or _("utan enhet") if field == "unit" else name or _("okänd"), *counts))
    return tuple(rows)


def _count_answers(shifts: Iterable[Shift]) -> tuple[AnswerRow, ...]:
    """The same change told once, the most common first."""
    counted = Counter((one.old.text, one.new.text, one.direction) for one in shifts)
    return tuple(
        AnswerRow(old, new, _name_direction(direction), matters)
        for (old, new, direction), matters in counted.most_common()
    )


def _name_direction(direction: Direction) -> Status:
    words = {
        Direction.WIDENED: Status(_("utvidgas"), "info", "arrow-up"),
        Direction.TIGHTENED: Status(_("skärps"), "warning", "arrow-down"),
        Direction.UNCLEAR: Status(_("oklart"), "neutral", "circle-question-mark"),
    }
    return words[direction]


def _show_shift(shift: Shift, books: tuple[RuleBook, RuleBook], names: Mapping[UUID, str]) -> ShownShift:
    return ShownShift(
        kind=str(BookKind(shift.kind).label),
        decided=tell_day(shift.decided_on),
        unit=shift.unit or _("utan enhet"),
        status=_name_direction(shift.direction),
        old=shift.old.text,
        new=shift.new.text,
        old_reason=_name_rows(shift.old, books[0]),
        new_reason=_name_rows(shift.new, books[1]),
        name=names.get(shift.matter_id, ""),
    )


def _name_rows(answer: Answer, book: RuleBook) -> str:
    """The table and its rows: `Egenavgift, raden taxi`."""
    if answer.table not in book.tables:
        return ""
    name = book.tables[answer.table].name
    if not answer.rows:
        return _("%(table)s, ingen rad") % {"table": name}
    return _("%(table)s, raden %(rows)s") % {"table": name, "rows": ", ".join(answer.rows)}
