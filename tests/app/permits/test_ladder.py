"""The ladder of a matter: from no trip upward, with the bus tried against the timetable of that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.apps.permits.climbing import decode_proposal, find_spot
from skjuts.apps.permits.services.assess import Weighed, assess_application, check_replay
from skjuts.apps.permits.terms import CertificateContent, Visit
from skjuts.apps.registry.models import Authority
from skjuts.cli.tiny_timetable import tiny_timetable
from skjuts.core import regulations
from skjuts.core.kernel.errors import InvalidField
from skjuts.core.ports.timetables import timetables
from skjuts.core.rules import RuleBook
from skjuts.core.timetable.opening import OpenFeed
from tests.app.permits.world import NEED, NOON, TODAY, World

TRAVEL_DAY = dt.date(2027, 3, 1)
"""The one day on which the tiny timetable runs: home again at sixteen, and never later."""
HOUR_S = 3_600
NEEDS: dict[str, Any] = {
    "residence": "resident",
    "care_place": "nearest",
    "care_region": "home",
    "sits_upright": True,
    "can_transfer": True,
    "is_confused": False,
    "care_on_the_way": "none",
    "can_be_remote": False,
    "can_be_by_team": False,
    "can_be_nearer": False,
    "walking_limit_m": 900,
}
KNOWN: dict[str, Any] = {
    "remote_care_offered": False,
    "team_offered": False,
    "nearer_unit_offered": False,
    "distance": 60_000,
    "finds_way": True,
    "waits_alone": True,
    "boards_steps": True,
    "can_go_by_car": False,
    "shuttle_line_fits": False,
    "flight_proposed": False,
    "road_access": True,
}


@cache
def read_book() -> RuleBook:
    """A region's own book, as packaged."""
    return read_regulation(Path(regulations.__file__).parent / "jamtland_harjedalen" / "book.yaml")


class TinyTimetables:
    """The village's timetable, whatever the day."""

    def __init__(self) -> None:
        self.feed = OpenFeed(tiny_timetable())

    def find_feed(self, day: dt.date) -> OpenFeed:
        """The one that there is."""
        del day
        return self.feed


@pytest.fixture
def village(world: World) -> Iterator[World]:
    """The world with a region's book, the village's timetable, and prices of the authority's own."""
    world.books.book = read_book()
    prices = {"shared_taxi": {"start_ore": 6_000, "km_ore": 1_000}}
    Authority.objects.filter(pk=world.ward.authority.id).update(settings={"permits": {"trip_prices": prices}})
    with timetables.holding(TinyTimetables()):
        yield world


def weigh(world: World, visit: Visit | None, **told: Any) -> Weighed:  # noqa: ANN401
    """A certified need put to book and timetable."""
    content = msgspec.structs.replace(NEED, **NEEDS)
    assert isinstance(content, CertificateContent)
    _, application = world.certify(content)
    return assess_application(
        actor=world.officer.actor,
        application_id=application.id,
        version=world.version(application),
        travel_day=TRAVEL_DAY,
        told={**KNOWN, **told},
        visit=visit,
        now=NOON,
        today=TODAY,
    )


def test_bus_when_the_last_one_leaves_before_the_visit_ends_then_taxi_is_proposed(village: World) -> None:
    """The ladder tests the real timetable, not the answer of somebody who could ride a bus."""
    weighed = weigh(village, Visit("0", "2", 10 * HOUR_S, 17 * HOUR_S))
    ladder = decode_proposal(weighed.assessment.ladder.encode())
    bus = next(one for one in ladder.rungs if one.mode == "public_transport")
    assert bus.kind == "passed"
    assert any("Sista möjliga resan hem" in one for one in bus.reasons)
    assert (weighed.proposal.outcome, weighed.proposal.travel_mode) == ("granted", "shared_taxi")
    assert weighed.assessment.feed_version == "1"
    page = village.officer.client.get(f"/resor/arenden/{weighed.assessment.application_id}/")
    assert "Sista möjliga resan hem" in page.text


def test_bus_when_it_reaches_the_visit_and_home_then_taxi_is_denied(village: World) -> None:
    """The cheapest mode that fits is the proposal, and it names the bus."""
    weighed = weigh(village, Visit("0", "2", 10 * HOUR_S, 15 * HOUR_S))
    assert (weighed.proposal.outcome, weighed.proposal.travel_mode) == ("denied", "public_transport")


def test_assessment_when_replayed_then_rules_and_timetable_say_the_same(village: World) -> None:
    """An appeal can replay it: rules by the stored book, journeys by the feed of the stored version."""
    weighed = weigh(village, Visit("0", "2", 10 * HOUR_S, 17 * HOUR_S))
    replayed = check_replay(weighed.assessment)
    assert (replayed.is_same, replayed.timetable) == (True, "same")


def test_care_when_it_can_be_given_by_video_then_avoided_trips_are_counted(village: World) -> None:
    """No trip comes first on the ladder, and what nobody has to ride is counted."""
    weighed = weigh(village, None, remote_care_offered=True, can_be_remote=True, manages_remote=True)
    assert (weighed.proposal.outcome, weighed.proposal.instead) == ("denied", "remote_care")
    assert weighed.assessment.avoided_trips == NEED.trips


def test_ladder_when_prices_are_set_then_says_what_the_trip_costs(village: World) -> None:
    """Sixty kilometres at ten kronor and sixty to begin with."""
    weighed = weigh(village, Visit("0", "2", 10 * HOUR_S, 17 * HOUR_S))
    ladder = decode_proposal(weighed.assessment.ladder.encode())
    taxi = next(one for one in ladder.rungs if one.mode == "shared_taxi")
    assert taxi.price_ore == 66_000


@pytest.mark.parametrize(("text", "name"), [("0", "0"), ("63.0,14.0", "home")])
def test_place_when_it_is_a_stop_or_a_point_then_is_found(text: str, name: str) -> None:
    """A stop by its name, a door by its point."""
    assert find_spot(TinyTimetables().feed, text, "home").name == name


def test_place_when_nobody_knows_it_then_says_so_at_the_field() -> None:
    """The officer writes another."""
    with pytest.raises(InvalidField) as told:
        find_spot(TinyTimetables().feed, "Ingenstans", "place")
    assert told.value.field == "place"
