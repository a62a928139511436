"""Paper for the hours when nothing works: printed once, entered once."""

from __future__ import annotations

import datetime as dt
import io
import re
from uuid import uuid4

import pikepdf
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from skjuts.apps.permits.models import Voucher, VoucherUse
from skjuts.apps.permits.services.vouchers import print_vouchers
from skjuts.apps.tenancy.roles import Role
from tests.app.permits.world import ANNA, World
from tests.app.signed_in import Person, make_person


def send(person: Person, name: str, *arguments: object, **told: object) -> HttpResponse:
    """Send a form with a key of its own."""
    address = reverse(f"permits:{name}", args=arguments)
    return person.client.post(address, {"idempotency_key": str(uuid4()), **told})  # type: ignore[return-value]


@pytest.fixture
def slip(world: World) -> dict[str, str]:
    """What a slip says that was printed an hour ago and used now."""
    world.patient()
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    [printed] = print_vouchers(
        actor=world.ward.head.actor,
        count=1,
        valid_to=timezone.localdate() + dt.timedelta(days=30),
        now=hour_ago,
        today=timezone.localdate(),
    )
    moment = timezone.localtime()
    return {
        "code": printed.code.lower(),
        "patient": ANNA.value,
        "ridden_at": f"{moment:%Y-%m-%d}",
        "clock": f"{moment:%H.%M}",
        "travel_mode": "shared_taxi",
    }


def test_vouchers_when_printed_then_are_a_paper_and_stand_in_the_list(world: World) -> None:
    """The code is on the paper; the list knows its last signs alone."""
    head = world.ward.head
    last = timezone.localdate() + dt.timedelta(days=90)
    answer = send(head, "vouchers-print", count="3", valid_to=f"{last}")
    assert answer.status_code == 200
    assert Voucher.objects.count() == 3
    page = head.client.get(reverse("permits:vouchers")).content.decode()
    assert all(f"…{one.ending}" in page for one in Voucher.objects.all())


def test_vouchers_when_printed_then_three_stand_on_every_sheet(world: World) -> None:
    """The form says so, and an administrator counts sheets."""
    last = timezone.localdate() + dt.timedelta(days=90)
    answer = send(world.ward.head, "vouchers-print", count="6", valid_to=f"{last}")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2


def test_voucher_when_made_void_then_cannot_be_entered(world: World, slip: dict[str, str]) -> None:
    """A paper that was lost gives nobody a ride."""
    voucher = Voucher.objects.get()
    assert send(world.ward.head, "voucher-void", voucher.id).status_code == 302
    answer = send(world.agent, "voucher-enter", **slip)
    assert answer.status_code == 422
    assert "redan inmatad eller makulerad" in answer.content.decode()


def test_slip_when_entered_then_counts_once(world: World, slip: dict[str, str]) -> None:
    """The second one who types the same slip is told so."""
    answer = send(world.agent, "voucher-enter", **slip)
    assert answer.status_code == 302, re.findall("ds-validation-message.*", answer.content.decode())
    assert VoucherUse.objects.get().exceeds_permit
    assert send(world.agent, "voucher-enter", **slip).status_code == 422
    assert VoucherUse.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "ABCDE22222", "Ingen biljett har den koden."),
        ("patient", "19121212-1212", "Ingen patient"),
        ("clock", "kvart", "Klockslaget går inte att läsa"),
    ],
)
def test_slip_when_a_field_is_wrong_then_is_told_there(
    world: World, slip: dict[str, str], field: str, value: str, said: str
) -> None:
    """Nothing is counted, and what was typed stays."""
    answer = send(world.agent, "voucher-enter", **{**slip, field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not VoucherUse.objects.exists()


def test_voucher_when_another_unit_asks_then_is_not_there(world: World, slip: dict[str, str]) -> None:
    """A drawer belongs to its unit."""
    stranger = make_person(Role.UNIT_MANAGER, authority=world.ward.authority)
    assert send(stranger, "voucher-void", Voucher.objects.get().id).status_code == 404
