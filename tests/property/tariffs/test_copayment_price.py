"""What a trip costs the patient: laws that hold for every region's book and every trip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from skjuts.adapters.files.regulations import read_regulation
from skjuts.core.tariffs.copayment import (
    ClaimedTrip,
    FeeSchedule,
    Leg,
    OneWayTrip,
    OrderedRide,
    OwnVehicle,
    Ticket,
    TripPrice,
    price_family,
    price_trip,
    settle,
    settle_trips,
)

BOOKS = Path("src/skjuts/core/regulations")
REGIONS = (
    "jamtland_harjedalen",
    "kalmar",
    "norrbotten",
    "stockholm",
    "varmland",
    "vasterbotten",
    "vasternorrland",
)
SHARED_MODES = ("taxi_alone", "stretcher_transport", "scheduled_flight", "patient_shuttle_line")

unhurried = settings(deadline=None)
"""The first example of a region reads its whole book; that says nothing of how fast a price is."""


@cache
def schedule_of(region: str) -> FeeSchedule:
    """A region's schedule, read once."""
    return FeeSchedule(read_regulation(BOOKS / region / "book.yaml"))


@st.composite
def draw_trip(draw: st.DrawFn) -> OneWayTrip:
    """A trip of one leg or two, of somebody of whom everything is known."""
    amounts = st.integers(0, 3_000_00)
    car = st.builds(Leg, st.just("private_car"), st.builds(OwnVehicle, st.integers(0, 400_000)))
    bus = st.builds(Leg, st.just("public_transport"), st.builds(Ticket, amounts))
    ordered = st.builds(Leg, st.sampled_from(SHARED_MODES), st.builds(OrderedRide, st.none() | amounts))
    facts = {
        "age": draw(st.integers(0, 100)),
        "residence": draw(st.sampled_from(["resident", "asylum_seeker", "undocumented"])),
        "trip_scope": draw(st.sampled_from(["county", "out_of_county"])),
        "purpose": draw(st.sampled_from(["care", "between_providers"])),
        "care_kind": draw(st.sampled_from(["ordinary", "child_psychiatry"])),
        "has_summons": draw(st.booleans()),
    }
    legs = tuple(draw(st.lists(car | bus | ordered, min_size=1, max_size=2)))
    return OneWayTrip("resa", draw(st.dates(date(2012, 1, 1), date(2026, 12, 31))), legs, facts)


@unhurried
@given(st.sampled_from(REGIONS), draw_trip())
def test_price_when_settled_then_no_krona_is_lost_or_invented(region: str, trip: OneWayTrip) -> None:
    """What the patient bears is what was laid out, less what comes back, plus what is paid for the ride."""
    price = price_trip(schedule_of(region), trip)
    if not isinstance(price, TripPrice):
        return
    result = settle(price, price.fee_ore)
    assert result.to_pay_ore >= 0
    assert result.to_reimburse_ore >= 0
    assert not (result.to_pay_ore and result.to_reimburse_ore)
    if price.is_ordered or price.recognised_ore >= price.fee_ore:
        assert price.recognised_ore + result.to_pay_ore - result.to_reimburse_ore == price.fee_ore


@unhurried
@given(st.sampled_from(REGIONS), draw_trip())
def test_price_when_the_group_is_protected_then_is_never_more_than_the_national_fee(
    region: str, trip: OneWayTrip
) -> None:
    """The ordinances limit the fee of asylum seekers whatever the region's own fee is."""
    price = price_trip(schedule_of(region), trip)
    if isinstance(price, TripPrice) and trip.facts["residence"] != "resident":
        assert price.fee_ore <= 40_00


@unhurried
@given(st.sampled_from(REGIONS), draw_trip())
def test_price_when_given_then_every_rule_step_has_a_source_and_doubts_are_told(
    region: str, trip: OneWayTrip
) -> None:
    """What is no fact must never look like one."""
    price = price_trip(schedule_of(region), trip)
    if not isinstance(price, TripPrice):
        assert price.question.text
        return
    doubts = [caution for step in price.steps if step.basis for caution in step.basis.list_cautions()]
    assert set(doubts) <= set(price.cautions)
    assert all(step.basis.source for step in price.steps if step.basis)


@unhurried
@given(st.sampled_from(REGIONS), draw_trip(), st.integers(2, 4))
def test_family_when_travelling_together_then_never_pays_more_than_each_alone(
    region: str, trip: OneWayTrip, size: int
) -> None:
    """One fee for the family may only lower what is paid."""
    trips = [replace(trip, id=f"resa-{i}") for i in range(size)]
    together = price_family(schedule_of(region), trips)
    alone = [price_trip(schedule_of(region), one) for one in trips]
    for one, other in zip(together, alone, strict=True):
        if isinstance(one, TripPrice) and isinstance(other, TripPrice):
            assert one.fee_ore <= other.fee_ore


@unhurried
@given(st.sampled_from(REGIONS), draw_trip())
def test_account_when_a_trip_is_repeated_then_what_is_borne_is_the_ledgers_sum(
    region: str, trip: OneWayTrip
) -> None:
    """The patient's page and the ceiling must speak of the same kronor."""
    claimed = [ClaimedTrip(replace(trip, id=f"resa-{i}", starts_s=i), trip.day) for i in range(4)]
    account = settle_trips(schedule_of(region), claimed)
    assert len(account.trips) + len(account.open_prices) == len(claimed)
    for one in account.trips:
        assert one.settlement.charged_ore == one.charge.charged_ore <= one.charge.claim.fee_ore
