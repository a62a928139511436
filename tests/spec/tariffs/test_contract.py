"""Tariffs: what an order costs.

A carrier is paid per order: from the pickup where the vehicle stops being empty until it is empty
again. Amounts are whole öre. Every rounding is to the nearest öre, half an öre upwards.
"""

from __future__ import annotations

import pytest

from skjuts.core.tariffs.contract import KmBand, OrderUse, RunCost, Tariff, guarantee_ore, price_run

BANDS = (KmBand(0, 12_00), KmBand(30_000, 10_00), KmBand(100_000, 8_00))


def drive_km(km: int) -> OrderUse:
    """An order of some kilometres, driven in no time."""
    return OrderUse(km * 1_000, 0, 0)


def test_start_when_a_run_has_two_orders_then_is_paid_twice() -> None:
    """The start belongs to the order, not to the run: 2 × 50 kr."""
    cost = price_run(Tariff("avtal", start_ore=50_00), [drive_km(10), drive_km(5)], 0, 0)
    assert cost == RunCost(start_ore=100_00)


@pytest.mark.parametrize(
    ("km", "kronor"),
    [
        (20, 20 * 12),
        (30, 30 * 12),
        (31, 30 * 12 + 1 * 10),
        (100, 30 * 12 + 70 * 10),
        (120, 30 * 12 + 70 * 10 + 20 * 8),
    ],
)
def test_kilometres_when_bands_are_passed_then_each_is_priced_in_its_own(km: int, kronor: int) -> None:
    """12 kr up to 30 km, 10 kr up to 100 km, 8 kr beyond: what lies before a border keeps its price."""
    assert price_run(Tariff("avtal", km_bands=BANDS), [drive_km(km)], 0, 0).distance_ore == kronor * 100


def test_bands_when_two_orders_are_driven_then_start_over() -> None:
    """40 km in one order: 30 × 12 + 10 × 10 = 460 kr. In two orders of 20 km: 2 × 240 = 480 kr."""
    tariff = Tariff("avtal", km_bands=BANDS)
    assert price_run(tariff, [drive_km(40)], 0, 0).total_ore == 460_00
    assert price_run(tariff, [drive_km(20), drive_km(20)], 0, 0).total_ore == 480_00


def test_bands_when_they_end_in_halves_then_each_is_rounded_on_its_own() -> None:
    """A metre at 5 kr/km is half an öre. Two bands of a metre each make 1 + 1; one band of 2 m makes 1."""
    split = Tariff("avtal", km_bands=(KmBand(0, 5_00), KmBand(1, 5_00)))
    whole = Tariff("avtal", km_bands=(KmBand(0, 5_00),))
    assert price_run(split, [OrderUse(2, 0, 0)], 0, 0).distance_ore == 2
    assert price_run(whole, [OrderUse(2, 0, 0)], 0, 0).distance_ore == 1


def test_minutes_when_busy_and_waiting_then_have_prices_of_their_own() -> None:
    """90 s of driving at 6 kr/min = 9.00 kr; 100 s of waiting at 5 kr/min = 8.333… = 8.33 kr."""
    tariff = Tariff("avtal", per_minute_ore=6_00, waiting_per_minute_ore=5_00)
    assert price_run(tariff, [OrderUse(0, 90, 100)], 0, 0) == RunCost(minutes_ore=9_00, waiting_ore=8_33)


def test_empty_kilometres_when_driven_then_approach_and_return_differ() -> None:
    """12.5 km to pickups at 5 kr = 62.50 kr; 8 km home at 2 kr = 16 kr. Both are sums for the whole run."""
    tariff = Tariff("avtal", approach_per_km_ore=5_00, return_per_km_ore=2_00)
    assert price_run(tariff, [drive_km(1)], 12_500, 8_000) == RunCost(approach_ore=62_50, return_ore=16_00)


def test_minimum_when_an_order_is_cheaper_then_fills_up_that_order_alone() -> None:
    """Minimum 150 kr. Orders of 80 kr and 300 kr: the first gets 70 kr more; the second lends it nothing."""
    tariff = Tariff("avtal", km_bands=(KmBand(0, 10_00),), minimum_ore=150_00)
    cost = price_run(tariff, [drive_km(8), drive_km(30)], 0, 0)
    assert cost == RunCost(distance_ore=380_00, minimum_ore=70_00)


def test_minimum_when_the_way_to_the_rider_is_paid_then_does_not_count_it() -> None:
    """An order of 80 kr is filled to 150 kr; 20 km of approach at 5 kr come on top, 250 kr in all."""
    tariff = Tariff("avtal", km_bands=(KmBand(0, 10_00),), approach_per_km_ore=5_00, minimum_ore=150_00)
    cost = price_run(tariff, [drive_km(8)], 20_000, 0)
    assert cost == RunCost(distance_ore=80_00, minimum_ore=70_00, approach_ore=100_00)
    assert cost.total_ore == 250_00


@pytest.mark.parametrize(
    ("driven_km", "filled_kronor", "total_kronor"),
    [(100, 600, 1_600), (160, 0, 1_600), (170, 0, 1_700)],
)
def test_guarantee_when_a_shift_earns_less_then_is_filled_up(
    driven_km: int, filled_kronor: int, total_kronor: int
) -> None:
    """Four guaranteed hours at 400 kr are 1 600 kr. At 10 kr/km the shift earns less up to 160 km."""
    tariff = Tariff(
        "avtal", km_bands=(KmBand(0, 10_00),), guaranteed_s=4 * 3_600, guaranteed_per_hour_ore=400_00
    )
    cost = price_run(tariff, [drive_km(driven_km)], 0, 0)
    assert (cost.guarantee_ore, cost.total_ore) == (filled_kronor * 100, total_kronor * 100)


def test_guarantee_when_nobody_rides_then_is_paid_all_the_same() -> None:
    """2.5 hours × 400 kr = 1 000 kr for a shift that stands still."""
    tariff = Tariff("avtal", guaranteed_s=9_000, guaranteed_per_hour_ore=400_00)
    assert guarantee_ore(tariff) == 1_000_00
