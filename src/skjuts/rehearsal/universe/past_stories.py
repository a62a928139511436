"""Decided matters of the year before, so that the three responsibility models can be seen side by side.

The centre approved until 160 days ago; since then the central unit decides, and one clinic tries deciding
itself. How long each took and how often each departed from the rules is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from skjuts.rehearsal.universe.stories import Story

TOWNS = ("Östersund", "Krokom", "Strömsund", "Bräcke", "Sveg", "Åre", "Svenstavik", "Hammarstrand")
KM = {
    "Östersund": 6,
    "Krokom": 21,
    "Strömsund": 102,
    "Bräcke": 71,
    "Sveg": 187,
    "Åre": 98,
    "Svenstavik": 69,
    "Hammarstrand": 103,
}
ABLE = {
    "purpose": "care",
    "residence": "resident",
    "care_place": "nearest",
    "sits_upright": True,
    "care_on_the_way": "none",
    "is_infectious": False,
    "rides_with_others": True,
    "has_escort": False,
}
WHY = {
    "rule_misses": "Regeln ser inte att besöket är ett led i en pågående behandling.",
    "exceptional": "Patienten är nyopererad och kan inte vänta på en senare tid.",
    "fact_wrong": "Intyget säger friskvård, men besöket är en kontroll efter operation.",
}
REASONS = (
    "Skälen är påhittade för demonstrationen. Besöket hör till behandlingen, och du klarar inte bussen dit."
)


@dataclass(frozen=True, slots=True)
class Period:
    """How one model worked: whose, from when (days ago), days to a decision, departures from rules."""

    by: str
    via: str
    days_ago: tuple[int, int]
    count: int
    takes_days: tuple[int, ...]
    overrides: dict[int, str]
    refused: tuple[int, ...] = ()


PERIODS = (
    Period("agent", "paper", (330, 190), 12, (1, 0, 2, 1), {2: "rule_misses", 7: "exceptional"}, (4,)),
    Period(
        "clinician",
        "certificate",
        (140, 12),
        11,
        (0, 0, 1),
        {1: "rule_misses", 4: "exceptional", 8: "rule_misses"},
    ),
    Period(
        "officer",
        "certificate",
        (150, 14),
        16,
        (5, 8, 3, 6, 9),
        {3: "fact_wrong", 11: "exceptional"},
        (6, 13),
    ),
)


def list_past_stories() -> Iterator[Story]:
    """Every matter of the periods, the oldest first within each."""
    for period in PERIODS:
        for number in range(period.count):
            yield _tell(period, number)


def _tell(period: Period, number: int) -> Story:
    first, last = period.days_ago
    days_ago = first - (first - last) * number // max(period.count - 1, 1)
    town = TOWNS[number % len(TOWNS)]
    override = period.overrides.get(number, "")
    purpose = "vaccination" if override or number in period.refused else "care"
    asked = {"travel_mode": "shared_taxi", "trips": 2 + 2 * (number % 4)}
    told = {"distance": KM[town] * 1_000, "boards_steps": False}
    is_paper = period.via == "paper"
    return Story(
        slug=f"{period.by}-{number}",
        lives=town,
        days_ago=days_ago,
        ends="decided",
        by=period.by,
        via=period.via,
        words="Jag orkar inte kliva på bussen." if is_paper else "",
        applies=asked if is_paper else {},
        certificate={}
        if is_paper
        else {**asked, "purpose": purpose, "walking_limit_m": 80, "boards_steps": False},
        told={**ABLE, "purpose": purpose, **told} if is_paper else told,
        outcome="denied" if number in period.refused else "granted",
        second=number in period.refused,
        mechanical=number in period.refused,
        override=override,
        override_text=WHY[override] if override else "",
        reasons=REASONS if override else "",
        takes_days=period.takes_days[number % len(period.takes_days)],
    )
