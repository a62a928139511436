"""What the pages of letters show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.audit.models import Message
from skjuts.apps.permits.laws import ReviewStart, get_law
from skjuts.apps.permits.letters.text import Form, LetterText, Part
from skjuts.apps.permits.models import Decision, Letter, LetterHandover, PermitKindChoice
from skjuts.apps.permits.queries.letters import Sending, find_review_start
from skjuts.apps.permits.services.letters.delivering import OpenedLetter
from skjuts.web.elements import Column, Fact, Status
from skjuts.web.formatting import format_date


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The letter in one form, with what the form is called."""

    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter's page."""

    id: str
    title: str
    status: Status
    facts: tuple[Fact, ...]
    parts: tuple[ShownPart, ...]
    is_whole: bool
    may_hand_over: bool
    matter_href: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A letter in a list."""

    href: str
    title: str
    day: str
    status: Status


def name_forms() -> dict[Form, str]:
    """What the forms are called."""
    return {Form.SWEDISH: _("Svenska"), Form.EASY: _("Lätt svenska"), Form.ENGLISH: _("Engelska")}


def show_parts(letter: LetterText) -> tuple[ShownPart, ...]:
    """Each form of a letter."""
    names = name_forms()
    return tuple(ShownPart(names[one.form], one) for one in letter.parts)


def show_letter(opened: OpenedLetter, sending: Sending | None) -> ShownLetter:
    """The page of a letter as it was written."""
    row = opened.row
    handover = row.handovers.first()
    return ShownLetter(
        id=str(row.id),
        title=opened.text.title,
        status=_status(row, sending, handover),
        facts=tuple(_facts(opened, sending, handover)),
        parts=show_parts(opened.text),
        is_whole=opened.is_whole,
        may_hand_over=handover is None and (sending is None or sending.state in {"dead", "dropped"}),
        matter_href=reverse("permits:matter", args=[row.application_id]),
    )


def show_rows(rows: Iterable[Letter], sendings: Mapping[UUID, Sending] | None = None) -> tuple[ShownRow, ...]:
    """Letters in a list, each with how far it has come."""
    known = sendings or {}
    return tuple(
        ShownRow(
            href=reverse("permits:letter", args=[one.id]),
            title=f"{Letter.Kind(one.kind).label}, {PermitKindChoice(one.application.kind).label}",
            day=_day(timezone.localdate(one.at)),
            status=_status(one, known.get(one.id), next(iter(one.handovers.all()), None)),
        )
        for one in rows
    )


def list_letter_columns() -> tuple[Column, ...]:
    """The head of the list."""
    return Column(_("Brev")), Column(_("Skrivet")), Column(_("Läge"))


def _facts(opened: OpenedLetter, sending: Sending | None, handover: LetterHandover | None) -> Iterable[Fact]:
    row, text = opened.row, opened.text
    yield Fact(_("Nummer"), text.number)
    yield Fact(_("Skrivet"), _day(text.written_on), note=row.signed)
    yield Fact(_("Till"), ", ".join(text.reader_lines), note=_note_address(row))
    if sending and sending.settled_at:
        yield Fact(_("Lämnat till utskrift"), _day(timezone.localdate(sending.settled_at)))
    if handover:
        how = str(LetterHandover.Way(handover.way).label)
        yield Fact(how, _day(handover.on), note=handover.signed)
    if row.decision and row.kind == Letter.Kind.DECISION:
        yield from _review(row.decision)
    yield Fact(_("Kontrollsumma"), row.digest[:16])


def _note_address(row: Letter) -> str:
    """A letter that was written before its reader was protected says an address that must not be used."""
    if row.is_guarded and row.route == Letter.Route.OUTBOX:
        return _("Skrivet innan personen fick skyddade uppgifter. Använd inte adressen.")
    return ""


def _review(decision: Decision) -> Iterable[Fact]:
    review = get_law(decision.kind).review_of(uses_judgement=decision.uses_judgement)
    if review.starts is None:
        yield Fact(_("Prövning"), _("Beslutet kan inte överklagas"), note=review.legal_basis)
        return
    start = find_review_start(decision)
    last = review.last_day(start) if start else None
    yield Fact(
        _("Sista dag för prövning"),
        _day(last) if last else _("Inte känd än"),
        href=reverse("permits:decision", args=[decision.id]),
        note=_start_note(review.starts, start),
    )


def _start_note(starts: ReviewStart, on: dt.date | None) -> str:
    is_announced = starts is ReviewStart.ANNOUNCED
    if on is None:
        return _("räknas från anslaget") if is_announced else _("räknas från mottagandet")
    told = _("anslaget den %(day)s") if is_announced else _("mottaget den %(day)s")
    return told % {"day": _day(on)}


def _status(row: Letter, sending: Sending | None, handover: LetterHandover | None) -> Status:
    if handover:
        return Status(_("Lämnat"), "success", "check")
    if sending is None or (row.is_guarded and sending.state == Message.State.DROPPED):
        return _waits(row)
    return _show_sending(sending.state)


def _show_sending(state: str) -> Status:
    told = {
        Message.State.WAITING: Status(_("Väntar på utskrift"), "info", "clock"),
        Message.State.LEASED: Status(_("Skrivs ut"), "info", "clock"),
        Message.State.SENT: Status(_("Lämnat till utskrift"), "success", "check"),
        Message.State.DEAD: Status(_("Gick inte att skriva ut"), "danger", "triangle-alert"),
        Message.State.DROPPED: Status(_("Struket"), "danger", "triangle-alert"),
    }
    return told[Message.State(state)]


def _waits(row: Letter) -> Status:
    is_desk = row.is_guarded or row.route == Letter.Route.DESK
    label = _("Lämnas av handläggare för skyddade personer") if is_desk else _("Adress saknas")
    return Status(label, "warning", "triangle-alert")


def _day(day: dt.date) -> str:
    return format_date(day, (get_language() or "sv")[:2])
