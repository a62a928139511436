"""Trips that follow-up learns of from here: those that patients drove themselves and were paid back for.

Rides that the region ordered come from the carrier's invoice, and would be counted twice if they came from
here too; a ticket's way is not known. Both are left out, and so are protected persons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from skjuts.apps.bookings.models import TravelClaim
from skjuts.apps.bookings.queries.accounts import know_patient, read_account
from skjuts.apps.bookings.trips import ClaimContent, ExpenseKind
from skjuts.apps.registry.models import Patient, PatientAddress
from skjuts.core.ports.trip_warehouses import TripRow

CONTRACT = "Egen resa"
AGES = ((17, "0-17"), (64, "18-64"), (79, "65-79"))
OLDEST = "80+"


@dataclass(frozen=True, slots=True)
class OwnTrips:
    """The trips, and how many could not be told since no municipality or price is known."""

    rows: tuple[TripRow, ...]
    left_out: int


def list_own_trips(authority_id: int, before: dt.date) -> OwnTrips:
    """Every trip with a vehicle of one's own that stands and was made before a day."""
    told: list[TripRow | None] = []
    for patient in _list_claimants(authority_id):
        told += _list_trips(patient, before)
    return OwnTrips(tuple(one for one in told if one), sum(1 for one in told if one is None))


def _list_claimants(authority_id: int) -> list[Patient]:
    """Each person once, under the registration that took over."""
    claims = TravelClaim.objects.filter(authority_id=authority_id, origin=TravelClaim.Origin.ENTERED)
    rows = {
        one.id: one for one in Patient.objects.filter(id__in=claims.values("patient_id"), is_guarded=False)
    }
    found: dict[object, Patient] = {}
    for one in rows.values():
        latest = one
        while latest.merged_into_id:
            latest = Patient.objects.get(id=latest.merged_into_id)
        found[latest.id] = latest
    return sorted(found.values(), key=lambda one: str(one.id))


def _list_trips(patient: Patient, before: dt.date) -> Iterator[TripRow | None]:
    file = read_account(patient, today=before)
    known, addresses = know_patient(patient), _list_areas(patient)
    paid = {one.price.trip.id: one.settlement.to_reimburse_ore for one in file.account.trips}
    for claim in file.claims:
        metres = _find_metres(ClaimContent.decode(claim.content))
        if claim.withdrawals.all() or metres is None or claim.travel_day >= before:
            continue
        area = _find_area(addresses, claim.travel_day)
        amount = paid.get(str(claim.id))
        if area is None or amount is None:
            yield None
            continue
        facts = known.on(claim.travel_day)
        yield TripRow(
            trip=f"claim:{claim.id}",
            travelled_on=claim.travel_day,
            patient=str(patient.id),
            age_band=_name_age(facts.get("age")),
            area=area,
            travel_mode="private_car",
            category="other",
            ledger="asylum" if facts["residence"] == "asylum_seeker" else "ordinary",
            payer="own_region",
            contract=CONTRACT,
            distance_m=metres,
            vehicle_m=metres,
            invoiced_on=claim.claimed_on,
            amount_ore=amount,
        )


def _find_metres(content: ClaimContent) -> int | None:
    """How far somebody drove; None for a trip that was not driven by oneself all the way."""
    if any(leg.expense is not ExpenseKind.OWN_VEHICLE or leg.amount is None for leg in content.legs):
        return None
    return sum(leg.amount or 0 for leg in content.legs)


def _list_areas(patient: Patient) -> list[tuple[dt.date, dt.date | None, str]]:
    rows = PatientAddress.objects.filter(patient=patient, kind=PatientAddress.Kind.REGISTERED)
    return [(one.valid_from, one.valid_to, one.municipality_code) for one in rows.order_by("valid_from")]


def _find_area(addresses: list[tuple[dt.date, dt.date | None, str]], day: dt.date) -> str | None:
    """The municipality on a day, else the earliest known: a register rarely tells where one lived before."""
    for first, last, code in reversed(addresses):
        if code and first <= day <= (last or day):
            return code
    return next((code for _first, _last, code in addresses if code), None)


def _name_age(age: object) -> str | None:
    if not isinstance(age, int):
        return None
    return next((band for most, band in AGES if age <= most), OLDEST)
