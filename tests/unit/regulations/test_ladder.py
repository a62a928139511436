"""The ladder: from no trip upward, with the day's timetable as a reason and nothing unknown as a no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from skjuts.adapters.files.regulations import find_care_options, read_regulation
from skjuts.core.regulations.care_options import CareCatalogue, CareNeed, OptionKind
from skjuts.core.regulations.ladder import Journey, list_steps, propose_mode, replay_proposal
from skjuts.core.regulations.proposal import ModeProposal, ProposalKind, Rung, RungKind, decode_proposal
from skjuts.core.regulations.timetable_findings import FeedSource, TimetableFinding
from skjuts.core.rules import ReplayMismatch, RuleBook, RuleEngine, Value
from skjuts.core.timetable.assembling import CallRow, FeedRows, StopRow, TripRow, assemble
from skjuts.core.timetable.feed import FeedStamp, Line, Services
from skjuts.core.timetable.opening import OpenFeed
from skjuts.core.timetable.question import Spot, VisitQuestion

HEAD = Path("src/skjuts/core/regulations/jamtland_harjedalen/book.yaml")
DAY = date(2018, 5, 2)
HOUR_S = 3600
HOME, HOSPITAL = Spot("hemmet", 63.500, 14.500), Spot("sjukhuset", 63.200, 14.600)

ABLE: Mapping[str, Any] = {
    "purpose": "care", "residence": "resident", "care_place": "nearest", "care_region": "home",
    "remote_care_offered": False, "team_offered": False, "nearer_unit_offered": False,
    "distance": 40_000, "walking_limit": 500, "sits_upright": True, "care_on_the_way": "none",
    "is_infectious": False, "boards_steps": True, "rides_with_others": True, "finds_way": True,
    "has_escort": False, "waits_alone": True, "can_go_by_car": False, "can_transfer": True,
    "shuttle_line_fits": False, "is_confused": False, "flight_proposed": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The book of Jämtland Härjedalen."""
    return read_regulation(HEAD)


@pytest.fixture(scope="module")
def engine(book: RuleBook) -> RuleEngine:
    """Its engine."""
    return RuleEngine(book)


def a_feed(*, last_home_s: int, stop_away: float = 0.001) -> OpenFeed:
    """An invented line: one bus to the hospital in the morning and one home in the afternoon."""
    stops = [
        StopRow("by", "Byn", HOME.lat + stop_away, HOME.lon),
        StopRow("sjukhus", "Sjukhuset", HOSPITAL.lat, HOSPITAL.lon),
    ]
    there = TripRow("ut", 0, 0, [CallRow(0, 8 * HOUR_S, 8 * HOUR_S), CallRow(1, 9 * HOUR_S, 9 * HOUR_S)])
    home = TripRow(
        "hem", 0, 0,
        [CallRow(1, last_home_s, last_home_s), CallRow(0, last_home_s + HOUR_S, last_home_s + HOUR_S)],
    )  # fmt: skip
    services = Services(("vardagar",), DAY, np.array([[True, True]]))
    stamp = FeedStamp("prov", "Påhittade bussar", "7", "0" * 64, DAY, date(2018, 5, 3), is_demonstration=True)
    rows = FeedRows(stops=stops, lines=[Line("45", "45", "", 700)], trips=[there, home])
    return OpenFeed(assemble(stamp, services, rows))


def a_source(*, last_home_s: int, visit_end_s: int, stop_away: float = 0.001) -> FeedSource:
    """The same line asked about a visit that begins at ten."""
    question = VisitQuestion(HOME, HOSPITAL, DAY, 10 * HOUR_S, visit_end_s)
    return FeedSource(a_feed(last_home_s=last_home_s, stop_away=stop_away), question)


class NeverAsked:
    """A timetable that must not be asked."""

    def find(self, facts: Mapping[str, Value]) -> TimetableFinding | None:
        """Fail."""
        raise AssertionError(facts)


def rung_of(proposal: ModeProposal, mode: str) -> Rung:
    """The step of a mode."""
    return next(rung for rung in proposal.rungs if rung.mode == mode)


def test_ladder_when_the_last_bus_home_leaves_before_the_visit_ends_then_says_so(engine: RuleEngine) -> None:
    """An officer must be able to tell the patient why the bus will not do, with the times."""
    source = a_source(last_home_s=16 * HOUR_S + 600, visit_end_s=16 * HOUR_S + 1800)
    proposal = propose_mode(engine, Journey(ABLE, DAY), source)
    assert proposal.mode == "shared_taxi"
    bus = rung_of(proposal, "public_transport")
    assert bus.kind is RungKind.PASSED
    assert "16:10" in bus.reasons[-1].replace(".", ":")
    assert "16:30" in bus.reasons[-1].replace(".", ":")


def test_ladder_when_a_bus_fits_then_proposes_it_and_keeps_the_version_of_the_feed(
    engine: RuleEngine,
) -> None:
    """An appeal a year later is tried against the timetable of that day."""
    source = a_source(last_home_s=17 * HOUR_S, visit_end_s=16 * HOUR_S)
    proposal = propose_mode(engine, Journey(ABLE, DAY), source)
    assert (proposal.kind, proposal.mode) == (ProposalKind.MODE, "public_transport")
    assert proposal.timetable is not None
    assert (proposal.timetable.feed_version, proposal.timetable.is_demonstration) == ("7", True)


def test_ladder_when_only_the_walk_to_the_stop_is_too_long_then_proposes_a_taxi_to_it(
    engine: RuleEngine,
) -> None:
    """A taxi all the way is dearer than one to the stop."""
    source = a_source(last_home_s=17 * HOUR_S, visit_end_s=16 * HOUR_S, stop_away=0.012)
    proposal = propose_mode(engine, Journey(ABLE, DAY), source)
    assert proposal.mode == "feeder_taxi"


def test_ladder_when_no_step_hangs_on_the_timetable_then_does_not_ask_it(engine: RuleEngine) -> None:
    """A stretcher ride needs no timetable, and a question costs time."""
    facts = {**ABLE, "sits_upright": False}
    assert propose_mode(engine, Journey(facts, DAY), NeverAsked()).mode == "stretcher_transport"


def test_ladder_when_the_walking_limit_is_unknown_then_asks_for_it_and_not_for_buses(
    engine: RuleEngine,
) -> None:
    """A nurse knows how far the patient walks; the timetable knows the buses."""
    facts = {**ABLE, "walking_limit": None}
    source = a_source(last_home_s=17 * HOUR_S, visit_end_s=16 * HOUR_S)
    proposal = propose_mode(engine, Journey(facts, DAY), source)
    assert proposal.kind is ProposalKind.COMPLETE
    assert [one.id for one in proposal.missing] == ["walking_limit"]


def test_ladder_when_prices_are_known_then_each_step_tells_its_own(engine: RuleEngine) -> None:
    """What was passed would have cost less; the officer sees by how much."""
    prices = {"public_transport": 9_000, "shared_taxi": 145_000}
    journey = Journey({**ABLE, "timetable_fits": False, "feeder_fits": False}, DAY, prices_ore=prices)
    proposal = propose_mode(engine, journey)
    assert rung_of(proposal, "public_transport").price_ore == 9_000
    assert rung_of(proposal, "shared_taxi").price_ore == 145_000
    assert rung_of(proposal, "walk").price_ore is None


def test_ladder_when_a_team_visits_everywhere_then_counts_the_trips_that_nobody_makes(
    engine: RuleEngine,
) -> None:
    """Avoided trips are followed up beside those that were made."""
    facts = {name: value for name, value in ABLE.items() if name != "team_offered"}
    need = CareNeed("palliative", "berg")
    journey = Journey({**facts, "can_be_by_team": True}, DAY, find_care_options(HEAD), need, one_way_trips=6)
    proposal = propose_mode(engine, journey)
    assert (proposal.kind, proposal.avoided_trips) == (ProposalKind.NO_TRIP, 6)
    assert [option.id for option in proposal.options] == ["palliative_team"]
    assert proposal.options[0].source


def test_ladder_when_nobody_said_where_a_team_works_then_asks(engine: RuleEngine) -> None:
    """The list of teams says what they do but seldom where."""
    facts = {name: value for name, value in ABLE.items() if name != "team_offered"}
    facts |= {"can_be_by_team": True, "timetable_fits": True}
    need = CareNeed("stroke_rehab", "berg")
    proposal = propose_mode(engine, Journey(facts, DAY, find_care_options(HEAD), need))
    assert proposal.kind is ProposalKind.COMPLETE
    assert [one.id for one in proposal.missing] == ["team_offered"]
    assert proposal.possible == ("mobile_team", "public_transport")


def test_ladder_when_a_team_works_in_another_municipality_then_goes_on(engine: RuleEngine) -> None:
    """The youth team works in Östersund alone."""
    facts = {name: value for name, value in ABLE.items() if name != "team_offered"}
    need = CareNeed("youth_psychiatry", "are")
    journey = Journey({**facts, "timetable_fits": True}, DAY, find_care_options(HEAD), need)
    assert propose_mode(engine, journey).mode == "public_transport"


def test_ladder_when_the_list_is_not_complete_for_a_kind_then_claims_nothing(engine: RuleEngine) -> None:
    """A list of teams says nothing about care at a distance."""
    facts = {name: value for name, value in ABLE.items() if name != "remote_care_offered"}
    catalogue = CareCatalogue((), frozenset({OptionKind.TEAM}))
    journey = Journey({**facts, "timetable_fits": True}, DAY, catalogue, CareNeed("other"))
    proposal = propose_mode(engine, journey)
    assert "remote_care_offered" in [one.id for one in proposal.missing]


def test_proposal_when_replayed_from_what_was_stored_then_is_the_same_to_the_last_byte(
    book: RuleBook, engine: RuleEngine
) -> None:
    """A court asks what the officer saw."""
    source = a_source(last_home_s=16 * HOUR_S + 600, visit_end_s=16 * HOUR_S + 1800)
    facts = {name: value for name, value in ABLE.items() if name != "team_offered"}
    journey = Journey(facts, DAY, find_care_options(HEAD), CareNeed("vision", "are"), {"walk": 0}, 4)
    stored = propose_mode(engine, journey, source).encode()
    assert replay_proposal(decode_proposal(stored), book).encode() == stored


def test_proposal_when_the_book_is_another_then_is_not_replayed(book: RuleBook, engine: RuleEngine) -> None:
    """A replay by other rules would prove nothing."""
    stored = propose_mode(engine, Journey(ABLE, DAY))
    other = replace(book, edition=replace(book.edition, version="2014"))
    with pytest.raises(ReplayMismatch):
        replay_proposal(stored, other)


def test_ladder_when_a_region_lacks_a_mode_then_lacks_the_step(book: RuleBook) -> None:
    """Boats are for regions that write of boats."""
    steps = list_steps(book)
    assert "boat_taxi" not in steps
    assert steps[:4] == ("remote_care", "mobile_team", "nearer_unit", "walk")
    assert steps[-1] == "road_ambulance"
