"""The ledger: counted trips bear fees, late claims change what others bear, and nothing is ever changed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from skjuts.adapters.files.regulations import read_regulation
from skjuts.apps.audit.events import EventRow
from skjuts.apps.audit.models import Event
from skjuts.apps.bookings import handlers
from skjuts.apps.bookings.errors import ClaimGone, ClaimTooLate
from skjuts.apps.bookings.models import LedgerRow, PayoutRow, TravelClaim
from skjuts.apps.bookings.queries.accounts import read_account
from skjuts.apps.bookings.services.claim_trips import NewClaim, enter_claim, withdraw_claim
from skjuts.apps.bookings.services.pay_out import pay_waiting
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind
from skjuts.apps.permits.services.answer_ride import answer_ride
from skjuts.apps.permits.services.use_permit import give_back, use_permit
from skjuts.apps.registry.models import Patient
from skjuts.apps.registry.services.patients import protect_patient
from skjuts.apps.tenancy.roles import Role
from skjuts.apps.tenancy.scope import acting, entering
from skjuts.core.kernel.errors import InvalidField, NotAllowed
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.rules import RuleBook
from skjuts.core.tariffs.copayment import sum_entries
from tests.app.permits.world import NOON, TODAY, HeldBook, World
from tests.app.signed_in import make_person

BOOK = Path(__file__).parents[3] / "src/skjuts/core/regulations/jamtland_harjedalen/book.yaml"
DAY = dt.timedelta(days=1)
TAXI = ClaimContent(legs=(ClaimLeg(travel_mode="taxi_alone", expense=ExpenseKind.ORDERED, amount=90_000),))
CAR = ClaimContent(
    legs=(ClaimLeg(travel_mode="private_car", expense=ExpenseKind.OWN_VEHICLE, amount=180_000),)
)
FEE_ORE, CAP_ORE = 20_000, 240_000


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The real book of the demonstration's region, with its fees."""
    return read_regulation(BOOK)


@pytest.fixture(autouse=True)
def fees(book: RuleBook, world: World) -> Iterator[None]:
    """Trips are priced by the region's own book."""
    with rule_books.holding(HeldBook(book)):
        yield


def enter(world: World, day: dt.date = TODAY, content: ClaimContent = TAXI, **told: Any) -> TravelClaim:  # noqa: ANN401
    """An officer enters a trip."""
    new = NewClaim(
        key=told.pop("key", str(uuid.uuid4())),
        travel_day=day,
        claimed_on=told.pop("claimed_on", TODAY),
        content=content,
    )
    return enter_claim(
        actor=world.officer.actor, patient_id=world.patient().id, new=new, now=NOON, today=TODAY, **told
    )


def hear(world: World) -> None:
    """Let bookings hear of every counted trip, as the delivery does."""
    for event in Event.objects.filter(name="permit.used").order_by("aggregate_id", "number"):
        with entering(authorities=[world.ward.authority.id]):
            handlers.claim_trips(EventRow.of(event))


def ledger_adds_up(world: World) -> bool:
    """Whether the entries sum to what all claims that stand come to."""
    account = read_account(world.patient(), today=TODAY).account
    rows = LedgerRow.objects.order_by("number")
    sums: dict[str, int] = {}
    for row in rows:
        sums[str(row.claim_id)] = sums.get(str(row.claim_id), 0) + row.amount_ore
    borne = {one.charge.claim.id: one.charge.charged_ore for one in account.trips}
    numbers = [row.number for row in rows]
    return (
        not account.posting.entries
        and {key: value for key, value in sums.items() if value} == {k: v for k, v in borne.items() if v}
        and numbers == list(range(1, len(numbers) + 1))
    )


def test_claim_when_entered_then_its_fee_stands_in_the_ledger_with_every_step(world: World) -> None:
    """Each krona can be told from rule to ledger."""
    enter(world)
    entry = LedgerRow.objects.get()
    assert (entry.kind, entry.amount_ore) == ("charge", FEE_ORE)
    trip = read_account(world.patient(), today=TODAY).account.trips[0]
    assert any("taxi" in step.text.lower() for step in trip.steps)
    assert trip.price.cautions
    assert ledger_adds_up(world)


def test_own_car_when_claimed_then_distance_less_fee_comes_back(world: World) -> None:
    """18 mil at 18.50 less 150 kronor is 183 kronor (the book's own worked case)."""
    enter(world, content=CAR)
    trip = read_account(world.patient(), today=TODAY).account.trips[0]
    assert trip.settlement.to_reimburse_ore == 18_300


def test_ceiling_when_reached_then_later_trips_are_free(world: World) -> None:
    """The card comes by itself."""
    for number in range(13):
        enter(world, TODAY - (20 - number) * DAY)
    account = read_account(world.patient(), today=TODAY).account
    assert sum(one.charge.charged_ore for one in account.trips) == CAP_ORE
    assert account.trips[-1].charge.charged_ore == 0
    assert account.posting.standing.holds_card(TODAY)
    assert ledger_adds_up(world)


def test_late_claim_when_it_comes_then_new_entries_recompute_and_none_is_changed(world: World) -> None:
    """The ledger of yesterday can still be read tomorrow."""
    for number in range(12):
        enter(world, TODAY - (12 - number) * DAY)
    enter(world)
    before = list(LedgerRow.objects.order_by("number").values_list("number", "amount_ore", "text"))
    enter(world, TODAY - 30 * DAY)
    after = list(LedgerRow.objects.order_by("number").values_list("number", "amount_ore", "text"))
    assert after[: len(before)] == before
    assert {row.kind for row in LedgerRow.objects.filter(number__gt=len(before))} == {
        "charge",
        "recomputation",
    }
    assert ledger_adds_up(world)


def test_ledger_when_somebody_changes_a_row_then_the_database_refuses(world: World) -> None:
    """Append-only is a promise of the database, not of good manners."""
    enter(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerRow.objects.update(amount_ore=0)


def test_counted_trip_when_heard_of_twice_then_it_is_claimed_once(world: World) -> None:
    """What the booking desk counts needs no second paper."""
    with rule_books.holding(world.books):
        permit = world.permit()
    use_permit(
        actor=world.agent.actor,
        permit_id=permit.id,
        key="telephone:1",
        travel_mode="shared_taxi",
        travel_day=TODAY,
        trips=2,
        now=NOON,
    )
    hear(world)
    hear(world)
    assert TravelClaim.objects.filter(origin="permit").count() == 2
    assert sum(LedgerRow.objects.values_list("amount_ore", flat=True)) == 2 * FEE_ORE


def test_trip_given_back_when_heard_of_then_its_fee_is_given_back(world: World) -> None:
    """A trip that did not take place costs nothing."""
    with rule_books.holding(world.books):
        permit = world.permit()
    told = {"actor": world.agent.actor, "permit_id": permit.id, "key": "telephone:1", "now": NOON}
    use_permit(travel_mode="shared_taxi", travel_day=TODAY, **told)
    give_back(**told)
    hear(world)
    assert sum(LedgerRow.objects.values_list("amount_ore", flat=True)) == 0
    assert ledger_adds_up(world)


def test_claim_when_withdrawn_then_the_fee_is_taken_back_once(world: World) -> None:
    """What was wrong is told, not erased."""
    claim = enter(world)
    told = {
        "actor": world.officer.actor,
        "claim_id": claim.id,
        "reason": "Samma resa fanns redan.",
        "now": NOON,
    }
    withdraw_claim(**told)
    assert [row.amount_ore for row in LedgerRow.objects.order_by("number")] == [FEE_ORE, -FEE_ORE]
    with pytest.raises(ClaimGone):
        withdraw_claim(**told)


def test_claim_when_too_late_then_it_is_refused_with_its_rule(world: World) -> None:
    """One year, by the region's own book."""
    with pytest.raises(ClaimTooLate):
        enter(world, TODAY - 400 * DAY)
    with pytest.raises(InvalidField):
        enter(world, TODAY + DAY)


def test_claim_when_a_fact_is_missing_then_it_is_open_and_bears_nothing_yet(world: World) -> None:
    """Never a refusal, never a guess."""
    train = ClaimContent(
        legs=(ClaimLeg(travel_mode="public_transport", expense=ExpenseKind.TICKET, amount=9_000),)
    )
    enter(world, content=train)
    account = read_account(world.patient(), today=TODAY).account
    assert account.open_prices
    assert not LedgerRow.objects.exists()


def test_account_when_the_person_is_protected_then_only_the_desk_has_it(world: World) -> None:
    """Trips tell where somebody lives."""
    enter(world)
    desk = make_person(Role.PROTECTED_DESK, unit=world.officer.assignment.unit)
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    assert not TravelClaim.objects.exists()
    assert not LedgerRow.objects.exists()
    with acting(desk.actor):
        assert LedgerRow.objects.count() == 1


def test_claim_when_a_nurse_enters_it_then_it_is_refused(world: World) -> None:
    """The ledger is the officers'."""
    new = NewClaim(key="1", travel_day=TODAY, claimed_on=TODAY, content=TAXI)
    with pytest.raises(NotAllowed):
        enter_claim(
            actor=world.ward.nurse.actor, patient_id=world.patient().id, new=new, now=NOON, today=TODAY
        )


def test_answer_when_asked_then_it_tells_the_fee_and_what_is_left(world: World) -> None:
    """The caller hears the price before the car is ordered."""
    with rule_books.holding(world.books):
        permit = world.permit()
    enter(world, TODAY - DAY)
    asked = {"actor": world.agent.actor, "patient_id": permit.patient_id, "day": TODAY, "today": TODAY}
    fee = answer_ride(travel_mode="shared_taxi", context="ride", **asked).fee
    assert fee
    assert (fee.fee_ore, fee.left_ore) == (FEE_ORE, CAP_ORE - FEE_ORE)


def test_entries_when_summed_then_core_and_rows_agree(world: World) -> None:
    """Two ways to add, one sum."""
    enter(world)
    account = read_account(world.patient(), today=TODAY)
    from skjuts.apps.bookings.queries.accounts import list_entries

    assert sum(sum_entries(list_entries(account.ledger)).values()) == FEE_ORE


def set_payout(world: World, **terms: int) -> None:
    """How the authority pays small sums."""
    authority = world.ward.authority
    authority.settings = {"bookings": {"payout": [{"from": "2020-01-01", "source": "påhittat", **terms}]}}
    authority.save(update_fields=["settings"])


def test_small_sum_when_under_the_limit_then_saved_until_it_is_reached(world: World) -> None:
    """183 kronor a trip and a limit of 300: nothing after the first, 366 after the second, told once."""
    set_payout(world, least_ore=30_000)
    enter(world, TODAY - DAY, content=CAR)
    assert list(PayoutRow.objects.values_list("kind", "amount_ore", "balance_ore")) == [
        ("credit", 18_300, 18_300)
    ]
    assert not Event.objects.filter(name="payout.due").exists()
    enter(world, content=CAR)
    rows = list(PayoutRow.objects.values_list("number", "kind", "amount_ore", "balance_ore"))
    assert rows[1:] == [(2, "credit", 18_300, 36_600), (3, "payout", -36_600, 0)]
    assert Event.objects.get(name="payout.due").payload["amount_ore"] == 36_600


def test_saved_sum_when_its_trip_is_taken_back_then_it_is_gone(world: World) -> None:
    """What was never owed is not paid."""
    set_payout(world, least_ore=30_000)
    claim = enter(world, content=CAR)
    withdraw_claim(actor=world.officer.actor, claim_id=claim.id, reason="Fel person.", now=NOON)
    assert PayoutRow.objects.get(number=2).balance_ore == 0


def test_saved_sum_when_it_has_waited_then_the_night_pays_it_once(world: World) -> None:
    """Nobody is left with 183 kronor for ever; and a worker that runs twice pays once."""
    set_payout(world, least_ore=30_000, wait_months=6)
    enter(world, content=CAR)
    authority = world.ward.authority.id
    assert pay_waiting(authority_id=authority, now=NOON + 100 * DAY) == 0
    assert pay_waiting(authority_id=authority, now=NOON + 190 * DAY) == 1
    assert pay_waiting(authority_id=authority, now=NOON + 191 * DAY) == 0
    assert PayoutRow.objects.get(kind="payout").amount_ore == -18_300


def test_payouts_when_somebody_would_change_one_then_the_database_refuses(world: World) -> None:
    """What was sent to payment stands."""
    enter(world, content=CAR)
    with pytest.raises(DatabaseError), transaction.atomic():
        PayoutRow.objects.update(amount_ore=1)
