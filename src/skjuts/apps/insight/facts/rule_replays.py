"""Decided matters put to two rule books: what flips, what it costs and whom it hits, ready to be told.

People are counted once, by their latest matter; what concerns one to four is hidden, or told with more.
Nothing here is about anybody, and nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

import msgspec

from skjuts.core.followup.ledger.bands import METRES_A_KM, DistanceBands
from skjuts.core.followup.ledger.columns import AGE_BANDS
from skjuts.core.ports.past_matters import WeighedMatter
from skjuts.core.rules import BadFacts, RuleBook, hash_book, read_json_facts
from skjuts.core.simulation.rules import Behaviour, PastMatter, RuleReplay, add_replays, replay_rules
from skjuts.core.simulation.running import Work

OLDEST = (17, 64, 79)
"""The last year of each age band but the last."""
FEWEST_INVOICED = 20
"""A mean of fewer invoiced trips is no price."""
ON_FOOT = "walk"
DIVISIONS = ("municipality", "age", "distance", "purpose")
Books = tuple[RuleBook, RuleBook]

type Written = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prices:
    """What a trip costs by mode and distance band, and by mode alone where the band has too few. Öre."""

    by_band: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    by_mode: Mapping[str, int] = field(default_factory=dict)

    def find(self, band: int | None) -> Mapping[str, int]:
        """The prices of a distance; those of the mode where the distance is not known."""
        return {ON_FOOT: 0, **self.by_mode, **(self.by_band.get(band, {}) if band is not None else {})}


@dataclass(frozen=True, slots=True)
class ReadMatters:
    """Matters that both books can read. `last` marks each person's latest; `unread` could not be read."""

    matters: tuple[PastMatter, ...]
    months: tuple[str, ...]
    last: tuple[bool, ...]
    unread: int


def mean_prices(rows: Iterable[Mapping[str, Any]]) -> Prices:
    """Prices out of the ledger's sums by mode and band: mean öre over the trips that are invoiced."""
    listed = [(str(one["travel_mode"]), int(one["band"]), one) for one in rows]
    by_band: dict[int, dict[str, int]] = {}
    whole: dict[str, list[int]] = {}
    for mode, band, one in listed:
        count, ore = int(one["invoiced_trips"]), int(one["cost_ore"])
        held = whole.setdefault(mode, [0, 0])
        held[0], held[1] = held[0] + count, held[1] + ore
        if count >= FEWEST_INVOICED:
            by_band.setdefault(band, {})[mode] = round(ore / count)
    by_mode = {mode: round(ore / count) for mode, (count, ore) in whole.items() if count >= FEWEST_INVOICED}
    return Prices(by_band, by_mode)


def read_matters(
    matters: Sequence[WeighedMatter], books: Books, prices: Prices, bands: DistanceBands
) -> ReadMatters:
    """Matters as core replays them; those with a fact that a book cannot read are counted and left out."""
    kept: list[tuple[WeighedMatter, PastMatter]] = []
    for one in sorted(matters, key=lambda one: one.decided_on):
        facts = _read_facts(one.facts, books)
        if facts is not None:
            kept.append((one, _place(one, facts, prices, bands)))
    latest = {one.person: number for number, (one, _) in enumerate(kept)}
    return ReadMatters(
        tuple(past for _, past in kept),
        tuple(f"{one.decided_on:%Y-%m}" for one, _ in kept),
        tuple(latest[one.person] == number for number, (one, _) in enumerate(kept)),
        len(matters) - len(kept),
    )


def list_work(read: ReadMatters, books: Books, behaviour: Behaviour) -> list[Work[Written]]:
    """A month of matters as a piece of work; named so that a change of books is other work."""
    mark = "/".join(hash_book(one)[:12] for one in books)
    rows = zip(read.months, read.matters, read.last, strict=True)
    return [
        Work(f"{month}/{mark}/{len(held)}", partial(_replay, held, books, behaviour))
        for month, group in groupby(rows, key=lambda row: row[0])
        for held in [[(matter, is_last) for _, matter, is_last in group]]
    ]


def sum_up(pieces: Iterable[Written]) -> tuple[RuleReplay, RuleReplay]:
    """All matters, and each person's latest alone, out of the months."""
    listed = list(pieces)
    whole, people = (
        add_replays(msgspec.convert(one[name], RuleReplay) for one in listed) for name in ("all", "people")
    )
    return whole, people


def find_band(facts: Mapping[str, object], bands: DistanceBands) -> int | None:
    """The band of the distance, where it is known."""
    metres = facts.get("distance")
    return bands.place(-(-metres // METRES_A_KM)) if type(metres) is int else None


def _replay(held: list[tuple[PastMatter, bool]], books: Books, behaviour: Behaviour) -> Written:
    whole = replay_rules([matter for matter, _ in held], *books, behaviour)
    people = replay_rules([matter for matter, is_last in held if is_last], *books, behaviour)
    return {"all": msgspec.to_builtins(whole), "people": msgspec.to_builtins(people)}


def _read_facts(facts: Mapping[str, object], books: Books) -> dict[str, object] | None:
    """The facts as both books read them; None where one of them cannot."""
    sound: dict[str, object] = {}
    try:
        for book in reversed(books):
            known = {name: one for name, one in facts.items() if name in book.every_fact and one is not None}
            sound |= read_json_facts(book.every_fact, known)
    except BadFacts:
        return None
    return sound


def _place(
    one: WeighedMatter, facts: Mapping[str, object], prices: Prices, bands: DistanceBands
) -> PastMatter:
    band = find_band(facts, bands)
    return PastMatter(
        facts=facts,
        travel_day=one.travel_day,
        trips=one.trips,
        prices_ore=prices.find(band),
        groups=dict(_list_groups(one, facts, None if band is None else bands.names[band])),
    )


def _list_groups(
    one: WeighedMatter, facts: Mapping[str, object], distance: str | None
) -> Iterator[tuple[str, str]]:
    """Where a matter stands in every division; '' where it is not known."""
    age = facts.get("age")
    band = sum(age > oldest for oldest in OLDEST) if isinstance(age, int) else None
    yield "municipality", one.municipality
    yield "age", "" if band is None else AGE_BANDS[band]
    yield "distance", distance or ""
    yield "purpose", str(facts.get("purpose") or "")
