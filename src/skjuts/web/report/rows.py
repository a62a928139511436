"""Tables of the page as rows of text: runs with their stops, costs, riders and the unserved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from skjuts.core.planning.explain import Activity, ContractCost, Explainer, Lookup, UnservedExplanation
from skjuts.core.planning.formats.reason_texts import REASON_TEXTS
from skjuts.core.planning.solution import Stop, StopKind
from skjuts.core.tariffs.contract import RunCost
from skjuts.web.report.names import natural_order, place_name
from skjuts.web.report.runbook import NumberedRun
from skjuts.web.report.sentences import (
    tell_company,
    tell_detour,
    tell_miss,
    tell_price,
    tell_remedy,
    tell_time,
    tell_window,
)
from skjuts.web.report.units import Units, percent

PRICE_PARTS = (
    ("start_ore", "Start"),
    ("distance_ore", "Km"),
    ("minutes_ore", "Minuter"),
    ("waiting_ore", "Väntan"),
    ("approach_ore", "Framkörning"),
    ("return_ore", "Återkörning"),
    ("minimum_ore", "Minimipris"),
    ("guarantee_ore", "Garanti"),
)

DOES = {
    StopKind.START: "Avgår",
    StopKind.PICKUP: "Hämtar",
    StopKind.DROPOFF: "Lämnar",
    StopKind.BREAK: "Rast",
    StopKind.END: "Åter",
}


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop of a run; `anchor` is the rider's on the page, if any; `aboard` counts riders as it leaves."""

    time: str
    does: str
    request: str
    anchor: str
    place: str
    aboard: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in one line, and its stops when its details are shown."""

    run: NumberedRun
    times: str
    distance: str
    empty: str
    price: str
    price_parts: tuple[tuple[str, str], ...]
    stops: tuple[StopRow, ...]


@dataclass(frozen=True, slots=True)
class RiderRow:
    """A served rider: one line, and the sentences behind it."""

    id: str
    anchor: str
    origin: str
    target: str
    times: str
    run: NumberedRun
    is_late: bool
    detour: str
    company: str
    prices: tuple[str, ...]
    timing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnservedRow:
    """A rider without a vehicle: when and where, why, what was lacking, what to do."""

    id: str
    origin: str
    target: str
    window: str
    priority: int
    miss: str
    remedy: str


@dataclass(frozen=True, slots=True)
class UnservedSection:
    """The unserved riders with one reason: how many there are and those that are shown."""

    reason: str
    count: int
    rows: tuple[UnservedRow, ...]


@dataclass(frozen=True, slots=True)
class CostRow:
    """A contract's or a carrier's line in the cost table."""

    name: str
    vehicles: int
    riders: int
    distance: str
    empty: str
    parts: tuple[str, ...]
    total: str
    per_ride: str


def list_price_parts(cost: RunCost, units: Units) -> tuple[tuple[str, str], ...]:
    """The parts of a price that are not nothing, by name."""
    parts = ((name, getattr(cost, field)) for field, name in PRICE_PARTS)
    return tuple((name, units.money(part_ore)) for name, part_ore in parts if part_ore)


def make_run_row(lookup: Lookup, run: NumberedRun, units: Units, anchors: Mapping[str, str]) -> RunRow:
    """A run as a row, with its stops when it is detailed."""
    walk = run.walk
    empty_m, driven_m = walk.metres(Activity.EMPTY), walk.metres(Activity.EMPTY, Activity.LOADED)
    return RunRow(
        run=run,
        times=f"{units.clock(walk.leaves_s)}–{units.clock(walk.returns_s)}",
        distance=units.km(driven_m),
        empty=percent(empty_m / driven_m) if driven_m else "–",
        price=units.money(run.run.cost.total_ore),
        price_parts=list_price_parts(run.run.cost, units),
        stops=tuple(_list_stops(lookup, run, units, anchors)) if run.is_detailed else (),
    )


def _list_stops(
    lookup: Lookup, run: NumberedRun, units: Units, anchors: Mapping[str, str]
) -> Iterator[StopRow]:
    aboard = 0
    for stop in run.run.stops:
        aboard += {StopKind.PICKUP: 1, StopKind.DROPOFF: -1}.get(stop.kind, 0)
        yield StopRow(
            time=_time_of(stop, units),
            does=DOES[stop.kind],
            request=stop.request or "",
            anchor=anchors.get(stop.request or "", ""),
            place=place_name(lookup, stop.place),
            aboard=aboard,
        )


def _time_of(stop: Stop, units: Units) -> str:
    if stop.kind is StopKind.BREAK:
        return f"{units.clock(stop.start)}–{units.clock(stop.depart)}"
    return units.clock(stop.depart if stop.kind is StopKind.START else stop.start)


def list_rider_rows(
    explainer: Explainer, runs: Sequence[NumberedRun], units: Units, most: int
) -> tuple[RiderRow, ...]:
    """The riders of the busiest runs by name, at most so many; `anchor` names the rider on the page."""
    detailed = sorted((run for run in runs if run.is_detailed), key=lambda run: -run.riders)
    run_of = {s.request: run for run in detailed for s in run.run.stops if s.request}
    chosen = sorted(islice(run_of, most), key=natural_order)
    return tuple(
        _make_rider_row(explainer, rider, f"resa-{number}", run_of[rider], units)
        for number, rider in enumerate(chosen, 1)
    )


def _make_rider_row(
    explainer: Explainer, rider: str, anchor: str, run: NumberedRun, units: Units
) -> RiderRow:
    told = explainer.explain_rider(rider)
    lookup, ride = explainer.lookup, told.ride
    return RiderRow(
        id=rider,
        anchor=anchor,
        origin=place_name(lookup, told.request.pickup),
        target=place_name(lookup, told.request.dropoff),
        times=f"{units.clock(ride.pickup_s)}–{units.clock(ride.dropoff_s)}",
        run=run,
        is_late=ride.late_s > 0,
        detour=tell_detour(units, ride),
        company=tell_company(units, told),
        prices=tuple(tell_price(units, told)),
        timing=tuple(tell_time(units, told)),
    )


def list_unserved_sections(explainer: Explainer, units: Units, most: int) -> tuple[UnservedSection, ...]:
    """The unserved by reason; of each reason the most important, `most` in all shared between them."""
    groups = explainer.figures.unserved
    each = max(3, most // max(1, len(groups)))
    return tuple(
        UnservedSection(
            reason=REASON_TEXTS[group.reason],
            count=len(group.requests),
            rows=tuple(islice(_list_unserved_rows(explainer, group.requests, units), each)),
        )
        for group in groups
    )


def _list_unserved_rows(explainer: Explainer, requests: Sequence[str], units: Units) -> Iterator[UnservedRow]:
    """Rows by priority, then by time."""
    found = (explainer.lookup.get_request(request) for request in requests)
    for request in sorted(found, key=lambda r: (r.priority, r.pickup_window, r.dropoff_window, r.id)):
        yield _make_unserved_row(explainer.lookup, explainer.explain_unserved(request.id), units)


def _make_unserved_row(lookup: Lookup, told: UnservedExplanation, units: Units) -> UnservedRow:
    request = told.request
    return UnservedRow(
        id=request.id,
        origin=place_name(lookup, request.pickup),
        target=place_name(lookup, request.dropoff),
        window=tell_window(units, lookup, request.id),
        priority=request.priority,
        miss=tell_miss(units, told),
        remedy=tell_remedy(told.nearest_miss, is_possible=told.vehicles_able > 0),
    )


def list_used_parts(groups: Sequence[ContractCost]) -> tuple[str, ...]:
    """The price parts that some group pays for, in the order of the tariff."""
    return tuple(f for f, _ in PRICE_PARTS if any(_part_ore(group, f) for group in groups))


def make_cost_row(group: ContractCost, parts: Sequence[str], units: Units) -> CostRow:
    """A group's line in the cost table."""
    return CostRow(
        name=group.name or "Utan namn",
        vehicles=group.vehicles_used,
        riders=group.riders,
        distance=units.km(group.driven_m),
        empty=percent(group.empty_m / group.driven_m) if group.driven_m else "–",
        parts=tuple(_amount(_part_ore(group, part), units) for part in parts),
        total=units.amount(group.total_ore),
        per_ride=units.amount(group.total_ore / group.riders) if group.riders else "–",
    )


def _part_ore(group: ContractCost, part: str) -> int:
    """A price part; the guarantee of the shifts that never drive is a guarantee too."""
    part_ore: int = getattr(group.cost, part)
    return part_ore + (group.idle_guarantee_ore if part == "guarantee_ore" else 0)


def _amount(amount_ore: int, units: Units) -> str:
    """An amount, and a dash for none: most contracts pay only some of the parts."""
    return units.amount(amount_ore) if amount_ore else "–"
