"""What a contract says that a journey costs.

A carrier is paid per *order* (körorder): the part of a run from the stop where an empty
vehicle takes its first rider until it is empty again. Waiting for a linked return keeps the
order open. All amounts are whole öre, all distances metres, all times seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_KM_BANDS = 3


@dataclass(frozen=True, slots=True)
class KmBand:
    """The price of each kilometre of an order beyond `from_m` metres."""

    from_m: int
    per_km_ore: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The prices of one contract.

    `start_ore` is paid once per order and `minimum_ore` is the least an order may cost.
    `km_bands` price the metres with riders aboard (first band from 0, rising `from_m`, at most
    three); `approach_per_km_ore` the empty metres to a pickup and `return_per_km_ore` the empty
    metres from the last dropoff to the end of the shift. `per_minute_ore` pays the driving and
    service time of an order, `waiting_per_minute_ore` its waiting time. A shift is paid for at
    least `guaranteed_s` seconds at `guaranteed_per_hour_ore`, used or not.
    """

    id: str
    start_ore: int = 0
    km_bands: tuple[KmBand, ...] = ()
    per_minute_ore: int = 0
    waiting_per_minute_ore: int = 0
    approach_per_km_ore: int = 0
    return_per_km_ore: int = 0
    minimum_ore: int = 0
    guaranteed_s: int = 0
    guaranteed_per_hour_ore: int = 0


@dataclass(frozen=True, slots=True)
class OrderUse:
    """What one order used of a vehicle: metres with riders, busy and waiting seconds."""

    loaded_m: int
    busy_s: int
    waiting_s: int


@dataclass(frozen=True, slots=True)
class RunCost:
    """The price of one shift's run, in öre, part by part."""

    start_ore: int = 0
    distance_ore: int = 0
    minutes_ore: int = 0
    waiting_ore: int = 0
    approach_ore: int = 0
    return_ore: int = 0
    minimum_ore: int = 0
    guarantee_ore: int = 0

    @property
    def total_ore(self) -> int:
        """The sum of the parts."""
        return (
            self.start_ore
            + self.distance_ore
            + self.minutes_ore
            + self.waiting_ore
            + self.approach_ore
            + self.return_ore
            + self.minimum_ore
            + self.guarantee_ore
        )


def rate(quantity: int, price: int, per: int) -> int:
    """`quantity` × `price` / `per`, rounded half up to whole öre."""
    return (quantity * price + per // 2) // per


def distance_ore(tariff: Tariff, loaded_m: int) -> int:
    """The price of an order's metres: each band is rounded on its own."""
    total = 0
    for index, band in enumerate(tariff.km_bands):
        is_last = index + 1 == len(tariff.km_bands)
        upper = loaded_m if is_last else min(loaded_m, tariff.km_bands[index + 1].from_m)
        total += rate(max(0, upper - band.from_m), band.per_km_ore, 1000)
    return total


def guarantee_ore(tariff: Tariff) -> int:
    """What a shift costs even when nobody rides."""
    return rate(tariff.guaranteed_s, tariff.guaranteed_per_hour_ore, 3600)


def price_run(tariff: Tariff, orders: list[OrderUse], approach_m: int, return_m: int) -> RunCost:
    """Price a run from the use of its orders and its empty metres (summed, then rounded)."""
    start = distance = minutes = waiting = minimum = 0
    for order in orders:
        parts = (
            tariff.start_ore,
            distance_ore(tariff, order.loaded_m),
            rate(order.busy_s, tariff.per_minute_ore, 60),
            rate(order.waiting_s, tariff.waiting_per_minute_ore, 60),
        )
        start += parts[0]
        distance += parts[1]
        minutes += parts[2]
        waiting += parts[3]
        minimum += max(0, tariff.minimum_ore - sum(parts))
    approach = rate(approach_m, tariff.approach_per_km_ore, 1000)
    back = rate(return_m, tariff.return_per_km_ore, 1000)
    used = start + distance + minutes + waiting + minimum + approach + back
    return RunCost(
        start, distance, minutes, waiting, approach, back, minimum, max(0, guarantee_ore(tariff) - used)
    )
