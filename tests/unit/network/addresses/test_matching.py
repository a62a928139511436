"""Finding what people mean, in an invented town."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import DuplicateId, UnknownReference
from skjuts.core.kernel.geography import Point
from skjuts.core.network.addresses import (
    AddressIndex,
    AddressKind,
    AddressRecord,
    build_address_index,
    find_nearest,
    search_addresses,
)
from tests.unit.network.addresses.made_town import NORTH, SOUTH, list_made_records


@pytest.fixture(scope="module")
def index() -> AddressIndex:
    """The invented town, indexed once."""
    return build_address_index(list_made_records())


def _labels(index: AddressIndex, text: str, near: Point | None = None) -> list[str]:
    return [hit.label for hit in search_addresses(index, text, near=near)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("östn", "Östnäs, Nordmark"),
        ("ostnas", "Östnäs, Nordmark"),
        ("sjukh", "Östnäs sjukhus, Östnäs, Nordmark"),
        ("sjukhuset östnäs", "Östnäs sjukhus, Östnäs, Nordmark"),
        ("lasarettet", "Östnäs sjukhus, Östnäs, Nordmark"),
        ("lasaret", "Östnäs sjukhus, Östnäs, Nordmark"),
        ("hc åby", "Åby hälsocentral, Åby, Nordmark"),
        ("entré b", "Entré B, Östnäs sjukhus, Östnäs, Nordmark"),
        ("sjukhus entre a", "Entré A, Östnäs sjukhus, Östnäs, Nordmark"),
        ("kungsg", "Kungsgatan, Östnäs, Nordmark"),
        ("kugnsgatan 1", "Kungsgatan 1, Östnäs, Nordmark"),
        ("kunsgatan", "Kungsgatan, Östnäs, Nordmark"),
        ("kungssgatan", "Kungsgatan, Östnäs, Nordmark"),
        ("kungs gatan 1", "Kungsgatan 1, Östnäs, Nordmark"),
        ("storgatan 3 åby", "Storgatan 3, Åby, Nordmark"),
        ("åby storg. 3", "Storgatan 3, Åby, Nordmark"),
        ("storgatan 12b", "Storgatan 12 B, Östnäs, Nordmark"),
        ("STORGATAN 12 B", "Storgatan 12 B, Östnäs, Nordmark"),
        ("backens", "Backens gård, Åby, Nordmark"),
        ("resecenter", "Resecentrum, Östnäs, Nordmark"),
        ("storgatan 12 lgh 1101", "Storgatan 12, Östnäs, Nordmark"),
        ("storgatan 12 831 30 zzzzz", "Storgatan 12, Östnäs, Nordmark"),
        ("storgatan 3, våning 2, åby", "Storgatan 3, Åby, Nordmark"),
    ],
)
def test_a_place_when_typed_as_people_type_then_it_comes_first(
    index: AddressIndex, typed: str, first: str
) -> None:
    """A caller waits on the line while this is typed."""
    assert _labels(index, typed)[0] == first


def test_a_street_when_no_number_is_typed_then_it_is_offered_once_for_each_town(index: AddressIndex) -> None:
    """Sixty houses of one street would push the other town out of the list."""
    assert sorted(_labels(index, "storgatan")) == ["Storgatan, Åby, Nordmark", "Storgatan, Östnäs, Nordmark"]
    street = search_addresses(index, "storgatan")[0]
    assert (street.id, street.kind) == ("", AddressKind.STREET)


def test_a_house_when_typed_without_letter_then_its_letters_follow(index: AddressIndex) -> None:
    """The caller may not know that the door has a letter."""
    hits = search_addresses(index, "storgatan 12")
    assert [hit.id for hit in hits[:3]] == ["n12", "n12 A", "n12 B"]


def test_a_house_when_it_does_not_exist_then_its_street_is_still_offered(index: AddressIndex) -> None:
    """A new house is not yet in the register; the street is better than nothing."""
    assert "Storgatan, Åby, Nordmark" in _labels(index, "storgatan 77 åby")


def test_equal_names_when_a_hint_is_given_then_the_nearer_one_comes_first(index: AddressIndex) -> None:
    """The patient's home tells which Storgatan is meant."""
    assert _labels(index, "storgatan", near=SOUTH)[0] == "Storgatan, Åby, Nordmark"
    assert _labels(index, "storgatan", near=NORTH)[0] == "Storgatan, Östnäs, Nordmark"


def test_marks_on_letters_when_typed_then_they_tell_two_places_apart(index: AddressIndex) -> None:
    """Åb is not Ab for somebody who has both keys."""
    assert _labels(index, "åb")[0] == "Åby, Nordmark"
    assert set(_labels(index, "ab")) >= {"Åby, Nordmark", "Abborrsjö, Nordmark"}


def test_a_municipality_when_typed_alone_then_not_everything_in_it_is_listed(index: AddressIndex) -> None:
    """Where something lies narrows a search, and never makes one."""
    assert _labels(index, "nordmark") == []


@pytest.mark.parametrize("typed", ["", "   ", "xyzzyx", "?", "\x00", "é" * 500, "12 13 14", "a " * 300])
def test_a_search_when_it_means_nothing_then_it_answers_calmly(index: AddressIndex, typed: str) -> None:
    """Each key press is a search, also those of a cat."""
    assert len(search_addresses(index, typed)) <= 10


def test_a_list_when_shortened_then_it_is_the_beginning_of_the_longer_one(index: AddressIndex) -> None:
    """A narrow screen shows fewer, not others."""
    longer = search_addresses(index, "storgatan 1", limit=8)
    assert search_addresses(index, "storgatan 1", limit=1) == longer[:1]


def test_a_place_when_often_used_then_it_comes_before_its_equals() -> None:
    """The hospital is meant more often than the hotel beside it."""
    places = [
        AddressRecord(f"u{i}", f"Solhem {i}", AddressKind.UNIT, "Nordmark", NORTH, popularity=100 * (i == 2))
        for i in range(1, 4)
    ]
    assert search_addresses(build_address_index(places), "solhem")[0].id == "u2"


def test_the_nearest_place_when_asked_for_a_point_then_it_is_the_nearest(index: AddressIndex) -> None:
    """A click on the map must say in words where it was."""
    nearest = find_nearest(index, Point(63.2029, 14.6011))
    assert nearest is not None
    assert nearest.id == "p1"


def test_the_nearest_house_when_asked_for_then_places_are_passed_over(index: AddressIndex) -> None:
    """A driver needs a door, not a town."""
    nearest = find_nearest(index, Point(63.2004, 14.6), kinds=frozenset({AddressKind.ADDRESS}))
    assert nearest is not None
    assert nearest.label == "Storgatan 4, Östnäs, Nordmark"


def test_the_nearest_when_there_is_none_of_the_kind_then_there_is_none() -> None:
    """An empty register answers too."""
    empty = build_address_index([])
    assert find_nearest(empty, NORTH) is None
    assert search_addresses(empty, "storgatan") == []


def test_two_places_when_they_share_an_id_then_the_index_is_refused() -> None:
    """A booking keeps the id; it must name one place."""
    place = AddressRecord("x", "Hemmet", AddressKind.UNIT, "Nordmark", NORTH)
    with pytest.raises(DuplicateId):
        build_address_index([place, place])


def test_an_entrance_when_its_house_is_missing_then_the_index_is_refused() -> None:
    """Entré A of nowhere helps nobody."""
    with pytest.raises(UnknownReference):
        build_address_index(
            [AddressRecord("e", "Entré A", AddressKind.ENTRANCE, "Nordmark", NORTH, parent_id="u")]
        )
