"""Why a request stands outside the plan: how far the most promising vehicle came."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from skjuts.core.planning.search.arrays import DEAR, FAR, NOBODY, Data, Plan, Scratch
from skjuts.core.planning.search.candidates import (
    CAPACITY,
    COMPANY,
    QUALIFICATION,
    RIDE_TIME,
    SERVABLE,
    scan_route,
)
from skjuts.core.planning.search.kernel import kernel, short
from skjuts.core.planning.search.linked import scan_linked
from skjuts.core.planning.solution import Reason

REASONS = {
    QUALIFICATION: Reason.QUALIFICATION,
    CAPACITY: Reason.CAPACITY,
    SERVABLE: Reason.PRICE,
}
"""Reasons that a hurdle gives by itself; the others are told apart by lifting a rule."""


@kernel
def find_single_hurdle(data: Data, plan: Plan, scratch: Scratch, request: int) -> int:
    """The last hurdle that any route came to with this request alone, without its linked ride."""
    scratch.hurdle[0] = QUALIFICATION
    scratch.best[0], scratch.best[1] = DEAR, NOBODY
    for route in range(data.routes.shape[0]):
        scan_route(data, plan, scratch, short(route), short(request), 0.0)
    return scratch.hurdle[0]


@kernel
def find_hurdle(data: Data, plan: Plan, scratch: Scratch, request: int) -> int:
    """The last hurdle that any route of the plan came to with this request."""
    if data.requests[request].returned_by == NOBODY:
        return find_single_hurdle(data, plan, scratch, request)
    scratch.hurdle[0] = QUALIFICATION
    scratch.best[0], scratch.best[1] = DEAR, NOBODY
    for route in range(data.routes.shape[0]):
        scan_linked(data, plan, scratch, short(route), short(request))
    return scratch.hurdle[0]


def diagnose(data: Data, plan: Plan, scratch: Scratch, request: int) -> Reason:
    """The reason code of an unserved request, for a linked pair that of whichever ride cannot be driven."""
    outbound = int(data.requests["return_of"][request])
    leader = request if outbound == NOBODY else outbound
    home = int(data.requests["returned_by"][leader])
    if home == NOBODY:
        return diagnose_single(data, plan, scratch, leader)
    if find_hurdle(data, plan, scratch, leader) == SERVABLE:
        return Reason.PRICE
    for ride in (leader, home):
        reason = diagnose_single(data, plan, scratch, ride)
        if reason is not Reason.PRICE:
            return reason
    return Reason.WAIT


def diagnose_single(data: Data, plan: Plan, scratch: Scratch, request: int) -> Reason:
    """The reason code of a request by itself; PRICE when some route could take it."""
    hurdle = find_single_hurdle(data, plan, scratch, request)
    group = int(data.nodes["group"][request])
    rides_alone = bool((int(data.forbids[group]) >> group) & 1)
    company = Reason.RIDE_ALONE if rides_alone else Reason.MIXING
    if hurdle == COMPANY:
        return company
    if hurdle in REASONS:
        return REASONS[hurdle]
    for reason, freed in [(company, free_company(data)), *list_lifted(data)]:
        if find_single_hurdle(freed, plan, scratch, request) == SERVABLE:
            return reason
    return Reason.RIDE_TIME if hurdle == RIDE_TIME else Reason.WINDOW


def list_lifted(data: Data) -> list[tuple[Reason, Data]]:
    """The problem without breaks, and with shifts that begin with the day and never end."""
    return [
        (Reason.BREAK, lift(data, breaks=0)),
        (Reason.SHIFT, lift(data, start=0, end=FAR, max_duration=FAR)),
    ]


def lift(data: Data, **columns: int) -> Data:
    """The same tables with some columns of all routes changed."""
    routes = data.routes.copy()
    for name, value in columns.items():
        routes[name] = value
    return Data(**{**tables_of(data), "routes": routes})


def free_company(data: Data) -> Data:
    """The same tables where anybody may ride with anybody."""
    return Data(**{**tables_of(data), "forbids": np.zeros_like(data.forbids)})


def tables_of(data: Data) -> dict[str, NDArray[Any]]:
    """The arrays by name."""
    return {name: getattr(data, name) for name in Data.__annotations__}
