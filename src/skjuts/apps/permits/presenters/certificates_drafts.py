"""What the page of a draft shows besides its form: the hint, what is left, earlier ones, the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits import wording
from skjuts.apps.permits.models import Certificate
from skjuts.apps.permits.presenters.certificates import tell_days
from skjuts.apps.permits.terms import CertificateContent, ValidityKind
from skjuts.apps.permits.validity import field_of
from skjuts.apps.training.presenters.words import name_kind, name_kinds, tell_date
from skjuts.apps.training.queries.register import KINDS, Holder
from skjuts.apps.training.rights import Hindrance
from skjuts.web.elements import Link, TagColour

if TYPE_CHECKING:
    from skjuts.apps.permits.hinting import Hint
    from skjuts.core.regulations.proposal import ModeProposal

FIELD_OF_FACT = {"walking_limit": "walking_limit_m", "escorts_asked": "escorts", "asked_trips": "validity"}
FIELD_OF_FACT |= {"asked_months": "validity", "visit_start": "visit_start", "visit_end": "visit_end"}


type Places = Mapping[str, Link]


@dataclass(frozen=True, slots=True)
class Passed:
    """A cheaper mode that does not fit, and why."""

    name: str
    reason: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ShownHint:
    """The panel beside the form. `asks`: facts that the form can give; `others`: found elsewhere."""

    tone: TagColour
    title: str
    possible: tuple[str, ...]
    reasons: tuple[str, ...]
    warning: str
    cuts: tuple[str, ...]
    asks: tuple[Link, ...]
    others: tuple[str, ...]
    assumed: tuple[str, ...]
    passed: tuple[Passed, ...]
    timetable: tuple[str, ...]
    trips: str
    book: str
    left: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A certificate to begin from."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownRight:
    """A kind of certification: whether it holds, why not and what to do, and where."""

    kind: str
    name: str
    is_allowed: bool
    text: str = ""
    href: str = ""
    action: str = ""


def show_hint(hint: Hint, content: CertificateContent, places: Places) -> ShownHint:
    """The panel: what the rules would propose, why not cheaper, and what is still to be said.

    `places`: by field of the form, what it is called and where it stands.
    """
    ladder = hint.ladder
    missing = {one.name: FIELD_OF_FACT.get(one.id, one.id) for one in hint.missing}
    tone, title = _headline(hint)
    return ShownHint(
        tone=tone,
        title=title,
        reasons=_reasons(ladder),
        warning=_warn(hint, content),
        cuts=hint.cuts,
        possible=_list_possible(ladder),
        asks=tuple(places[field] for field in dict.fromkeys(missing.values()) if field in places),
        others=tuple(name for name, field in missing.items() if field not in places),
        assumed=tuple(one.name for one in hint.assumed),
        passed=_list_passed(hint),
        timetable=ladder.timetable.reasons if ladder and ladder.timetable else (),
        trips=_tell_trips(content),
        book=f"{ladder.book.title} ({ladder.book.version})" if ladder else "",
        left=list_left(content, places),
    )


def list_left(content: CertificateContent, places: Places) -> tuple[Link, ...]:
    """What is left to fill in before the certificate can be issued, with the way there."""
    names = dict.fromkeys(field_of(one, content) for one in content.list_missing())
    return tuple(places[name] for name in names)


def show_earlier(rows: Iterable[Certificate]) -> tuple[Earlier, ...]:
    """Issued certificates of the patient, to begin from."""
    return tuple(
        Earlier(
            id=str(one.id),
            title=tell_date(one.issued_at.date()) if one.issued_at else "",
            note=f"{name_kinds(one.kinds)}. {tell_days(one.valid_from, one.valid_to, one.trips)}",
        )
        for one in rows
    )


def show_rights(own: Holder | None) -> tuple[ShownRight, ...]:
    """Each kind: whether the reader may certify it, else why not and what to do."""
    if own is None:
        return tuple(_hindered(kind, Hindrance.NOT_WORKING) for kind in KINDS)
    return tuple(
        ShownRight(kind, name_kind(kind), is_allowed=True)
        if own.rights[kind].hindrance is None
        else _hindered(kind, own.rights[kind].hindrance or Hindrance.NOT_WORKING)
        for kind in KINDS
    )


def may_begin(own: Holder | None) -> bool:
    """Whether the reader may certify trips at all."""
    return own is not None and own.rights["trip"].is_allowed


def list_hindered(own: Holder | None, kinds: Iterable[str] = KINDS) -> tuple[ShownRight, ...]:
    """Those of the kinds that the writer may not certify now."""
    wanted = set(kinds)
    return tuple(one for one in show_rights(own) if one.kind in wanted and not one.is_allowed)


def _hindered(kind: str, hindrance: Hindrance) -> ShownRight:
    text, route, action = _what_to_do()[hindrance]
    return ShownRight(kind, name_kind(kind), is_allowed=False, text=text, href=reverse(route), action=action)


def _what_to_do() -> Mapping[Hindrance, tuple[str, str, str]]:
    course, ask = _("Öppna Min utbildning"), _("Fråga stödfunktionen")
    head = _("Be enhetens chef om en delegation. Chefen gör det på sidan Enhetens delegationer.")
    return {
        Hindrance.NOT_WORKING: (_("Ditt uppdrag på enheten gäller inte nu."), "rulebooks:own", ask),
        Hindrance.NO_DELEGATION: (f"{_('Du har ingen delegation.')} {head}", "training:home", course),
        Hindrance.NOT_YET: (_("Din delegation börjar gälla senare."), "training:home", course),
        Hindrance.ENDED: (f"{_('Din delegation har gått ut.')} {head}", "training:home", course),
        Hindrance.WITHDRAWN: (
            _("Din delegation är återkallad. Prata med enhetens chef."),
            "training:home",
            course,
        ),
        Hindrance.NO_TRAINING: (
            _("Du har inget kursbevis. Gå kursen och gör provet; det tar ungefär 40 minuter."),
            "training:home",
            course,
        ),
        Hindrance.TRAINING_ENDED: (
            _("Ditt kursbevis har gått ut. Gör provet igen."),
            "training:home",
            course,
        ),
        Hindrance.RETRAINING_DUE: (
            _("En regel har ändrats. Gör den korta fortbildningen först."),
            "training:home",
            course,
        ),
    }


def _headline(hint: Hint) -> tuple[TagColour, str]:
    ladder = hint.ladder
    if ladder is None:
        return "neutral", _("Ingen regelbok gäller den dagen. Handläggaren bedömer.")
    words: Mapping[str, tuple[TagColour, str]] = {
        "no_trip": ("info", _("Reglerna föreslår vård utan resa: %(mode)s")),
        "nearer": ("info", _("Reglerna föreslår ett besök närmare hemmet: %(mode)s")),
        "mode": (
            "success",
            _("Troligt förslag: %(mode)s") if hint.assumed else _("Reglerna föreslår: %(mode)s"),
        ),
        "officer": ("info", _("Handläggaren bedömer färdsättet")),
        "complete": ("neutral", _("Ännu inget förslag")),
        "not_covered": ("warning", _("Resan omfattas inte av regionens regler")),
        "elsewhere": ("warning", _("Det här prövas inte som sjukresa här")),
    }
    tone, title = words[ladder.kind.value]
    return tone, title % {"mode": _mode(ladder.mode)} if "%(" in title else title


def _reasons(ladder: ModeProposal | None) -> tuple[str, ...]:
    if ladder is None:
        return ()
    if ladder.kind in {"not_covered", "elsewhere"}:
        return tuple(dict.fromkeys(row.reason for row in ladder.coverage[-1].matched))
    if ladder.kind == "complete":
        return ()
    return tuple(row for rung in ladder.rungs[-1:] for row in rung.reasons)


def _list_possible(ladder: ModeProposal | None) -> tuple[str, ...]:
    """What it can still become, while answers are missing."""
    if ladder is None or ladder.kind != "complete":
        return ()
    return tuple(_mode(one).lower() for one in ladder.possible)


def _list_passed(hint: Hint) -> tuple[Passed, ...]:
    """The cheaper modes; those that hang on what was assumed say so instead of a reason."""
    rungs = hint.ladder.rungs if hint.ladder else ()
    return tuple(
        Passed(_mode(one.mode), is_open=True)
        if one.mode in hint.open_modes
        else Passed(_mode(one.mode), " ".join(one.reasons))
        for one in rungs
        if one.kind == "passed"
    )


def _warn(hint: Hint, content: CertificateContent) -> str:
    if not hint.is_costlier or hint.ladder is None or content.stated_reason:
        return ""
    told = {"asked": _mode(content.travel_mode or ""), "mode": _mode(hint.ladder.mode).lower()}
    return _("%(asked)s är ett dyrare färdsätt än %(mode)s. Ange skälet, så slipper patienten vänta.") % told


def _tell_trips(content: CertificateContent) -> str:
    if content.validity is not ValidityKind.SERIES or not content.trips:
        return ""
    return tell_days(content.valid_from, content.valid_to, content.trips)


def tell_filled(fields: Iterable[str], places: Mapping[str, Link]) -> str:
    """What the codes filled in, by what the fields are called."""
    names = [places[one].label for one in fields if one in places]
    if not names:
        return _("Koderna fyllde inte i något: svaren fanns redan.")
    return _("Ifyllt från koderna: %(names)s. Kontrollera att det stämmer.") % {"names": ", ".join(names)}


def _mode(mode: str) -> str:
    return str(wording.TRAVEL_MODES.get(mode, mode))
