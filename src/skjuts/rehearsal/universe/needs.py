"""What the invented patients of the demo need on a trip: a handful of kinds, with the days filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import msgspec

from skjuts.apps.permits.terms import (
    Aid,
    CertificateContent,
    Direction,
    EscortReason,
    Seat,
    ValidityKind,
)
from skjuts.apps.permits.validity import count_trips

BOTH_WAYS = frozenset({Direction.TO_CARE, Direction.FROM_CARE})
HOUR_S = 3600
SERIES_DAYS, PERIOD_DAYS = 83, 59

type Need = Callable[[dt.date], CertificateContent]


def _manages(**told: object) -> CertificateContent:
    """Somebody who manages most things, at the nearest place of care; `told` is what differs."""
    usual = CertificateContent(
        purpose="care",
        care_region="home",
        care_place="nearest",
        residence="resident",
        sits_upright=True,
        rides_with_others=True,
        can_transfer=True,
        is_confused=False,
        is_infectious=False,
        care_on_the_way="none",
        can_be_remote=False,
        can_be_by_team=False,
        can_be_nearer=False,
        directions=BOTH_WAYS,
        stated_reason="function",
    )
    return msgspec.structs.replace(usual, **told)


def _needs_taxi(**told: object) -> CertificateContent:
    """Somebody who has no car and rides with others."""
    return _manages(travel_mode="shared_taxi", can_go_by_car=False, **told)


def _once(day: dt.date, start_h: int, end_h: int) -> dict[str, object]:
    """One visit, there and back."""
    return {
        "validity": ValidityKind.SINGLE,
        "visit_day": day,
        "valid_from": day,
        "valid_to": day,
        "trips": len(BOTH_WAYS),
        "visit_start_s": start_h * HOUR_S,
        "visit_end_s": end_h * HOUR_S,
    }


def _during(first: dt.date, trips: int) -> dict[str, object]:
    """So many trips during two months."""
    return {
        "validity": ValidityKind.PERIOD,
        "valid_from": first,
        "valid_to": first + dt.timedelta(days=PERIOD_DAYS),
        "trips": trips,
    }


def dialysis(first: dt.date) -> CertificateContent:
    """Three times a week for twelve weeks, too tired to drive."""
    last = first + dt.timedelta(days=SERIES_DAYS)
    return _needs_taxi(
        walking_limit_m=200,
        boards_steps=False,
        finds_way=True,
        waits_alone=True,
        validity=ValidityKind.SERIES,
        valid_from=first,
        valid_to=last,
        visits_per_week=3,
        trips=count_trips(first, last, 3, len(BOTH_WAYS)),
        visit_start_s=8 * HOUR_S,
        visit_end_s=12 * HOUR_S + HOUR_S // 2,
        note="Är yr efter behandlingen och behöver stöd fram till bilen.",
    )


def control_visit(first: dt.date) -> CertificateContent:
    """One visit, walks badly and has no car."""
    return _needs_taxi(
        walking_limit_m=150,
        boards_steps=False,
        finds_way=True,
        waits_alone=True,
        aids=frozenset({Aid.WALKER}),
        door_to_door=True,
        **_once(first + dt.timedelta(days=7), 10, 11),
    )


def bus_would_do(first: dt.date) -> CertificateContent:
    """Walks well and asks for a taxi because the visit ends late."""
    return _needs_taxi(
        walking_limit_m=1500,
        boards_steps=True,
        finds_way=True,
        waits_alone=True,
        stated_reason="visit_time",
        **_once(first + dt.timedelta(days=10), 15, 19),
    )


def wheelchair(first: dt.date) -> CertificateContent:
    """Sits in a wheelchair and cannot move over to a seat, during two months."""
    return _manages(
        travel_mode="wheelchair_vehicle",
        walking_limit_m=0,
        boards_steps=False,
        can_transfer=False,
        can_go_by_car=False,
        waits_alone=False,
        finds_way=True,
        aids=frozenset({Aid.WHEELCHAIR}),
        door_to_door=True,
        **_during(first, trips=12),
    )


def with_escort(first: dt.date) -> CertificateContent:
    """Does not find the way and needs somebody along."""
    return _needs_taxi(
        walking_limit_m=300,
        boards_steps=True,
        finds_way=False,
        waits_alone=False,
        is_confused=True,
        escorts=1,
        escort_reason=EscortReason.ORIENTATION,
        seats=frozenset({Seat.FRONT}),
        **_during(first, trips=8),
    )


def winter(first: dt.date) -> CertificateContent:
    """Manages the bus in summer, and not over ice and snow."""
    return _needs_taxi(
        walking_limit_m=250,
        boards_steps=True,
        finds_way=True,
        waits_alone=False,
        aids=frozenset({Aid.CRUTCHES}),
        validity=ValidityKind.SEASONAL,
        season=(1001, 430),
        valid_from=first,
        valid_to=first + dt.timedelta(days=364),
        trips=16,
    )


TRIP_NEEDS: tuple[Need, ...] = (dialysis, control_visit, wheelchair, bus_would_do, winter)
"""What those may certify who hold the right to certify trips alone."""
ALL_NEEDS: tuple[Need, ...] = (control_visit, with_escort, wheelchair, bus_would_do, winter)


def at_unit(need: Need, unit_id: UUID, first: dt.date) -> CertificateContent:
    """A need with the days from `first` on, of a visit at a unit."""
    return msgspec.structs.replace(need(first), care_unit=unit_id)
