"""What a permit lets a person do: the answer, the quota, seasons, vouchers, and a centre for two regions."""

from __future__ import annotations

import datetime as dt

import pytest

from skjuts.apps.audit.models import AccessEntry
from skjuts.apps.permits.errors import PermitNotValid, QuotaUsedUp, VoucherSpent
from skjuts.apps.permits.models import Permit, PermitUse, VoucherUse
from skjuts.apps.permits.riding import RideReason
from skjuts.apps.permits.services.answer_ride import RideAnswers, answer_ride
from skjuts.apps.permits.services.change_decision import revoke_permit
from skjuts.apps.permits.services.use_permit import expire_permits, give_back, use_permit
from skjuts.apps.permits.services.vouchers import (
    RiddenOnPaper,
    enter_voucher,
    find_voucher,
    print_vouchers,
    void_voucher,
)
from skjuts.apps.registry.models import Cooperation, Patient
from skjuts.apps.registry.queries.acting import actor_of
from skjuts.apps.registry.services.patients import protect_patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting
from skjuts.apps.vault.errors import TooManyGuesses
from skjuts.core.kernel.errors import NotAllowed, NotFound
from tests.app.permits.world import LAST, NOON, REASONS, TODAY, World
from tests.app.signed_in import Person, make_authority, make_person, make_unit

DAY = dt.timedelta(days=1)


def may_ride(
    world: World, mode: str = "shared_taxi", day: dt.date = TODAY, by: Person | None = None
) -> RideAnswers:
    """Ask as a booking agent does."""
    return answer_ride(
        actor=(by or world.agent).actor,
        patient_id=world.patient().id,
        travel_mode=mode,
        day=day,
        context="booking:1",
        today=TODAY,
    )


def ride(world: World, permit: Permit, key: str, trips: int = 1, day: dt.date = TODAY) -> PermitUse:
    """Count a ride."""
    return use_permit(
        actor=world.agent.actor,
        permit_id=permit.id,
        key=key,
        travel_mode="shared_taxi",
        travel_day=day,
        trips=trips,
        now=NOON,
    )


def test_ride_when_permitted_then_the_answer_says_why_and_nothing_of_health(world: World) -> None:
    """The agent sees the answer and the conditions; the reading is logged."""
    permit = world.permit(escorts=1)
    answer = may_ride(world)
    assert answer.chosen.is_allowed
    assert answer.chosen.permit
    assert answer.chosen.permit.id == permit.id
    assert answer.chosen.terms.escorts == 1
    assert answer.application_id is None
    assert AccessEntry.objects.filter(kind="permit", staff_id=world.agent.staff.id).count() == 1
    assert may_ride(world, by=world.officer).application_id is not None


@pytest.mark.parametrize(
    ("mode", "days", "reason"),
    [
        ("shared_taxi", -1, RideReason.NOT_YET),
        ("shared_taxi", 61, RideReason.ENDED),
        ("taxi_alone", 0, RideReason.OTHER_MODE),
        ("public_transport", 0, RideReason.NEEDS_NONE),
    ],
)
def test_ride_when_asked_about_then_the_reason_is_the_nearest(
    world: World, mode: str, days: int, reason: RideReason
) -> None:
    """A no that says what is in the way can be helped."""
    world.permit()
    assert may_ride(world, mode, TODAY + days * DAY).chosen.reason is reason


def test_ride_when_nothing_is_decided_yet_then_says_that_it_waits(world: World) -> None:
    """The agent can tell the caller that somebody is at it."""
    world.certify()
    answer = may_ride(world).chosen
    assert (answer.reason, answer.is_waiting) == (RideReason.NO_PERMIT, True)


def test_winter_service_when_it_is_summer_then_rests(world: World) -> None:
    """A season runs over the new year."""
    world.permit(season=(1001, 430), valid_to=None, trips=None)
    assert may_ride(world).chosen.is_allowed
    assert may_ride(world, day=dt.date(2027, 4, 30)).chosen.is_allowed
    assert may_ride(world, day=dt.date(2027, 5, 1)).chosen.reason is RideReason.OUT_OF_SEASON


def test_permit_when_revoked_then_nobody_rides_on_it(world: World) -> None:
    """The answer turns in the same transaction."""
    permit = world.permit()
    told = {"permit_id": permit.id, "ground": "safety", "reasons": REASONS, "now": NOON, "today": TODAY}
    revoke_permit(actor=world.officer.actor, **told)
    assert may_ride(world).chosen.reason is RideReason.REVOKED
    with pytest.raises(PermitNotValid):
        ride(world, permit, "booking:1")


def test_quota_when_used_up_then_the_next_ride_is_refused_and_a_cancelled_one_gives_back(
    world: World,
) -> None:
    """The twenty-first trip of twenty is not booked; the same booking never counts twice."""
    permit = world.permit(trips=2)
    assert ride(world, permit, "booking:1").id == ride(world, permit, "booking:1").id
    ride(world, permit, "booking:2")
    with pytest.raises(QuotaUsedUp):
        ride(world, permit, "booking:3")
    for _ in "ab":
        give_back(actor=world.agent.actor, permit_id=permit.id, key="booking:2", now=NOON)
    ride(world, permit, "booking:3")
    assert Permit.objects.get().trips_used == 2


def test_permit_when_its_last_day_has_passed_then_is_noted_once(world: World) -> None:
    """The nightly job may run again."""
    world.permit()
    told = {"authority_id": world.ward.authority.id, "now": NOON, "today": LAST + DAY}
    assert [expire_permits(**told), expire_permits(**told)] == [1, 0]


def test_voucher_when_entered_after_the_downtime_then_counts_once(world: World) -> None:
    """The paper ride is known with its own time, and the slip cannot be used again."""
    world.permit(trips=1)
    told = {"count": 2, "valid_to": LAST, "now": NOON, "today": TODAY}
    first, second = print_vouchers(actor=world.ward.head.actor, **told)
    found = find_voucher(actor=world.ward.nurse.actor, code=first.code.lower())
    assert found
    assert found.id == first.voucher.id
    ridden = RiddenOnPaper(
        patient_id=world.patient().id, ridden_at=NOON + dt.timedelta(hours=2), travel_mode="shared_taxi"
    )
    entered = {"actor": world.ward.nurse.actor, "ridden": ridden, "now": NOON + DAY}
    use = enter_voucher(voucher_id=first.voucher.id, **entered)
    assert (use.exceeds_permit, Permit.objects.get().trips_used) == (False, 1)
    with pytest.raises(VoucherSpent):
        enter_voucher(voucher_id=first.voucher.id, **entered)
    assert enter_voucher(voucher_id=second.voucher.id, **entered).exceeds_permit
    assert VoucherUse.objects.count() == 2


def test_voucher_when_void_then_is_spent(world: World) -> None:
    """A lost slip is worth nothing to who finds it."""
    (one,) = print_vouchers(actor=world.ward.head.actor, count=1, valid_to=LAST, now=NOON, today=TODAY)
    void_voucher(actor=world.ward.head.actor, voucher_id=one.voucher.id)
    ridden = RiddenOnPaper(patient_id=world.patient().id, ridden_at=NOON, travel_mode="shared_taxi")
    with pytest.raises(VoucherSpent):
        enter_voucher(actor=world.ward.nurse.actor, voucher_id=one.voucher.id, ridden=ridden, now=NOON + DAY)


def test_voucher_when_guessed_then_the_guesser_is_stopped(world: World) -> None:
    """Codes are no lottery."""
    for _ in range(10):
        assert find_voucher(actor=world.ward.nurse.actor, code="GISSNINGEN") is None
    with pytest.raises(TooManyGuesses):
        find_voucher(actor=world.ward.nurse.actor, code="GISSNINGEN")


def test_permit_when_the_patient_is_protected_then_only_the_desk_answers(world: World) -> None:
    """That somebody travels, where and how is what must not be known."""
    world.permit()
    desk = make_person(Role.PROTECTED_DESK, unit=world.officer.unit)
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    assert may_ride(world).chosen.reason is RideReason.NO_PERMIT
    with acting(desk.actor):
        assert may_ride(world, by=desk).chosen.is_allowed


def test_centre_when_it_serves_the_region_then_answers_and_decides_in_its_name(world: World) -> None:
    """One assessment unit for two regions: cooperation, and a right that names KL 9:37."""
    other = make_authority("soder")
    unit = make_unit(other, "Gemensam bedömning", kind="assessment")
    person = make_person(Role.CASE_OFFICER, unit=unit)
    with pytest.raises(NotFound):
        world.give_right(person)
    Cooperation.objects.create(
        operator=other,
        authority=world.ward.authority,
        tasks=["assess"],
        legal_basis="KL 9:37",
        in_force_from=dt.date(2026, 1, 1),
    )
    world.give_right(person)
    _, application = world.certify()
    helper = actor_of(person.assignment, person.account.id, TODAY)
    with acting(helper):
        person = Person(**{**{one: getattr(person, one) for one in person.__slots__}, "actor": helper})
        world.assess(application, by=person)
        made = world.decide(application, by=person)
    assert made.right.legal_basis == "kommunallagen 9 kap. 37 §"
    assert made.signed.endswith("Gemensam bedömning")
    stranger = make_person(Role.BOOKING_AGENT, unit=unit)
    with acting(stranger.actor), pytest.raises(NotAllowed):
        may_ride(world, by=stranger)
