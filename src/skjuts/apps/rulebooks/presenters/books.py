"""The list of rule books, and the head that all pages of a version share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.rulebooks.models import BookKind, RuleBookVersion
from skjuts.apps.rulebooks.policies import may_administer_books, may_read_drafts, may_write_books
from skjuts.apps.tenancy.actor import Actor
from skjuts.core.rules import Edition, Evidence, RuleBook
from skjuts.web.elements import Fact, Status, Tab, TagColour
from skjuts.web.formatting import format_date, format_moment

STANDINGS: dict[str, tuple[TagColour, str]] = {
    "in_force": ("success", "circle-check"),
    "coming": ("info", "calendar-clock"),
    "proposed": ("warning", "hourglass"),
    "draft": ("accent", "pencil"),
    "superseded": ("neutral", "history"),
    "withdrawn": ("neutral", "undo-2"),
    "discarded": ("neutral", "trash-2"),
}
ORDER = tuple(STANDINGS)


@dataclass(frozen=True, slots=True)
class BookRow:
    """One version in the list."""

    href: str
    title: str
    label: str
    kinds: str
    status: Status
    in_force_from: str
    by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions of one authority."""

    authority: str
    rows: tuple[BookRow, ...]


@dataclass(frozen=True, slots=True)
class PackagedRow:
    """A book that comes with the program."""

    id: str
    title: str
    label: str
    status: Status
    fact_checked: str
    note: str


@dataclass(frozen=True, slots=True)
class VersionHead:
    """What stands at the top of every page of a version, and what one can do there."""

    id: UUID
    title: str
    label: str
    authority: str
    status: Status
    revision: int
    tabs: tuple[Tab, ...]
    can_edit: bool
    can_begin: bool
    can_propose: bool
    can_take_back: bool
    can_approve: bool
    can_withdraw: bool


def find_standing(version: RuleBookVersion, approved: Iterable[RuleBookVersion], today: dt.date) -> str:
    """Where a version stands on a day; `approved`: all of its authority's, the latest first day first."""
    if version.state != RuleBookVersion.State.APPROVED or version.in_force_from is None:
        return version.state
    if version.in_force_from > today:
        return "coming"
    begun = [one for one in approved if one.in_force_from and one.in_force_from <= today]
    holding = {kind: one.id for one in reversed(begun) for kind in one.kinds}
    return "in_force" if version.id in holding.values() else "superseded"


def name_standing(standing: str) -> Status:
    """The standing in words."""
    words = {
        "in_force": _("Gäller"),
        "coming": _("Godkänd, gäller senare"),
        "proposed": _("Väntar på godkännande"),
        "draft": _("Utkast"),
        "superseded": _("Ersatt"),
        "withdrawn": _("Återtagen"),
        "discarded": _("Kasserad"),
    }
    colour, icon = STANDINGS[standing]
    return Status(words[standing], colour, icon)


def show_shelves(
    versions: Iterable[RuleBookVersion], approved: list[RuleBookVersion], today: dt.date
) -> list[Shelf]:
    """The versions by authority, what holds first."""
    shelves: dict[str, list[tuple[int, BookRow]]] = {}
    for one in versions:
        mine = [other for other in approved if other.authority_id == one.authority_id]
        standing = find_standing(one, mine, today)
        shelves.setdefault(one.authority.name, []).append((ORDER.index(standing), _show_row(one, standing)))
    return [
        Shelf(name, tuple(row for _rank, row in sorted(rows, key=lambda pair: pair[0])))
        for name, rows in sorted(shelves.items())
    ]


def show_packaged(editions: Iterable[Edition]) -> list[PackagedRow]:
    """The program's books."""
    return [
        PackagedRow(
            one.id,
            one.title,
            one.version,
            _name_edition(one),
            tell_day(one.fact_checked) if one.fact_checked else "",
            one.note,
        )
        for one in editions
    ]


def show_head(
    version: RuleBookVersion, actor: Actor, approved: list[RuleBookVersion], today: dt.date, tab: str
) -> VersionHead:
    """The head of a version's pages, on the page of a tab."""
    standing = find_standing(version, approved, today)
    writes = may_write_books(actor, version.authority_id)
    rules = may_administer_books(actor, version.authority_id)
    is_draft, is_proposed = standing == "draft", standing == "proposed"
    return VersionHead(
        id=version.id,
        title=version.title,
        label=version.label,
        authority=version.authority.name,
        status=name_standing(standing),
        revision=version.revision,
        tabs=tuple(_list_tabs(version, actor, tab)),
        can_edit=writes and is_draft,
        can_begin=writes and standing != "discarded",
        can_propose=writes and is_draft,
        can_take_back=writes and is_proposed,
        can_approve=rules and is_proposed,
        can_withdraw=rules and standing == "coming",
    )


def show_edition(version: RuleBookVersion, book: RuleBook, today: dt.date) -> list[Fact]:
    """Who answers for the book and what is known of it."""
    edition = book.edition
    review = tell_day(edition.next_review) if edition.next_review else _("inte bestämd")
    is_late = edition.next_review is not None and edition.next_review < today
    checked = _("Inte än")
    if edition.fact_checked:
        checked = tell_day(edition.fact_checked)
    return [
        Fact(_("Gäller från och med"), _tell_first_day(version)),
        Fact(_("Ärenden"), name_kinds(version.kinds)),
        Fact(_("Uppdaterad"), tell_day(edition.updated) if edition.updated else "–"),
        Fact(_("Faktagranskad"), checked, note=edition.fact_checker),
        Fact(_("Redaktör"), edition.editor or "–"),
        Fact(_("Nästa granskning"), review, note=_("har passerat") if is_late else ""),
        Fact(_("Påbörjad av"), version.begun_signed, note=tell_day(version.begun_at.date())),
        Fact(_("Godkänd av"), version.approved_signed or "–"),
        Fact(_("Kontrollsumma"), version.digest[:12], note=_("namnger exakt den här lydelsen")),
    ]


def count_unproven(book: RuleBook) -> tuple[int, int]:
    """How many values and rows are proposals, and how many are unverified."""
    evidence = [value.provenance.evidence for one in book.parameters.values() for value in one.values]
    evidence += [row.provenance.evidence for table in book.tables.values() for row in table.rows]
    return evidence.count(Evidence.PROPOSAL), evidence.count(Evidence.UNVERIFIED)


def name_kinds(kinds: Iterable[str]) -> str:
    """Kinds of matters in words."""
    return ", ".join(str(BookKind(one).label) for one in kinds)


def tell_day(day: dt.date) -> str:
    """A day in running text."""
    return format_date(day, (get_language() or "sv")[:2])


def tell_moment(at: dt.datetime) -> str:
    """A day and a time of day."""
    return format_moment(timezone.localtime(at), (get_language() or "sv")[:2])


def show_evidence(evidence: Evidence) -> Status | None:
    """The mark of what is no fact; None for what is sourced."""
    words = {Evidence.PROPOSAL: _("förslag"), Evidence.UNVERIFIED: _("overifierad uppgift")}
    return Status(words[evidence], "warning") if evidence in words else None


def _tell_first_day(version: RuleBookVersion) -> str:
    if version.in_force_from is None:
        return _("inte bestämt")
    day = tell_day(version.in_force_from)
    return (
        day
        if version.state == RuleBookVersion.State.APPROVED
        else _(
            "%(day)s, föreslaget",
        )
        % {"day": day}
    )


def _name_edition(edition: Edition) -> Status:
    words = {"in_force": _("beslutad"), "proposal": _("förslag"), "draft": _("utkast")}
    return Status(words[edition.status.value], "neutral" if edition.status.value == "in_force" else "warning")


def _show_row(version: RuleBookVersion, standing: str) -> BookRow:
    return BookRow(
        href=reverse("rulebooks:version", args=[version.id]),
        title=version.title,
        label=version.label,
        kinds=name_kinds(version.kinds),
        status=name_standing(standing),
        in_force_from=tell_day(version.in_force_from) if version.in_force_from else "–",
        by=version.approved_signed or version.begun_signed,
    )


def _list_tabs(version: RuleBookVersion, actor: Actor, current: str) -> Iterable[Tab]:
    named = [
        ("version", _("Tabeller")),
        ("parameters", _("Belopp och gränser")),
        ("book-cases", _("Räkneexempel")),
        ("comparison", _("Jämför")),
    ]
    if may_read_drafts(actor, version.authority_id):
        named += [
            ("findings", _("Luckor och krockar")),
            ("impact", _("Vem berörs")),
            ("book-history", _("Historik")),
        ]
    for name, label in named:
        yield Tab(label, reverse(f"rulebooks:{name}", args=[version.id]), current=name == current)
