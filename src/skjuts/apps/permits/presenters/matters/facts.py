"""The facts of a matter: each with its value, who said it and when, and everything that it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.facts import gather_facts
from skjuts.apps.permits.models import Application, ApplicationPaper, CaseNote, Certificate, PaperRemoval
from skjuts.apps.permits.presenters.matters.words import name_mode, tell_date, tell_moment, tell_span
from skjuts.apps.permits.queries.matter import MatterFile
from skjuts.apps.permits.terms import ApplicationContent
from skjuts.apps.registry.facts.languages import LANGUAGES
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.rules import Fact, RuleBook
from skjuts.core.rules.facts import read_json_facts
from skjuts.web.elements import Fact as Shown
from skjuts.web.elements import Occurrence

HIDDEN = frozenset({"service", "issuer_trained"})
"""Facts that every matter of the kind has."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact: what it is called, and what it is."""

    name: str
    value: str
    mend_href: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """What one source has said, and when."""

    source: str
    when: str
    icon: str
    rows: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A certificate or a file that the matter rests on."""

    label: str
    note: str
    href: str
    icon: str
    remove_href: str = ""


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The middle pane."""

    groups: tuple[FactGroup, ...]
    words: str
    asked: tuple[Shown, ...]
    papers: tuple[PaperRow, ...]
    notes: tuple[Occurrence, ...]
    completions: tuple[Occurrence, ...]
    representative: str
    interpreter: str


def show_facts(file: MatterFile, *, may_mend: bool) -> ShownFacts:
    """The facts as they were weighed; before that, as they are known."""
    row, content = file.row, ApplicationContent.decode(file.row.content)
    facts, sources = read_facts(file)
    tellers = _Tellers(file)
    return ShownFacts(
        groups=tuple(_groups(file.book, facts, sources, tellers, row if may_mend else None)),
        words=content.words,
        asked=tuple(_asked(content)),
        papers=tuple(_paper(one, file) for one in file.papers),
        notes=tuple(_note(one) for one in file.notes),
        completions=tuple(_completions(file)),
        representative=_representative(row),
        interpreter=_interpreter(row),
    )


def read_facts(file: MatterFile) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Every fact and where it came from: as they were weighed, else as they are known."""
    if file.assessment is not None:
        return json.loads(file.assessment.facts), json.loads(file.assessment.sources)
    known = gather_facts(
        file.row,
        [one for one in file.certificates if one.state == Certificate.State.ISSUED],
        born=None,
        travel_day=file.row.received_on,
        timetable={},
        told={},
    )
    return known.facts, known.sources


def _groups(
    book: RuleBook | None,
    facts: Mapping[str, Any],
    sources: Mapping[str, str],
    tellers: _Tellers,
    mended: Application | None,
) -> Iterable[FactGroup]:
    """By source, in the book's own order; facts that the book does not ask for are not weighed nor shown."""
    found: dict[tuple[str, str, str], list[FactRow]] = {}
    for id_, fact in (book.every_fact if book else {}).items():
        if id_ in facts and id_ not in HIDDEN:
            href = f"{reverse('permits:assess', args=[mended.id])}?uppgift={id_}" if mended else ""
            row = FactRow(_begin(fact.name), _write(fact, facts[id_]), href)
            found.setdefault(tellers.tell(sources.get(id_, "")), []).append(row)
    return (FactGroup(*teller, tuple(rows)) for teller, rows in found.items())


def _write(fact: Fact, value: Any) -> str:  # noqa: ANN401  (as JSON has it)
    try:
        return fact.write(read_json_facts({fact.id: fact}, {fact.id: value})[fact.id])
    except InvalidField:
        return str(value)


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]


class _Tellers:
    """Who said what a source names."""

    def __init__(self, file: MatterFile) -> None:
        self._file = file
        self._certificates = {one.id: one for one in file.certificates}

    def tell(self, source: str) -> tuple[str, str, str]:
        """Who, when, and an icon."""
        kind, _colon, key = source.partition(":")
        row, assessment = self._file.row, self._file.assessment
        if kind == "certificate" and (found := self._certificates.get(UUID(key))):
            return found.signed, tell_moment(found.issued_at) if found.issued_at else "", "stethoscope"
        if kind == "application":
            told = _("Ansökan, inskriven av %(who)s") % {"who": row.signed}
            return told, tell_date(row.received_on), "file-text"
        if kind == "officer" and assessment:
            return assessment.signed, tell_moment(assessment.at), "user-check"
        if kind == "timetable" and assessment:
            return _("Tidtabellen"), tell_date(assessment.travel_day), "bus"
        if kind == "catalogue":
            return _("Listan över vård utan resa"), "", "hospital"
        return _("Personregistret"), "", "id-card"


def _asked(content: ApplicationContent) -> Iterable[Shown]:
    if content.travel_mode:
        yield Shown(_("Söker"), name_mode(content.travel_mode))
    if content.trips:
        yield Shown(_("Antal enkelresor"), str(content.trips))
    if content.valid_from or content.valid_to:
        yield Shown(_("Tid"), tell_span(content.valid_from, content.valid_to))


def _paper(paper: ApplicationPaper, file: MatterFile) -> PaperRow:
    certificate, attachment = paper.certificate, paper.attachment
    if certificate is not None:
        label = _("Sjukreseintyg, %(unit)s") % {"unit": certificate.unit.name}
        state = str(Certificate.State(certificate.state).label)
        return PaperRow(label, f"{certificate.signed}, {state.lower()}", "", "stethoscope")
    if removal := file.removals.get(paper.id):
        return _removed(removal)
    keys = [paper.application_id, paper.id]
    is_open = file.row.state != Application.State.DECIDED
    return PaperRow(
        label=attachment.name if attachment else "",
        note=paper.signed,
        href=reverse("permits:paper", args=keys),
        icon="file-text",
        remove_href=reverse("permits:remove-paper", args=keys) if is_open else "",
    )


def _removed(removal: PaperRemoval) -> PaperRow:
    """Without the file's name, which may say whose it was."""
    told = {"when": tell_moment(removal.at), "who": removal.signed, "reason": removal.reason}
    return PaperRow(_("Borttagen fil"), _("%(when)s av %(who)s: %(reason)s") % told, "", "trash-2")


def _note(note: CaseNote) -> Occurrence:
    return Occurrence(
        when=tell_moment(note.told_at),
        stamp=note.told_at.isoformat(),
        title=str(CaseNote.Teller(note.teller).label),
        text=note.text,
        actor=_("antecknat av %(who)s") % {"who": note.signed},
        icon="phone",
    )


def _completions(file: MatterFile) -> Iterable[Occurrence]:
    answers = {one.request_id: one for one in file.answers}
    names = file.book.every_fact if file.book else {}
    for one in file.requests:
        asked = [names[fact].question or names[fact].name for fact in one.facts if fact in names]
        text = " ".join([*asked, one.text]).strip()
        until = tell_date(one.answer_by)
        yield Occurrence(
            when=tell_moment(one.at),
            stamp=one.at.isoformat(),
            title=_("Komplettering begärd, svar senast %(day)s") % {"day": until},
            text=text,
            actor=one.signed,
            icon="message-circle-question",
            colour="warning",
        )
        if answer := answers.get(one.id):
            yield Occurrence(
                when=tell_date(answer.received_on),
                stamp=answer.at.isoformat(),
                title=_("Svar på kompletteringen"),
                text=answer.text or _("Inget svar kom."),
                actor=answer.signed,
                icon="message-square",
                colour="success",
            )


def _representative(row: Application) -> str:
    found = row.representative
    return f"{found.name}, {found.get_kind_display().lower()}" if found else ""


def _interpreter(row: Application) -> str:
    if not row.needs_interpreter:
        return ""
    spoken = str(dict(LANGUAGES).get(row.language, row.language))
    return _("Tolk behövs: %(language)s") % {"language": spoken.lower()} if spoken else _("Tolk behövs")
