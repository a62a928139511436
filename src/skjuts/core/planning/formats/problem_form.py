"""The JSON form of a planning problem, version 1: the types that its schema is generated from.

The form mirrors `core.planning.problem` field by field, so its words mean what they mean there.
A field left out has the value given here. Unknown fields are refused: a misspelt rule must not
be a rule that silently does not hold.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from skjuts.core.planning.formats.form import Form, Id
from skjuts.core.planning.formats.times import Metres, Ore, Seconds, TimeOfDay
from skjuts.core.planning.formats.travel_form import TravelForm
from skjuts.core.planning.problem import FixedKind, Objective, ReferenceSide
from skjuts.core.planning.problem.vehicle import MAX_BREAKS, MAX_LAYOUTS
from skjuts.core.tariffs.contract import MAX_KM_BANDS

PROBLEM_KIND = "problem"
PROBLEM_VERSION = 1

Quarter = Annotated[int, Meta(ge=1000, le=100_000)]
Room = Annotated[int, Meta(le=1000)]


class PlaceForm(Form, frozen=True, kw_only=True):
    """A place that a vehicle can stop at, in WGS84 degrees. `zone` is a row of `slowdown`."""

    id: Id
    name: str = ""
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    zone: Annotated[int, Meta(ge=0)] = 0


class WindowForm(Form, frozen=True, kw_only=True):
    """The earliest and latest start of service."""

    earliest: TimeOfDay
    latest: TimeOfDay


class LoadForm(Form, frozen=True, kw_only=True):
    """Room needed or offered: seats, wheelchair places, stretchers and attendant seats."""

    seats: Room = 0
    wheelchairs: Room = 0
    stretchers: Room = 0
    attendants: Room = 0


class WaitForm(Form, frozen=True, kw_only=True):
    """The vehicle of the request `outbound` waits during the visit and takes this rider back."""

    outbound: Id
    visit_s: Seconds


class RequestForm(Form, frozen=True, kw_only=True):
    """One ride of one rider, or of riders who travel together."""

    id: Id
    pickup: Id
    dropoff: Id
    pickup_window: WindowForm
    dropoff_window: WindowForm
    load: LoadForm
    reference: ReferenceSide = ReferenceSide.ARRIVE_BY
    pickup_service_s: Seconds = 0
    dropoff_service_s: Seconds = 0
    escorts: Room = 0
    category: str = ""
    priority: int = 3
    max_ride_s: Seconds | None = None
    late_tolerance_s: Seconds = 0
    ride_alone: bool = False
    group: str = ""
    needs: tuple[Id, ...] = ()
    wait: WaitForm | None = None
    promised: WindowForm | None = None
    published_vehicle: Id | None = None
    unserved_ore: Ore | None = None


class BreakForm(Form, frozen=True, kw_only=True):
    """A rest that starts inside a window."""

    earliest: TimeOfDay
    latest: TimeOfDay
    duration_s: Seconds


class FixedStopForm(Form, frozen=True, kw_only=True):
    """A stop already driven or too near to change."""

    request: Id
    kind: FixedKind
    start: TimeOfDay


class ShiftForm(Form, frozen=True, kw_only=True):
    """One interval in which the vehicle and its driver can be ordered."""

    start: TimeOfDay
    end: TimeOfDay
    breaks: Annotated[tuple[BreakForm, ...], Meta(max_length=MAX_BREAKS)] = ()
    max_duration_s: Seconds | None = None
    frozen: tuple[FixedStopForm, ...] = ()


class VehicleForm(Form, frozen=True, kw_only=True):
    """A vehicle under a contract; `layouts` are the alternative furnishings."""

    id: Id
    tariff: Id
    layouts: Annotated[tuple[LoadForm, ...], Meta(min_length=1, max_length=MAX_LAYOUTS)]
    shifts: tuple[ShiftForm, ...]
    start_place: Id | None = None
    end_place: Id | None = None
    qualifications: tuple[Id, ...] = ()
    carrier: str = ""
    guaranteed: bool = False


class KmBandForm(Form, frozen=True, kw_only=True):
    """The price of each kilometre of an order beyond `from_m` metres."""

    from_m: Metres
    per_km_ore: Ore


class TariffForm(Form, frozen=True, kw_only=True):
    """The prices of one contract, in öre."""

    id: Id
    start_ore: Ore = 0
    km_bands: Annotated[tuple[KmBandForm, ...], Meta(max_length=MAX_KM_BANDS)] = ()
    per_minute_ore: Ore = 0
    waiting_per_minute_ore: Ore = 0
    approach_per_km_ore: Ore = 0
    return_per_km_ore: Ore = 0
    minimum_ore: Ore = 0
    guaranteed_s: Seconds = 0
    guaranteed_per_hour_ore: Ore = 0


class RideCapForm(Form, frozen=True, kw_only=True):
    """A row of the ride-time table; the first row that fits decides."""

    category: str = ""
    direct_up_to_s: Seconds
    max_detour_s: Seconds


class RulesForm(Form, frozen=True, kw_only=True):
    """What the region says about sharing a vehicle. `unserved_ore` is a price per priority."""

    ride_caps: tuple[RideCapForm, ...] = ()
    may_not_mix: tuple[tuple[str, str], ...] = ()
    unserved_ore: dict[int, Ore] = msgspec.field(default_factory=dict)
    lateness_per_minute_ore: Ore = 0
    change_ore: Ore = 0


class ProblemForm(Form, frozen=True, kw_only=True):
    """A planning problem: one day of requests and the vehicles that can drive them."""

    skjuts: Literal["problem"]
    version: Literal[1]
    name: str
    places: tuple[PlaceForm, ...]
    travel: TravelForm
    slowdown: tuple[Annotated[tuple[Quarter, ...], Meta(min_length=96, max_length=96)], ...] = ()
    requests: tuple[RequestForm, ...]
    vehicles: tuple[VehicleForm, ...]
    tariffs: tuple[TariffForm, ...]
    rules: RulesForm = RulesForm()
    objective: Objective = Objective.COST
