"""The ladder of travel modes for a matter: from no trip upward, with the timetable of the day. Pure.

Half a second to load, for the timetable's compiled search: services import it when they need it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skjuts.apps.permits.terms import Visit
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.regulations.care_options import CareCatalogue, CareNeed
from skjuts.core.regulations.ladder import Journey, propose_mode, replay_proposal
from skjuts.core.regulations.proposal import ModeProposal, RungKind, decode_proposal
from skjuts.core.regulations.timetable_findings import FeedSource
from skjuts.core.rules import RuleBook, RuleEngine, read_json_facts
from skjuts.core.rules.record import JsonValue
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, VisitQuestion
from skjuts.core.timetable.storing import Replay, replay

NEEDED = frozenset({"coverage", "grant"})
"""Tables without which a book has no ladder."""
METRES_PER_KM = 1_000
MOST_NAMES = 5

__all__ = ["ModeProposal", "RungKind", "decode_proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is around a matter: the feed, care without a trip, and what trips cost the authority.

    `prices`: by travel mode, öre to begin with and öre for each kilometre, as the authority has set them.
    """

    feed: OpenFeed | None = None
    catalogue: CareCatalogue | None = None
    prices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def climb(
    book: RuleBook,
    facts: Mapping[str, JsonValue],
    *,
    travel_day: dt.date,
    visit: Visit | None,
    around: Surroundings,
) -> ModeProposal | None:
    """The ladder with every step that was tried; None for a book that has none.

    Raises `BadFacts`, and `InvalidField` at `home` or `place` for a place that the feed does not know.
    """
    if not book.tables.keys() >= NEEDED:
        return None
    known = {name: value for name, value in facts.items() if name in book.every_fact and value is not None}
    trips = facts.get("asked_trips")
    journey = Journey(
        read_json_facts(book.every_fact, known),
        travel_day,
        catalogue=around.catalogue,
        need=CareNeed(_word(facts, "care_area"), _word(facts, "municipality")),
        prices_ore=price_modes(around.prices, facts.get("distance")),
        one_way_trips=trips if isinstance(trips, int) else 2,
    )
    return propose_mode(RuleEngine(book), journey, _source(around.feed, visit, travel_day))


def price_modes(prices: Mapping[str, Mapping[str, int]], distance_m: JsonValue) -> dict[str, int]:
    """What one trip costs by each mode over the distance; nothing while the distance is not known."""
    if not isinstance(distance_m, int):
        return {}
    return {
        mode: one.get("start_ore", 0) + one.get("km_ore", 0) * distance_m // METRES_PER_KM
        for mode, one in prices.items()
    }


def facts_found(ladder: ModeProposal) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """What the timetable and the list of care said that the matter did not know: facts of each."""
    finding, given = ladder.timetable, ladder.inputs.facts
    said: dict[str, JsonValue] = {}
    if finding is not None:
        found = {"timetable_fits": finding.fits, "feeder_fits": finding.fits_with_feeder}
        said = {name: value for name, value in found.items() if value is not None and name not in given}
    offered = {name: value for name, value in given.items() if name.endswith("_offered")}
    return said, offered


def replay_ladder(written: str, book: RuleBook) -> bool:
    """Climb again from what was stored; True when every letter is the same. Raises `ReplayMismatch`."""
    return replay_proposal(decode_proposal(written.encode()), book).encode().decode() == written


def replay_timetable(written: str, feed: OpenFeed) -> Replay:
    """Ask the stored question again of the feed that the house has now."""
    return replay(feed, written.encode())


def _source(feed: OpenFeed | None, visit: Visit | None, day: dt.date) -> FeedSource | None:
    if feed is None or visit is None or not (visit.home and visit.place):
        return None
    if visit.start_s is None and visit.end_s is None:
        return None
    question = VisitQuestion(
        home=find_spot(feed, visit.home, "home"),
        visit=find_spot(feed, visit.place, "place"),
        day=day,
        visit_start_s=visit.start_s,
        visit_end_s=visit.end_s,
    )
    return FeedSource(feed, question)


MEANINGS: tuple[Callable[[str, str], bool], ...] = (
    str.__eq__,
    lambda name, said: name == f"{said}, centrum",
    lambda name, said: name.endswith(f", {said}"),
    str.startswith,
)
"""What somebody may mean by a name, the surest first: a stop, a town's centre or stop, a beginning."""


def find_spot(feed: OpenFeed, text: str, name: str) -> Spot:
    """A door by "lat,lon", or a stop by its name or the beginning of it; a town means its centre.

    Raises `InvalidField` at `name` with the stops that it could be.
    """
    point = _point(text)
    if point is not None:
        return Spot(name, *point)
    stops = feed.timetable.stops
    wanted = text.casefold().strip()
    rows = [row for row, one in enumerate(stops.names) if wanted in one.casefold()]
    for is_meant in MEANINGS:
        named = {stops.names[row]: row for row in rows if is_meant(stops.names[row].casefold(), wanted)}
        if len(named) == 1:
            row = next(iter(named.values()))
            return Spot(stops.names[row], float(stops.lat[row]), float(stops.lon[row]))
    raise InvalidField(
        _say_which({stops.names[row] for row in rows}),
        field=name,
        remedy="Skriv en hållplats som den heter i tidtabellen.",
    )


def _say_which(names: Iterable[str]) -> str:
    found = sorted(names)[:MOST_NAMES]
    return f"Vilken menas: {'; '.join(found)}?" if found else "Tidtabellen känner ingen sådan hållplats."


def _point(text: str) -> tuple[float, float] | None:
    try:
        lat, lon = (float(one) for one in text.split(","))
    except ValueError:
        return None
    return lat, lon


def _word(facts: Mapping[str, Any], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None
