"""From what a form says to what a certificate tells, and back. What is folded away in the form is nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.utils.datastructures import MultiValueDict

from skjuts.apps.permits.terms import (
    Aid,
    CertificateContent,
    EscortReason,
    RideAloneReason,
    Seat,
    ValidityKind,
)
from skjuts.apps.permits.validity import read_time

TEXTS = (
    "purpose",
    "residence",
    "care_place",
    "care_region",
    "care_on_the_way",
    "travel_mode",
    "stated_reason",
)
ANSWERED = (
    "boards_steps",
    "sits_upright",
    "finds_way",
    "waits_alone",
    "rides_with_others",
    "can_transfer",
    "can_go_by_car",
    "is_confused",
    "is_infectious",
    "can_be_remote",
    "can_be_by_team",
    "can_be_nearer",
)
_YES_NO = {"yes": True, "no": False}
_SAID = {True: "yes", False: "no", None: ""}
MINUTE_S, HOUR_S = 60, 3600

type Cleaned = Mapping[str, Any]


def content_of(told: Cleaned) -> CertificateContent:
    """What a valid form tells."""
    aids = frozenset(Aid(one) for one in told["aids"])
    escorts = int(told["escorts"] or 0)
    is_elsewhere = told["care_region"] == "other"
    minutes = told["longest_ride_min"]
    same: dict[str, Any] = {name: told[name] or None for name in TEXTS}
    same |= {name: _YES_NO.get(told[name]) for name in ANSWERED}
    return CertificateContent(
        **same,
        walking_limit_m=told["walking_limit_m"],
        care_unit=None if is_elsewhere or not told["care_unit"] else UUID(told["care_unit"]),
        to_place=told["to_place"] if is_elsewhere else "",
        aids=aids,
        oxygen_dl_per_min=int(told["oxygen_dl_per_min"] or 0) or None if Aid.OXYGEN in aids else None,
        seats=frozenset(Seat(one) for one in told["seats"]),
        door_to_door=told["door_to_door"],
        escorts=escorts,
        escort_reason=EscortReason(told["escort_reason"]) if escorts and told["escort_reason"] else None,
        ride_alone_reason=RideAloneReason(told["ride_alone_reason"]) if told["ride_alone_reason"] else None,
        longest_ride_s=minutes * MINUTE_S if minutes else None,
        interpreter=told["interpreter"],
        codes=told["said_codes"],
        note=told["note"],
        visit_start_s=_seconds(told["visit_start"]),
        visit_end_s=_seconds(told["visit_end"]),
        **read_time(told),
    )


def values_of(content: CertificateContent) -> dict[str, Any]:
    """What the form shows of a content, as its fields clean it."""
    return {
        **{name: getattr(content, name) or "" for name in TEXTS},
        **{name: _SAID[getattr(content, name)] for name in ANSWERED},
        "walking_limit_m": content.walking_limit_m,
        "care_unit": str(content.care_unit or ""),
        "to_place": content.to_place,
        "aids": sorted(content.aids),
        "oxygen_dl_per_min": str(content.oxygen_dl_per_min or ""),
        "seats": sorted(content.seats),
        "door_to_door": content.door_to_door,
        "escorts": str(content.escorts),
        "escort_reason": content.escort_reason or "",
        "ride_alone_reason": content.ride_alone_reason or "",
        "longest_ride_min": content.longest_ride_s // MINUTE_S if content.longest_ride_s else None,
        "codes": sorted(one.key for one in content.codes),
        "interpreter": content.interpreter,
        "note": content.note,
        **_time_values(content),
    }


def _time_values(content: CertificateContent) -> dict[str, Any]:
    season = content.season
    is_counted = content.validity in {ValidityKind.SINGLE, ValidityKind.SERIES}
    return {
        "directions": sorted(content.directions),
        "validity": content.validity or "",
        "visit_day": content.visit_day,
        "visit_start": _clock(content.visit_start_s),
        "visit_end": _clock(content.visit_end_s),
        "valid_from": content.valid_from if content.validity is not ValidityKind.SINGLE else None,
        "valid_to": content.valid_to if content.validity is not ValidityKind.SINGLE else None,
        "visits_per_week": content.visits_per_week,
        "trips": None if is_counted else content.trips,
        "season": f"{season[0]}-{season[1]}" if season else "",
    }


def share_terms(content: CertificateContent, told: Cleaned) -> CertificateContent:
    """A patient's content with the shared terms of a round in place of its own; open ones change nothing."""
    ways = told["directions"] or sorted(content.directions)
    shared = {name: value for name, value in read_time({**told, "directions": ways}).items() if value}
    if told["travel_mode"]:
        shared["travel_mode"] = told["travel_mode"]
    if told["is_infectious"]:
        shared["is_infectious"] = _YES_NO[told["is_infectious"]]
    return msgspec.structs.replace(content, **shared)


def send_again(content: CertificateContent) -> MultiValueDict[str, str]:
    """What a browser would send of the form when it shows a content."""
    return MultiValueDict({name: _sent(value) for name, value in values_of(content).items()})


def _sent(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, dt.time):
        return [f"{value:%H:%M}"]
    return [] if value in (None, "") else [str(value)]


def _seconds(clock: dt.time | None) -> int | None:
    return None if clock is None else clock.hour * HOUR_S + clock.minute * MINUTE_S


def _clock(seconds: int | None) -> dt.time | None:
    return None if seconds is None else dt.time(seconds // HOUR_S, seconds % HOUR_S // MINUTE_S)
