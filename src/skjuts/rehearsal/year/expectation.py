"""How many trips each kind has in each month, before chance: level, growth, season and the measure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skjuts.core.followup.months import MONTHS_A_YEAR, Month
from skjuts.rehearsal.draws import stream
from skjuts.rehearsal.year.index_history import make_levels
from skjuts.rehearsal.year.parameters import Stratum, YearParameters


def expect_trips(parameters: YearParameters, first: Month) -> NDArray[np.float64]:
    """Expected trips, strata by months."""
    time = parameters.time
    at = np.arange(time.months)
    months = at + first
    exposure = time.find_ramp(first).list_shares(months.tolist())
    season = 1 + time.season_amplitude * np.cos(2 * np.pi * (months % MONTHS_A_YEAR - 1) / MONTHS_A_YEAR)
    rows = [
        one.trips_a_month * (1 + one.growth) ** (at / MONTHS_A_YEAR) * (1 - one.cut * exposure) * season
        for one in parameters.strata.rows
    ]
    return np.array(rows)


def expect_cost(parameters: YearParameters, first: Month) -> NDArray[np.float64]:
    """Expected cost in öre, strata by months: trips times the price of a trip of mean length."""
    levels = make_levels(parameters, first)
    prices = [
        [
            price_trip(one, parameters, place, float(levels[one.contract][place]))
            for place in range(parameters.time.months)
        ]
        for one in parameters.strata.rows
    ]
    return expect_trips(parameters, first) * np.array(prices)


def price_trip(stratum: Stratum, parameters: YearParameters, place: int, level: float) -> float:
    """The price in öre of a trip of mean length in a month (counted from the first)."""
    km = (stratum.least_km + stratum.most_km) / 2 / stratum.pooling
    factor = parameters.contracts[stratum.contract].factor_in(place) * level
    return (stratum.start_ore + stratum.ore_a_vehicle_km * km) * factor


def draw_months(parameters: YearParameters, seed: int) -> NDArray[np.float64]:
    """What all kinds of trips together move by in each month: noise with memory, as a factor."""
    time = parameters.time
    fresh = stream(seed, "months").standard_normal(time.months)
    noise = np.zeros(time.months)
    noise[0] = fresh[0]
    for month in range(1, time.months):
        noise[month] = time.noise_memory * noise[month - 1] + np.sqrt(1 - time.noise_memory**2) * fresh[month]
    return np.exp(time.noise_spread * noise)
