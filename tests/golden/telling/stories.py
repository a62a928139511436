"""Invented months, one for each thing that the three sentences can say."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from skjuts.core.followup.charts import chart_values
from skjuts.core.followup.decomposition import Decomposition, Factor, Method
from skjuts.core.followup.evaluation import EvidenceLevel
from skjuts.core.followup.ledger.nowcast import MonthNowcast
from skjuts.core.followup.months import month
from skjuts.core.followup.telling import MonthStory, PartChange

MARCH = month(2016, 3)
CALM = (242, 251, 246, 255, 239, 248, 252, 244, 250, 247, 243)
"""Eleven quiet months: mean 247, limits some twenty on either side."""


def divide(
    before_ore: int, by_factor: Mapping[Factor, int], new_ore: int = 0, ended_ore: int = 0
) -> Decomposition:
    """A decomposition with these shares."""
    shares = {factor: by_factor.get(factor, 0) for factor in Factor}
    after = before_ore + sum(shares.values()) + new_ore + ended_ore
    nothing = np.zeros((len(Factor), 0))
    none, nowhere = np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.int64)
    return Decomposition(
        (), Method.LMDI, before_ore, after, shares, new_ore, ended_ore, nothing, none, nowhere
    )


def booked(ore: int) -> MonthNowcast:
    """A month whose invoices have all come."""
    return MonthNowcast(MARCH, ore, ore, ore, ore)


def tell(
    divided: Decomposition,
    *,
    last: float = 248,
    expected: MonthNowcast | None = None,
    parts: tuple[PartChange, ...] = (),
    evidence: EvidenceLevel = EvidenceLevel.BOOKED,
) -> MonthStory:
    """The story of March 2016 beside March 2015; `last` is the chart's latest value."""
    values = (*CALM, last)
    return MonthStory(
        month=MARCH,
        compared_with=month(2015, 3),
        population="utan dialysresor, utan asylboenden",
        decomposition=divided,
        expected=expected or booked(divided.after_ore),
        chart=chart_values(range(MARCH - len(CALM), MARCH + 1), values),
        charted="kostnaden utan säsong",
        parts=parts,
        evidence=evidence,
    )


DEARER = divide(
    248_000_000,
    {
        Factor.VOLUME: -42_000_000,
        Factor.MIX: 31_000_000,
        Factor.DISTANCE: 20_500_000,
        Factor.PRICE: 27_000_000,
    },
)
CHEAPER = divide(248_000_000, {Factor.VOLUME: -42_000_000, Factor.INDEX: 1_000_000}, ended_ore=-9_000_000)
STORIES = {
    "steg och är en nyhet": tell(
        DEARER,
        last=330,
        parts=(PartChange("taxi ensam över 100 km", 33_000_000, 41), PartChange("liggande", -4_000_000, 7)),
    ),
    "sjönk men kan vara slump, och den största delen är för få människor": tell(
        CHEAPER,
        parts=(
            PartChange("liggande över 200 km", -30_000_000, 2),
            PartChange("taxi 0–10 km", -8_000_000, 60),
        ),
    ),
    "oförändrat": tell(divide(248_000_000, {Factor.VOLUME: 12_000, Factor.PRICE: -9_000})),
    "fakturor saknas och riktningen går inte att säga": tell(
        divide(248_000_000, {Factor.PRICE: -40_000_000}),
        expected=MonthNowcast(MARCH, 208_000_000, 251_000_000, 239_000_000, 266_000_000),
    ),
    "fakturor saknas men hela intervallet är högre": tell(
        divide(248_000_000, {Factor.PRICE: 40_000_000}),
        expected=MonthNowcast(MARCH, 288_000_000, 330_000_000, 311_000_000, 352_000_000),
    ),
    "påstådd siffra, små belopp": tell(
        divide(4_310_000, {Factor.VOLUME: -350_000}), evidence=EvidenceLevel.CLAIMED
    ),
}
