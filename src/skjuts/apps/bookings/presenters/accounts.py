"""The page of a patient's copayments: where the ceiling stands, each trip's kronor, and the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skjuts.apps.bookings.accounts import AccountedTrip
from skjuts.apps.bookings.models import LedgerRow, PayoutRow, TravelClaim
from skjuts.apps.bookings.queries.accounts import (
    AccountFile,
    find_payout_setting,
    list_payout_entries,
    read_payout_terms,
)
from skjuts.apps.bookings.trips import ClaimContent
from skjuts.apps.permits.wording import TRAVEL_MODES
from skjuts.core.tariffs.copayment import Step, find_payout_day
from skjuts.web.elements import Column, Fact
from skjuts.web.formatting import format_date, format_money
from skjuts.web.languages import said_in


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step from rule to krona. `basis`: the table and row with law and source."""

    text: str
    amount: str
    basis: str


@dataclass(frozen=True, slots=True)
class ShownTrip:
    """A trip with how each of its kronor arose."""

    title: str
    day: str
    origin: str
    fee: str
    result: str
    steps: tuple[ShownStep, ...]
    book: str
    cautions: tuple[str, ...]
    withdraw_href: str


@dataclass(frozen=True, slots=True)
class ShownOpen:
    """A trip that cannot be priced yet, and what is missing."""

    title: str
    text: str
    questions: tuple[str, ...]
    withdraw_href: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A line of the ledger."""

    number: str
    day: str
    kind: str
    amount: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownPayout:
    """A line of what is given back. `balance`: what is saved after it."""

    number: str
    day: str
    kind: str
    amount: str
    balance: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """The whole page."""

    tiles: tuple[Fact, ...]
    trips: tuple[ShownTrip, ...]
    open_trips: tuple[ShownOpen, ...]
    entries: tuple[ShownEntry, ...]
    payouts: tuple[ShownPayout, ...]
    payout: str


def show_account(
    file: AccountFile, settings: Mapping[str, Any], *, today: dt.date, may_keep: bool
) -> ShownAccount:
    """The page; the latest trip first."""
    claims = {str(one.id): one for one in file.claims}
    trips = [_trip(one, claims, may_keep=may_keep) for one in reversed(file.account.trips)]
    return ShownAccount(
        tiles=(*_tiles(file, today), *_saved(file, settings, today)),
        trips=tuple(trips),
        open_trips=tuple(_open(file, claims, may_keep=may_keep)),
        entries=tuple(_entry(one) for one in reversed(file.ledger)),
        payouts=tuple(_payout_entry(one) for one in reversed(file.payouts)),
        payout=_payout(settings, today) if file.payouts else "",
    )


def list_entry_columns() -> tuple[Column, ...]:
    """The head of the ledger."""
    return (
        Column(_("Nr"), numeric=True),
        Column(_("Bokförd")),
        Column(_("Vad")),
        Column(_("Belopp"), numeric=True),
        Column(_("Varför")),
    )


def list_payout_columns() -> tuple[Column, ...]:
    """The head of what is given back."""
    return (
        Column(_("Nr"), numeric=True),
        Column(_("Bokförd")),
        Column(_("Vad")),
        Column(_("Belopp"), numeric=True),
        Column(_("Sparat"), numeric=True),
        Column(_("Varför")),
    )


def _saved(file: AccountFile, settings: Mapping[str, Any], today: dt.date) -> Iterator[Fact]:
    """What waits for the next payout, or is to be taken from it."""
    if not file.payouts:
        return
    balance = file.payouts[-1].balance_ore
    if balance < 0:
        yield Fact(_("Dras av"), _money(-balance), note=_("från nästa ersättning"))
        return
    day = find_payout_day(list_payout_entries(file.payouts), read_payout_terms(settings, today))
    note = _("betalas ut senast %(day)s") % {"day": _day(day)} if day else _("till nästa utbetalning")
    yield Fact(_("Sparat"), _money(balance), note=note if balance else _("allt är lämnat till utbetalning"))


def _payout_entry(row: PayoutRow) -> ShownPayout:
    return ShownPayout(
        number=str(row.number),
        day=_day(row.posted_on),
        kind=str(PayoutRow.Kind(row.kind).label),
        amount=_money(abs(row.amount_ore) if row.kind == PayoutRow.Kind.PAYOUT else row.amount_ore),
        balance=_money(row.balance_ore),
        text=row.text,
    )


def _tiles(file: AccountFile, today: dt.date) -> Iterator[Fact]:
    """Where the ceiling stands today."""
    standing = file.account.posting.standing
    period = standing.find_period(today)
    if period is None:
        yield Fact(_("Högkostnadsskydd"), _("Ingen period pågår"), note=_("Den börjar med nästa resa."))
    elif standing.holds_card(today):
        yield Fact(_("Frikort"), _("till och med %(day)s") % {"day": _day(period.ends)})
    else:
        left = _money(period.cap_ore - period.counted_ore)
        yield Fact(_("Kvar till frikort"), left, note=_("av %(cap)s") % {"cap": _money(period.cap_ore)})
    if period:
        days = {"first": _day(period.starts), "last": _day(period.ends)}
        yield Fact(_("Perioden"), _money(period.counted_ore), note=_("%(first)s till %(last)s") % days)
    back = sum(one.settlement.to_reimburse_ore for one in file.account.trips)
    yield Fact(_("Att få tillbaka"), _money(back), note=_("av alla resor här"))


def _trip(trip: AccountedTrip, claims: Mapping[str, TravelClaim], *, may_keep: bool) -> ShownTrip:
    claim = claims[trip.charge.claim.id]
    return ShownTrip(
        title=_modes(claim),
        day=_day(claim.travel_day),
        origin=str(TravelClaim.Origin(claim.origin).label),
        fee=_money(trip.charge.charged_ore),
        result=_result(trip),
        steps=tuple(_step(one) for one in trip.steps),
        book=trip.book,
        cautions=trip.price.cautions,
        withdraw_href=_withdraw(claim.id) if may_keep else "",
    )


def _open(file: AccountFile, claims: Mapping[str, TravelClaim], *, may_keep: bool) -> Iterator[ShownOpen]:
    for one in file.account.open_prices:
        claim = claims[one.trip.id]
        asked = tuple(fact.question for fact in one.question.missing)
        title = f"{_modes(claim)}, {_day(claim.travel_day)}"
        yield ShownOpen(title, one.question.text, asked, _withdraw(claim.id) if may_keep else "")
    for each in file.account.unpriced:
        claim = claims[each.claim_id]
        title = f"{_modes(claim)}, {_day(claim.travel_day)}"
        yield ShownOpen(
            title, _("Ingen regelbok gäller den dagen."), (), _withdraw(claim.id) if may_keep else ""
        )


def _step(step: Step) -> ShownStep:
    basis = step.basis
    told = (basis.table, basis.row, basis.law, basis.source) if basis else ()
    return ShownStep(step.text, _money(step.amount_ore), ", ".join(one for one in told if one))


def _entry(row: LedgerRow) -> ShownEntry:
    return ShownEntry(
        number=str(row.number),
        day=_day(row.posted_on),
        kind=str(LedgerRow.Kind(row.kind).label),
        amount=_money(row.amount_ore),
        text=row.text,
    )


def _result(trip: AccountedTrip) -> str:
    if trip.settlement.to_pay_ore:
        return _("betalar %(amount)s") % {"amount": _money(trip.settlement.to_pay_ore)}
    if trip.settlement.to_reimburse_ore:
        return _("får tillbaka %(amount)s") % {"amount": _money(trip.settlement.to_reimburse_ore)}
    return _("inget att betala")


def _payout(settings: Mapping[str, Any], today: dt.date) -> str:
    """How small sums are paid out, by the authority's dated setting; '' where none is set."""
    row = find_payout_setting(settings, today)
    if row is None:
        return ""
    return format_html(
        _("Summor under {least} sparas tills de har nått gränsen eller väntat länge nog ({source}).")
        if row.get("wait_months")
        else _("Summor under {least} sparas tills de har nått gränsen ({source})."),
        least=_money(int(row["least_ore"])),
        source=said_in(row["source"]),
    )


def _modes(claim: TravelClaim) -> str:
    legs = ClaimContent.decode(claim.content).legs
    return ", ".join(str(TRAVEL_MODES[one.travel_mode]) for one in legs)


def _withdraw(claim_id: UUID) -> str:
    return reverse("bookings:claim-withdraw", args=[claim_id])


def _money(ore: int) -> str:
    return format_money(ore, (get_language() or "sv")[:2], whole=ore % 100 == 0)


def _day(day: dt.date) -> str:
    return format_date(day, (get_language() or "sv")[:2])
