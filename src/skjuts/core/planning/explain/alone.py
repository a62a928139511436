"""What a ride would cost with nobody else in the vehicle.

A party (a ride, or a ride out with its waiting return) is put alone on every shift that may
carry it, and the cheapest that keeps every rule is its price alone. Shifts that differ in
nothing but their name are tried once; the rest are tried in the order of an estimate that
leaves out waiting and traffic, at most `TRIES` of them.

The price is what the order uses under the contract, without filling up to a guarantee: guarantees are
paid however people ride. A contract that prices nothing but hours is valued by the hour. The same
yardstick, `value_use_ore`, measures the plan's own runs, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from skjuts.core.planning.explain.lookup import Lookup
from skjuts.core.planning.explain.party import Party, list_party_visits, may_carry
from skjuts.core.planning.explain.pricing import AS_IT_IS, Override, duration_s, find_run
from skjuts.core.planning.explain.shift_table import ShiftTable, list_kinds, prices_use
from skjuts.core.tariffs.contract import RunCost, Tariff, rate

TRIES = 60
"""Shifts priced exactly for one party before it counts as impossible alone."""


@dataclass(frozen=True, slots=True)
class AlonePrice:
    """The cheapest way to drive a party with nobody else aboard."""

    riders: tuple[str, ...]
    vehicle: str
    shift: int
    price_ore: int


@dataclass(frozen=True, slots=True)
class AloneTotal:
    """The price of riding alone for many: the sum over the `riders` that it could be found for.

    Of a big plan only a sample is priced, and `price_ore` is scaled up to everybody.
    """

    price_ore: int
    riders: int
    riders_without_price: int
    is_sample: bool


def value_use_ore(tariff: Tariff, cost: RunCost, vehicle_s: int) -> int:
    """What a run uses under its contract, guarantees left out (see the module's text)."""
    used_ore = cost.total_ore - cost.guarantee_ore
    return used_ore if prices_use(tariff) else rate(vehicle_s, tariff.guaranteed_per_hour_ore, 3600)


class AlonePricer:
    """Finds the cheapest single ride; holds what is the same for every party of a problem."""

    def __init__(self, lookup: Lookup, avoid: Collection[tuple[str, int]] = ()) -> None:
        """Ask every shift but those of `avoid` (vehicle id and number)."""
        self._lookup = lookup
        self._kinds = list_kinds(lookup, avoid)
        self._table = ShiftTable(lookup, self._kinds)

    def find_price(self, request_id: str, override: Override = AS_IT_IS) -> AlonePrice | None:
        """The cheapest price of this request's party alone; None when no shift tried can take it."""
        changed = {request.id: request for request in override.requests}
        party = tuple(changed.get(r.id, r) for r in self._lookup.list_linked(request_id))
        return self.find_party_price(party, override)

    def find_party_price(self, party: Party, override: Override = AS_IT_IS) -> AlonePrice | None:
        """The same for requests that ride together as given."""
        ranked = (self._kinds[row] for row in self._table.rank(party, override.longer_shift_s))
        able = (kind for kind in ranked if may_carry(kind[0], party))
        for vehicle, shift in islice(able, TRIES):
            run = find_run(self._lookup, vehicle, shift, list_party_visits(party), override)
            if run is not None:
                tariff = self._lookup.problem.tariffs[vehicle.tariff]
                price_ore = value_use_ore(tariff, run.cost, duration_s(self._lookup, run))
                return AlonePrice(tuple(r.id for r in party), vehicle.id, shift, price_ore)
        return None

    def total(self, riders: Iterable[str], most: int) -> AloneTotal:
        """The price of riding alone for all of these; a party is paid for once.

        Of more than `most` parties every so-manieth is priced, and the sum is scaled to all.
        """
        parties = list(dict.fromkeys(self._lookup.list_linked(rider) for rider in riders))
        asked = parties[:: -(-len(parties) // most)] if parties else []
        prices = {party: self.find_party_price(party) for party in asked}
        found = [price.price_ore for price in prices.values() if price is not None]
        priced = sum(len(party) for party, price in prices.items() if price is not None)
        everyone, tried = sum(map(len, parties)), sum(map(len, asked))
        return AloneTotal(
            price_ore=round(sum(found) * everyone / tried) if tried else 0,
            riders=priced,
            riders_without_price=tried - priced,
            is_sample=len(asked) < len(parties),
        )
