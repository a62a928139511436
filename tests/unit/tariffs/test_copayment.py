"""What a trip costs the patient: how each krona arose, the ledger's lines, and refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.core.rules import BadFacts, Evidence
from skjuts.core.tariffs.copayment import (
    CapTerms,
    Cause,
    ClaimedTrip,
    ClaimMonths,
    EntryKind,
    FeeClaim,
    FeeSchedule,
    Leg,
    OneWayTrip,
    OpenPrice,
    OrderedRide,
    OwnVehicle,
    Ticket,
    Told,
    TripPrice,
    charge_claims,
    post_claims,
    price_family,
    price_trip,
    settle_prices,
    settle_trips,
)
from skjuts.core.tariffs.copayment.errors import BadLedger, BadTrip

DAY = date(2020, 3, 2)
POSTED_ON = date(2020, 6, 1)
RESIDENT = {"age": 60, "residence": "resident", "trip_scope": "county"}


@pytest.fixture(scope="module")
def vasterbotten() -> FeeSchedule:
    """Västerbotten's schedule."""
    return FeeSchedule(read_regulation(Path("src/skjuts/core/regulations/vasterbotten/book.yaml")))


def drive(km: int, day: date = DAY, name: str = "bil") -> OneWayTrip:
    """A trip by own car."""
    return OneWayTrip(name, day, (Leg("private_car", OwnVehicle(km * 1_000)),), RESIDENT)


def cap_of(kronor: int) -> CapTerms:
    """A ceiling of so many kronor."""
    return CapTerms(kronor * 100)


def claim(name: str, day: str, kronor: int = 100) -> FeeClaim:
    """A trip claimed the day it was made."""
    made = date.fromisoformat(day)
    return FeeClaim(name, made, kronor * 100, made)


def test_steps_when_a_car_trip_is_settled_then_say_how_each_krona_arose(vasterbotten: FeeSchedule) -> None:
    """The patient's page shows these lines: rule, sum, amount, and where it is written."""
    account = settle_trips(vasterbotten, [ClaimedTrip(drive(200), DAY)])
    lines = [step.as_line().replace("\u00a0", " ") for step in account.trips[0].steps]
    assert lines == [
        (
            "Egen bil ersätts med 15 kronor per mil. 200 kilometer × 15 kronor per mil = 300,00 kr. "
            "300,00 kr [lag 1991:419 2 §, regionens ersättningsgrunder; 1177 Västerbotten (S28)]"
        ),
        (
            "En resa med egen bil kostar 200 kronor, som dras från milersättningen. 200,00 kr "
            "[lag 1991:419 2 §, regionens ersättningsgrunder; 1177 Västerbotten (S28)]"
        ),
        "Avgiften räknas mot högkostnadsskyddet. 200,00 kr",
        "Att få tillbaka: 300,00 kr − 200,00 kr. 100,00 kr",
    ]


def test_basis_when_a_parameter_is_used_then_holds_its_days_source_and_evidence(
    vasterbotten: FeeSchedule,
) -> None:
    """An amount must be traced to the days when it holds and to where it is written."""
    price = price_trip(vasterbotten, drive(200))
    assert isinstance(price, TripPrice)
    basis = price.steps[0].basis
    assert basis is not None
    rate = basis.parameters[0]
    assert (rate.id, rate.value, rate.valid_from, rate.valid_to) == ("mileage_rate", 1500, "2020-01-01", "")
    assert rate.evidence is Evidence.SOURCED
    assert "pressmeddelande 2020-01-02" in rate.source


def test_price_when_a_fact_is_missing_then_asks_for_it_in_words(vasterbotten: FeeSchedule) -> None:
    """Unknown facts lead to a question, never to a refusal or to a guess."""
    trip = replace(drive(200), facts={"trip_scope": "county"})
    price = price_trip(vasterbotten, trip)
    assert isinstance(price, OpenPrice)
    assert [one.id for one in price.question.missing] == ["residence"]
    assert price.question.missing[0].question.endswith("?")


def test_price_when_a_fact_has_the_wrong_type_then_is_refused(vasterbotten: FeeSchedule) -> None:
    """A fact that cannot be read must not be left out in silence."""
    with pytest.raises(BadFacts):
        price_trip(vasterbotten, replace(drive(200), facts={**RESIDENT, "residence": 7}))


@pytest.mark.parametrize(
    ("legs", "parking_ore", "field"),
    [
        ((), 0, "legs"),
        ((Leg("private_car", OwnVehicle(-1)),), 0, "legs[0]"),
        ((Leg("taxi_alone", OrderedRide(10)), Leg("public_transport", Ticket(-1))), 0, "legs[1]"),
        ((Leg("patient_shuttle_line", OrderedRide(), fare_ore=-1),), 0, "legs[0]"),
        ((Leg("private_car", OwnVehicle(1)),), -1, "parking_ore"),
    ],
)
def test_trip_when_it_cannot_be_then_is_refused_with_its_place(
    legs: tuple[Leg, ...], parking_ore: int, field: str
) -> None:
    """Amounts below nothing would turn a fee into a payment."""
    with pytest.raises(BadTrip) as refusal:
        OneWayTrip("1", DAY, legs, RESIDENT, parking_ore=parking_ore)
    assert refusal.value.field == field
    assert refusal.value.remedy


def test_metres_when_they_make_half_an_ore_then_round_up(vasterbotten: FeeSchedule) -> None:
    """15 kr per mil is 0.15 öre a metre: 10 m make 1.5 öre, which is 2."""
    trip = OneWayTrip("1", DAY, (Leg("private_car", OwnVehicle(10)),), RESIDENT)
    price = price_trip(vasterbotten, trip)
    assert isinstance(price, TripPrice)
    assert price.recognised_ore == 2


def test_claims_when_two_have_one_id_then_are_refused() -> None:
    """The same trip twice would be charged twice."""
    with pytest.raises(BadTrip, match="två gånger"):
        charge_claims([claim("a", "2024-01-01"), claim("a", "2024-01-02")], lambda _: cap_of(100))


def test_claims_when_a_fee_is_below_nothing_then_are_refused() -> None:
    """A negative fee would raise what others may be charged."""
    with pytest.raises(BadTrip, match="mindre än noll"):
        charge_claims([claim("a", "2024-01-01", -1)], lambda _: cap_of(100))


def test_ledger_when_a_late_claim_moves_the_card_then_tells_the_difference_in_words() -> None:
    """250 kr: a and b are 200, c pays 50. When x of the first day comes late, b pays 50 and c nothing."""
    trips = [claim("a", "2024-02-01"), claim("b", "2024-02-02"), claim("c", "2024-02-03")]
    first = post_claims([], trips, lambda _: cap_of(250), POSTED_ON)
    assert [(one.claim_id, one.amount_ore) for one in first.entries] == [
        ("a", 100_00),
        ("b", 100_00),
        ("c", 50_00),
    ]
    late = FeeClaim("x", date(2024, 1, 15), 100_00, POSTED_ON)
    more = post_claims(first.entries, [*trips, late], lambda _: cap_of(250), POSTED_ON)
    assert [(one.number, one.claim_id, str(one.kind), one.amount_ore) for one in more.entries] == [
        (4, "x", EntryKind.CHARGE, 100_00),
        (5, "b", EntryKind.RECOMPUTATION, -50_00),
        (6, "c", EntryKind.RECOMPUTATION, -50_00),
    ]
    assert "ändras från 100,00 kr till 50,00 kr" in more.entries[1].text.replace("\u00a0", " ")
    assert [(one.starts, one.card_from) for one in more.standing.periods] == [
        (date(2024, 1, 15), date(2024, 2, 2))
    ]


def test_ledger_when_entries_are_missing_then_is_not_written_on() -> None:
    """A cut ledger would charge trips anew."""
    ledger = post_claims([], [claim("a", "2024-02-01"), claim("b", "2024-02-02")], lambda _: None, POSTED_ON)
    with pytest.raises(BadLedger):
        post_claims(ledger.entries[1:], [claim("b", "2024-02-02")], lambda _: None, POSTED_ON)


def test_ledger_when_a_trip_is_withdrawn_then_gets_an_entry_that_takes_it_back() -> None:
    """Nothing is erased: the fee and its return both stand."""
    first = post_claims([], [claim("a", "2024-02-01")], lambda _: cap_of(250), POSTED_ON)
    after = post_claims(first.entries, [], lambda _: cap_of(250), POSTED_ON)
    assert [(one.kind, one.amount_ore) for one in after.entries] == [(EntryKind.WITHDRAWAL, -100_00)]
    assert post_claims([*first.entries, *after.entries], [], lambda _: cap_of(250), POSTED_ON).entries == ()


def test_card_when_the_cap_is_reached_then_holds_from_that_day_to_the_end_of_the_period() -> None:
    """The booking desk asks whether a trip on a day is free."""
    standing = charge_claims([claim("a", "2024-02-01", 250)], lambda _: cap_of(250))
    assert [
        standing.holds_card(date.fromisoformat(day)) for day in ("2024-01-31", "2024-02-01", "2025-01-31")
    ] == [
        False,
        True,
        True,
    ]
    assert not standing.holds_card(date(2025, 2, 1))
    assert standing.find_period(date(2025, 2, 1)) is None


def test_leap_day_when_a_period_begins_on_it_then_ends_on_the_last_of_february() -> None:
    """The day has no namesake the next year; the period ends with the month."""
    standing = charge_claims([claim("a", "2024-02-29")], lambda _: cap_of(250))
    assert standing.periods[0].ends == date(2025, 2, 28)


def test_causes_when_listed_then_have_a_sentence_each() -> None:
    """Every charge on the patient's page says why."""
    standing = charge_claims([claim("a", "2024-02-01")], lambda _: None)
    assert standing.charges[0].cause is Cause.NO_CAP
    assert all(replace(standing.charges[0], cause=cause).text.endswith(".") for cause in Cause)


def test_cap_when_asked_for_then_comes_with_sentence_and_source(vasterbotten: FeeSchedule) -> None:
    """The page on the ceiling shows the rule and where it is written."""
    told = vasterbotten.tell_cap(DAY)
    assert isinstance(told, Told)
    assert told.terms == CapTerms(2400_00, 12, earlier_trips_always_pay=False, unpaid_counts=True)
    assert told.basis.source == "1177 Västerbotten (S28)"
    assert "2 400" in told.text.replace("\u00a0", " ")


def test_claim_window_when_asked_for_then_gives_the_rule_and_the_last_day(vasterbotten: FeeSchedule) -> None:
    """A claim on the last day is in time."""
    told = vasterbotten.tell_claim_window(RESIDENT, DAY)
    assert isinstance(told, Told)
    assert told.terms == (ClaimMonths(12), date(2021, 3, 2))


def test_family_when_one_pays_then_the_other_is_settled_without_fee() -> None:
    """Members of a family have an account each; only the payer's ceiling is touched."""
    norrbotten = FeeSchedule(read_regulation(Path("src/skjuts/core/regulations/norrbotten/book.yaml")))
    facts = {"residence": "resident", "care_kind": "ordinary"}
    ride = (Leg("taxi_alone", OrderedRide(640_00)),)
    day = date(2024, 5, 6)
    payer, other = price_family(norrbotten, [OneWayTrip(name, day, ride, facts) for name in ("a", "b")])
    paid, free = (settle_prices(norrbotten, [(one, day)]).trips[0] for one in (payer, other))
    assert (paid.settlement.to_pay_ore, free.settlement.to_pay_ore) == (200_00, 0)
    assert "familj" in free.steps[-3].text


def test_family_when_one_price_is_open_then_the_others_stand_as_alone() -> None:
    """Nobody travels free on the account of a fee that nobody has been able to work out."""
    norrbotten = FeeSchedule(read_regulation(Path("src/skjuts/core/regulations/norrbotten/book.yaml")))
    facts = {"residence": "resident", "care_kind": "ordinary"}
    legs = (Leg("taxi_alone", OrderedRide(640_00)),), (Leg("boat_taxi", OrderedRide(640_00)),)
    day = date(2024, 5, 6)
    one, other = price_family(norrbotten, [OneWayTrip(str(i), day, leg, facts) for i, leg in enumerate(legs)])
    assert isinstance(one, TripPrice)
    assert one.fee_ore == 200_00
    assert isinstance(other, OpenPrice)
