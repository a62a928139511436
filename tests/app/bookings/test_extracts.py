"""What follow-up learns from here: trips driven oneself, once each, without who."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.apps.bookings.extracts import list_own_trips
from skjuts.apps.bookings.models import TravelClaim
from skjuts.apps.bookings.services.claim_trips import NewClaim, enter_claim, withdraw_claim
from skjuts.apps.bookings.trips import ClaimContent, ClaimLeg, ExpenseKind
from skjuts.apps.permits.extracts import list_permits
from skjuts.apps.permits.models import Permit
from skjuts.apps.registry.models import Patient, PatientAddress
from skjuts.apps.registry.services.patients import protect_patient
from skjuts.apps.tenancy.scope import entering
from skjuts.core.ports.rule_books import rule_books
from skjuts.core.ports.trip_warehouses import TripRow
from tests.app.permits.world import NOON, TODAY, HeldBook, World

BOOK = Path(__file__).parents[3] / "src/skjuts/core/regulations/jamtland_harjedalen/book.yaml"
TOMORROW = TODAY + dt.timedelta(days=1)


def leg(expense: ExpenseKind, amount: int | None, mode: str = "private_car") -> ClaimLeg:
    """A leg of a claim."""
    return ClaimLeg(travel_mode=mode, expense=expense, amount=amount)


CAR = (leg(ExpenseKind.OWN_VEHICLE, 120_000), leg(ExpenseKind.OWN_VEHICLE, 60_000))
TAXI = (leg(ExpenseKind.ORDERED, 90_000, "taxi_alone"),)
BUS_THEN_CAR = (leg(ExpenseKind.TICKET, 4_000, "public_transport"), leg(ExpenseKind.OWN_VEHICLE, 20_000))


@pytest.fixture(autouse=True)
def fees(world: World) -> Iterator[None]:
    """Trips are priced by the region's own book, and the patient lives in Berg."""
    PatientAddress.objects.filter(patient=world.patient()).update(municipality_code="2326")
    if not PatientAddress.objects.filter(patient=world.patient(), kind="registered").exists():
        PatientAddress.objects.create(
            patient=world.patient(),
            authority_id=world.ward.authority.id,
            kind="registered",
            street="Påhittad 1",
            municipality_code="2326",
            valid_from=TODAY,
        )
    with rule_books.holding(HeldBook(read_regulation(BOOK))):
        yield


def enter(world: World, legs: tuple[ClaimLeg, ...] = CAR) -> TravelClaim:
    """An officer enters a trip within the county."""
    content = ClaimContent(legs=legs, facts={"trip_scope": "county"})
    new = NewClaim(key=str(uuid.uuid4()), travel_day=TODAY, claimed_on=TODAY, content=content)
    return enter_claim(
        actor=world.officer.actor, patient_id=world.patient().id, new=new, now=NOON, today=TODAY
    )


def told(world: World) -> tuple[TripRow, ...]:
    """What follow-up is told, as the nightly work asks."""
    with entering(authorities=[world.ward.authority.id]):
        return list_own_trips(world.ward.authority.id, before=TOMORROW).rows


def test_claim_with_own_car_becomes_a_trip_with_what_it_cost_and_nobodys_name(world: World) -> None:
    """The ledger knows the way, the money and the municipality; never the person."""
    claim = enter(world)
    (row,) = told(world)
    assert (row.trip, row.travel_mode, row.distance_m, row.area) == (
        f"claim:{claim.id}", "private_car", 180_000, "2326",
    )  # fmt: skip
    assert row.amount_ore is not None
    assert row.amount_ore > 0
    assert row.patient == str(world.patient().id)
    assert (row.ledger, row.contract, row.invoiced_on) == ("ordinary", "Egen resa", TODAY)


@pytest.mark.parametrize("legs", [TAXI, BUS_THEN_CAR])
def test_claim_that_the_carrier_invoices_or_whose_way_is_unknown_is_left_to_others(
    world: World, legs: tuple[ClaimLeg, ...]
) -> None:
    """A ride that comes with the carrier's invoice would otherwise be counted twice."""
    enter(world, legs)
    assert told(world) == ()


def test_claim_that_was_withdrawn_is_no_trip(world: World) -> None:
    """What was taken back costs nothing."""
    claim = enter(world)
    reason = "Resan var en annan patients."
    withdraw_claim(actor=world.officer.actor, claim_id=claim.id, reason=reason, now=NOON)
    assert told(world) == ()


def test_trip_of_a_month_that_goes_on_is_not_told_yet(world: World) -> None:
    """Half a month looks like a cheap one."""
    enter(world)
    with entering(authorities=[world.ward.authority.id]):
        assert list_own_trips(world.ward.authority.id, before=TODAY).rows == ()


def test_trip_of_a_protected_person_is_never_told(world: World) -> None:
    """Not even as a row among thousands."""
    enter(world)
    protect_patient(world.ward.nurse.actor, world.patient().id, level=Patient.Protection.MARKED)
    assert told(world) == ()


def test_permit_when_told_has_days_and_modes_and_no_holder(world: World) -> None:
    """Invoice control asks whether a trip lay within its permit, not whose it was."""
    assert list_permits(world.ward.authority.id, [uuid.uuid4()]) == []
    found = list(Permit.objects.values_list("id", flat=True))
    assert [one.id for one in list_permits(world.ward.authority.id, found)] == found
    books = [one.book for one in list_permits(world.ward.authority.id, found)]
    assert books == ["liten 500-20-inget"] * len(found)
