"""What the pages of paper vouchers show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from skjuts.apps.permits.models import Voucher, VoucherUse
from skjuts.apps.permits.services.vouchers import PrintedVoucher
from skjuts.apps.training.presenters.words import tell_date, tell_moment
from skjuts.web.elements import Column, Pagination, Status, TagColour, paginate

HALF_CODE = 5
_LOOKS: dict[str, tuple[TagColour, str]] = {
    "blank": ("success", "receipt-text"),
    "used": ("neutral", "check"),
    "void": ("danger", "x"),
}


@dataclass(frozen=True, slots=True)
class ListedVoucher:
    """A row of the list. `void_href` is '' when it cannot be taken out of use any more."""

    ending: str
    status: Status
    printed: str
    valid_to: str
    void_href: str


@dataclass(frozen=True, slots=True)
class VoucherList:
    """A page of the list."""

    columns: tuple[Column, ...]
    rows: tuple[ListedVoucher, ...]
    part: Pagination


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper: its code in two halves, and the last day."""

    code: str
    valid_to: str


def show_vouchers(rows: Iterable[Voucher], *, number: int, size: int, total: int) -> VoucherList:
    """The unit's papers; `rows` are those of page `number`."""
    here = reverse("permits:vouchers")
    columns = (
        Column(_("Slutar på")),
        Column(_("Läge")),
        Column(_("Utskriven")),
        Column(_("Gäller till och med")),
        Column(_("Åtgärd"), hidden_label=True),
    )
    return VoucherList(
        columns=columns,
        rows=tuple(show_voucher(one) for one in rows),
        part=paginate(number=number, size=size, total=total, address=lambda page: f"{here}?sida={page}"),
    )


def show_voucher(one: Voucher) -> ListedVoucher:
    """A paper."""
    is_blank = one.state == Voucher.State.BLANK
    return ListedVoucher(
        ending=one.ending,
        status=Status(str(Voucher.State(one.state).label), *_LOOKS[one.state]),
        printed=tell_moment(one.printed_at),
        valid_to=tell_date(one.valid_to),
        void_href=reverse("permits:voucher-void", args=[one.id]) if is_blank else "",
    )


def show_slips(printed: Sequence[PrintedVoucher]) -> tuple[Slip, ...]:
    """The papers to print, with their codes."""
    return tuple(
        Slip(f"{one.code[:HALF_CODE]} {one.code[HALF_CODE:]}", tell_date(one.voucher.valid_to))
        for one in printed
    )


def tell_entered(use: VoucherUse) -> str:
    """What became of a slip that was entered."""
    if use.exceeds_permit:
        return _("Resan är inmatad. Inget tillstånd täckte den; det är märkt för uppföljning.")
    return _("Resan är inmatad och räknad på patientens tillstånd.")
