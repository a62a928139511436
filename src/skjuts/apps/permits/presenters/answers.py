"""What the answer about a ride shows: yes or no first, then what to tell the driver, then why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import PermitKindChoice, PermitUse
from skjuts.apps.permits.riding import FREE_MODES, RideAnswer, RideReason
from skjuts.apps.permits.services.answer_ride import RideAnswers
from skjuts.apps.permits.terms import Aid, Direction, Seat, Terms
from skjuts.apps.permits.wording import AIDS, DIRECTIONS, RIDE_REASONS, SEATS, TRAVEL_MODES, join_choices
from skjuts.apps.registry.presenters.patients import mark_of
from skjuts.apps.registry.queries.patients import PatientHit
from skjuts.core.ports.fees import FeeQuote
from skjuts.web.elements import Column, Fact, Link, Status
from skjuts.web.formatting import format_date, format_day, format_duration, format_money


@dataclass(frozen=True, slots=True)
class ShownRider:
    """Somebody that the search found."""

    href: str
    name: str
    born: str
    locality: str
    mark: Status | None


@dataclass(frozen=True, slots=True)
class ShownUse:
    """Trips that were counted. `may_take_back`: nobody has yet."""

    key: str
    text: str
    by: str
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """The answer on a page. `remedy`: what to do when it is no; `others`: modes that would be a yes."""

    headline: str
    reason: str
    tone: str
    conditions: tuple[Fact, ...]
    why: tuple[Fact, ...]
    remedy: str
    others: tuple[Link, ...]
    permit_id: str
    matter_href: str
    is_allowed: bool
    cautions: tuple[str, ...]


def show_riders(hits: Iterable[PatientHit]) -> tuple[ShownRider, ...]:
    """Those whom the search found, the best first."""
    return tuple(
        ShownRider(
            href=reverse("permits:ride-answer", args=[one.patient.id]),
            name=one.profile.name if one.profile else one.patient.code_name,
            born=one.profile.born if one.profile else "",
            locality=one.addresses[0].locality if one.addresses else "",
            mark=mark_of(one.patient),
        )
        for one in hits
    )


def show_answer(answers: RideAnswers, href: str) -> ShownAnswer:
    """The page of an answer; `href` is its own address without day and mode."""
    chosen = answers.chosen
    return ShownAnswer(
        headline=_headline(chosen),
        reason=str(RIDE_REASONS[chosen.reason]),
        tone="success" if chosen.is_allowed else "danger",
        conditions=tuple(_conditions(chosen.terms)),
        why=tuple(_why(answers)),
        remedy="" if chosen.is_allowed else _remedy(chosen),
        others=tuple(_others(answers, href)),
        permit_id=str(chosen.permit.id) if chosen.permit and chosen.is_allowed else "",
        matter_href=reverse("permits:matter", args=[answers.application_id])
        if answers.application_id
        else "",
        is_allowed=chosen.is_allowed,
        cautions=answers.fee.cautions if answers.fee else (),
    )


def list_rider_columns() -> tuple[Column, ...]:
    """The head of the search's result."""
    return Column(_("Namn")), Column(_("Född")), Column(_("Ort")), Column(_("Märkning"))


def list_use_columns() -> tuple[Column, ...]:
    """The head of the counted trips."""
    return Column(_("Resor")), Column(_("Räknade av")), Column(_("Ta tillbaka"), hidden_label=True)


def show_uses(rows: Iterable[PermitUse]) -> tuple[ShownUse, ...]:
    """The trips that were last counted, each with whether it can be taken back."""
    listed = list(rows)
    taken_back = {one.key.removeprefix("back:") for one in listed if one.trips < 0}
    return tuple(
        ShownUse(
            key=one.key,
            text=_tell_use(one),
            by=_("%(who)s, %(day)s") % {"who": one.signed, "day": _day(timezone.localdate(one.at))},
            may_take_back=one.trips > 0 and one.key not in taken_back,
        )
        for one in listed
    )


def _headline(answer: RideAnswer) -> str:
    told = {"mode": str(TRAVEL_MODES[answer.travel_mode]).lower(), "day": format_day(answer.day, _language())}
    if answer.is_allowed:
        return _("Ja: %(mode)s, %(day)s") % told
    return _("Nej: %(mode)s, %(day)s") % told


def _conditions(terms: Terms) -> Iterator[Fact]:
    """What the driver and the car must know: nothing of why."""
    if terms.escorts:
        yield Fact(_("Ledsagare"), str(terms.escorts))
    if terms.ride_alone:
        yield Fact(_("Samåkning"), _("Nej, åker utan andra resenärer"))
    if terms.aids:
        yield Fact(_("Tar med"), join_choices(AIDS[one] for one in Aid if one in terms.aids))
    if terms.seats:
        yield Fact(_("Plats"), join_choices(SEATS[one] for one in Seat if one in terms.seats))
    if terms.door_to_door:
        yield Fact(_("Hämtning"), _("Vid dörren, med hjälp in och ut"))
    if terms.longest_ride_s:
        yield Fact(_("Högsta restid"), format_duration(terms.longest_ride_s, _language()))
    if terms.directions:
        ways = ", ".join(str(DIRECTIONS[one]).lower() for one in Direction if one in terms.directions)
        yield Fact(_("Gäller resor"), ways)


def _why(answers: RideAnswers) -> Iterator[Fact]:
    permit = answers.chosen.permit
    if answers.fee:
        yield _fee(answers.fee)
    if permit is None:
        return
    if permit.trips_left is not None and answers.chosen.is_allowed:
        yield Fact(_("Resor kvar"), str(permit.trips_left))
    until = _day(permit.valid_to) if permit.valid_to else _("tills vidare")
    yield Fact(
        _("Tillstånd"),
        _("Beslut %(number)s") % {"number": permit.decision},
        note=str(PermitKindChoice(permit.kind).label),
    )
    yield Fact(_("Gäller"), _("%(first)s till %(last)s") % {"first": _day(permit.valid_from), "last": until})
    if answers.rule:
        row = _("%(table)s, rad %(row)s") % {"table": answers.rule.table, "row": answers.rule.row}
        book = f"{answers.rule.book} {answers.rule.version}. {answers.rule.law}"
        yield Fact(_("Regel"), row, note=book)


def _fee(quote: FeeQuote) -> Fact:
    if quote.fee_ore is None:
        return Fact(_("Egenavgift"), _("Kan inte räknas ut"), note=quote.text)
    if quote.free_until:
        note = _("frikort till och med %(day)s") % {"day": _day(quote.free_until)}
    elif quote.left_ore is not None:
        note = _("%(amount)s kvar till högkostnadsskyddet") % {"amount": _money(quote.left_ore)}
    else:
        note = quote.text
    return Fact(_("Egenavgift"), _money(quote.fee_ore), note=note)


def _remedy(answer: RideAnswer) -> str:
    permit = answer.permit
    told = {
        RideReason.NO_PERMIT: _(
            "Be vården skriva ett intyg, eller ta emot en ansökan. Handläggaren beslutar."
        ),
        RideReason.REVOKED: _("Ge personen numret till handläggaren, som kan förklara varför."),
        RideReason.OTHER_MODE: _("Erbjud ett färdsätt som tillståndet gäller, här nedanför."),
        RideReason.ENDED: _("Be vården skriva ett nytt intyg, eller ta emot en ansökan om förnyelse."),
        RideReason.NOT_YET: _("Välj en dag från och med %(day)s."),
        RideReason.OUT_OF_SEASON: _(
            "Välj ett annat färdsätt, eller en dag i den tid på året som tillståndet gäller."
        ),
        RideReason.USED_UP: _("Ta emot en ansökan om fler resor, eller be vården skriva ett nytt intyg."),
    }
    if answer.is_waiting and answer.reason is not RideReason.NOT_YET:
        return _("En ansökan väntar på beslut. Koppla samtalet till handläggaren om det är bråttom.")
    return told[answer.reason] % {"day": _day(permit.valid_from) if permit else ""}


def _others(answers: RideAnswers, href: str) -> Iterator[Link]:
    chosen = answers.chosen
    for one in answers.every_mode:
        if one.is_allowed and one.travel_mode not in {chosen.travel_mode, "walk"}:
            asked = urlencode({"dag": one.day.isoformat(), "fardsatt": one.travel_mode})
            needs = "" if one.travel_mode in FREE_MODES else "badge-check"
            yield Link(str(TRAVEL_MODES[one.travel_mode]), f"{href}?{asked}", needs)


def _tell_use(row: PermitUse) -> str:
    told = {"num": abs(row.trips), "day": _day(row.travel_day)}
    if row.trips < 0:
        return (
            ngettext("%(num)s resa tillbaka, %(day)s", "%(num)s resor tillbaka, %(day)s", -row.trips) % told
        )
    return ngettext("%(num)s resa, %(day)s", "%(num)s resor, %(day)s", row.trips) % told


def _matter(application_id: UUID | None) -> str:
    return reverse("permits:matter", args=[application_id]) if application_id else ""


def _money(ore: int) -> str:
    return format_money(ore, _language(), whole=ore % 100 == 0)


def _day(day: dt.date) -> str:
    return format_date(day, _language())


def _language() -> str:
    return (get_language() or "sv")[:2]
