"""What the pages of certificates show: the issued paper, lists, and the summary before one issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skjuts.apps.permits import wording
from skjuts.apps.permits.models import Certificate, CertificateStatus
from skjuts.apps.permits.terms import CertificateContent, ValidityKind
from skjuts.apps.registry.models import PatientProfile
from skjuts.apps.registry.queries.patients import PatientFile
from skjuts.apps.training.presenters.words import language, name_kinds, tell_date, tell_moment
from skjuts.web.elements import Column, Fact, Occurrence, Status, TagColour
from skjuts.web.formatting import format_distance, format_duration, format_short_date, format_time

_LOOKS: dict[str, tuple[TagColour, str]] = {
    "draft": ("neutral", "pencil"),
    "issued": ("success", "badge-check"),
    "withdrawn": ("danger", "undo-2"),
    "superseded": ("neutral", "history"),
    "discarded": ("neutral", "trash-2"),
}
ABILITY_FACTS = tuple(wording.ABILITIES)
KM_FROM_M = 1_000


@dataclass(frozen=True, slots=True)
class PatientHead:
    """Who it is about, at the top of the page."""

    id: str
    name: str
    number: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a paper, with what it says."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ListedCertificate:
    """A row of a list."""

    href: str
    name: str
    born: str
    kinds: str
    valid: str
    trips: int | None
    status: Status
    by: str
    saved: str


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """An issued certificate."""

    id: str
    head: PatientHead
    status: Status
    sections: tuple[Section, ...]
    signature: tuple[Fact, ...]
    occurrences: tuple[Occurrence, ...]
    may_withdraw: bool
    may_copy: bool


def show_head(file: PatientFile, age: int | None) -> PatientHead:
    """Name, number, age and where they live."""
    homes = [one.locality for one in file.addresses if one.locality]
    facts = [Fact(_("Ålder"), str(age))] if age is not None else []
    facts += [Fact(_("Bor i"), homes[0])] if homes else []
    return PatientHead(
        id=str(file.patient.id),
        name=file.profile.name if file.profile else file.patient.code_name,
        number=file.number,
        facts=tuple(facts),
    )


def show_state(state: str) -> Status:
    """A state in words."""
    return Status(str(Certificate.State(state).label), *_LOOKS[state])


def show_issued(
    row: Certificate,
    head: PatientHead,
    steps: Iterable[CertificateStatus],
    *,
    units: Mapping[UUID, str],
    may_withdraw: bool,
    may_copy: bool,
) -> IssuedPage:
    """The page of a certificate that is no draft."""
    content = CertificateContent.decode(row.content)
    return IssuedPage(
        id=str(row.id),
        head=head,
        status=show_state(row.state),
        sections=show_content(content, units),
        signature=(
            Fact(_("Utfärdat av"), row.signed, note=f"({row.profession.lower()})" if row.profession else ""),
            Fact(_("Utfärdat"), tell_moment(row.issued_at) if row.issued_at else ""),
            Fact(_("Intygar"), name_kinds(row.kinds)),
        ),
        occurrences=tuple(_occurrence(one) for one in steps),
        may_withdraw=may_withdraw and row.state == "issued",
        may_copy=may_copy,
    )


def show_content(content: CertificateContent, units: Mapping[UUID, str]) -> tuple[Section, ...]:
    """Everything that a certificate tells, under headings; what it does not tell is left out."""
    sections = (
        Section(_("Resan"), tuple(_journey(content, units))),
        Section(_("Vad patienten klarar"), (*_abilities(content), *_codes(content))),
        Section(_("Vad patienten behöver"), tuple(_needs(content))),
        Section(_("Kan besöket ske utan resan?"), tuple(_without_trip(content))),
        Section(_("Övrigt"), tuple(_rest(content))),
    )
    return tuple(one for one in sections if one.facts)


def _codes(content: CertificateContent) -> Iterable[Fact]:
    for one in content.codes:
        yield Fact(f"{one.system} {one.code}", one.text)


def list_columns() -> tuple[Column, ...]:
    """The columns of a list of certificates."""
    return (
        Column(_("Patient")),
        Column(_("Född")),
        Column(_("Intygar")),
        Column(_("Gäller")),
        Column(_("Resor"), numeric=True),
        Column(_("Läge")),
        Column(_("Utfärdare")),
        Column(_("Sparat")),
    )


def show_row(row: Certificate, who: Mapping[UUID, PatientProfile]) -> ListedCertificate:
    """A row of a list, without what the certificate tells of health; `who`: profiles by patient."""
    profile = who.get(row.patient_id)
    route = "certificate-draft" if row.state == "draft" else "certificate"
    return ListedCertificate(
        href=reverse(f"permits:{route}", args=[row.id]),
        name=profile.name if profile else _("Skyddad person"),
        born=profile.born if profile else "",
        kinds=name_kinds(row.kinds) or "–",
        valid=_span(row.valid_from, row.valid_to),
        trips=row.trips,
        status=show_state(row.state),
        by=row.issuer.staff.name,
        saved=_brief(timezone.localtime(row.saved_at)),
    )


def tell_mode(content: CertificateContent) -> str:
    """The travel mode in words; a dash while it is not chosen."""
    return str(wording.TRAVEL_MODES.get(content.travel_mode or "", "–"))


def tell_days(first: dt.date | None, last: dt.date | None, trips: int | None) -> str:
    """Days and trips in one line; a dash while they are not known."""
    if first is None or last is None:
        return "–"
    days = tell_date(first) if first == last else f"{tell_date(first)}–{tell_date(last)}"
    if not trips:
        return days
    return f"{days}, " + ngettext("%(num)s enkelresa", "%(num)s enkelresor", trips) % {"num": trips}


def _journey(content: CertificateContent, units: Mapping[UUID, str]) -> Iterable[Fact]:
    yield Fact(_("Färdsätt"), tell_mode(content))
    if content.stated_reason:
        yield Fact(_("Skälet"), _word(wording.STATED_REASONS, content.stated_reason))
    place = units.get(content.care_unit, "") if content.care_unit else content.to_place
    if place:
        yield Fact(_("Till"), place)
    if content.care_place:
        yield Fact(_("Vårdgivaren"), _word(wording.CARE_PLACES, content.care_place))
    if content.purpose:
        yield Fact(_("Ändamål"), _word(wording.PURPOSES, content.purpose))
    if content.visit_start_s is not None or content.visit_end_s is not None:
        times = "–".join(_clock(one) for one in (content.visit_start_s, content.visit_end_s))
        yield Fact(_("Besökets tid"), times)
    if content.directions:
        yield Fact(_("Resor"), _list(wording.DIRECTIONS, content.directions))
    kind = _tell_kind(content)
    valid = tell_days(content.valid_from, content.valid_to, content.trips)
    yield Fact(_("Gäller"), valid, note=f"({kind.lower()})" if kind else "")
    if content.residence:
        yield Fact(_("Hör hemma"), _word(wording.RESIDENCES, content.residence))


def _abilities(content: CertificateContent) -> Iterable[Fact]:
    if content.walking_limit_m is not None:
        yield Fact(_("Går högst"), _tell_metres(content.walking_limit_m))
    for name in ABILITY_FACTS:
        value = getattr(content, name)
        if value is not None:
            yield Fact(str(wording.ABILITIES[name]), str(wording.YES_NO[value]))


def _needs(content: CertificateContent) -> Iterable[Fact]:
    if content.aids:
        flow = content.oxygen_dl_per_min
        note = f"{flow / 10:.1f} l/min".replace(".", ",") if flow else ""
        yield Fact(_("Hjälpmedel"), _list(wording.AIDS, content.aids), note=f"({note})" if note else "")
    if content.seats:
        yield Fact(_("Plats i bilen"), _list(wording.SEATS, content.seats))
    if content.door_to_door:
        yield Fact(_("Hämtning"), _("Vid dörren eller avdelningen"))
    if content.escorts:
        reason = _word(wording.ESCORT_REASONS, content.escort_reason)
        yield Fact(_("Ledsagare"), str(content.escorts), note=f"({reason.lower()})" if reason else "")
    if content.ride_alone_reason:
        yield Fact(_("Åker ensam"), _word(wording.RIDE_ALONE_REASONS, content.ride_alone_reason))
    if content.is_infectious is not None:
        yield Fact(_("Kan smitta andra på resan"), str(wording.YES_NO[content.is_infectious]))
    if content.care_on_the_way:
        yield Fact(_("Vård under resan"), _word(wording.CARE_ON_THE_WAY, content.care_on_the_way))
    if content.longest_ride_s:
        yield Fact(_("Längsta tid i bilen"), format_duration(content.longest_ride_s, language()))


def _without_trip(content: CertificateContent) -> Iterable[Fact]:
    for name, label in wording.CARE_WITHOUT_TRIP.items():
        value = getattr(content, name)
        if value is not None:
            yield Fact(str(label), str(wording.YES_NO[value]))


def _rest(content: CertificateContent) -> Iterable[Fact]:
    if content.interpreter:
        yield Fact(_("Tolk"), content.interpreter)
    if content.note:
        yield Fact(_("Till handläggaren"), content.note)


def _tell_kind(content: CertificateContent) -> str:
    if content.validity is None:
        return ""
    words = str(wording.VALIDITIES[content.validity])
    if content.validity is ValidityKind.SEASONAL and content.season:
        return str(wording.SEASONS.get(content.season, words))
    if content.validity is ValidityKind.SERIES and content.visits_per_week:
        weekly = content.visits_per_week
        return ngettext("%(num)s besök i veckan", "%(num)s besök i veckan", weekly) % {"num": weekly}
    return words


def _occurrence(one: CertificateStatus) -> Occurrence:
    status = show_state(one.state)
    return Occurrence(
        when=tell_moment(one.at),
        stamp=timezone.localtime(one.at).isoformat(),
        title=_("Påbörjat") if one.state == "draft" else status.label,
        text=one.reason,
        actor=one.signed,
        icon=status.icon,
        colour=status.colour,
    )


def _brief(at: dt.datetime) -> str:
    return f"{format_short_date(at.date(), language())} {format_time(at, language())}"


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return "–"
    return f"{first}" if first == last else f"{first} – {last}"


def _list[K](words: wording.Words[K], chosen: Iterable[K]) -> str:
    wanted = set(chosen)
    return wording.join_choices(label for one, label in words.items() if one in wanted)


def _word(words: Mapping[Any, str | Promise], one: str | None) -> str:
    return str(words.get(one, one or ""))


def _tell_metres(metres: int) -> str:
    if metres < KM_FROM_M:
        return _("%(count)s meter") % {"count": metres}
    return format_distance(metres, language())


def _clock(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return f"{dt.timedelta(seconds=seconds)}"[:-3].replace(":", ".").zfill(5)
