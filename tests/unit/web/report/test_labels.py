"""Names on the map."""

from __future__ import annotations

from skjuts.web.report.labels import LabelBoard, Wish
from skjuts.web.report.names import natural_order


def test_label_moves_to_the_left_where_the_frame_ends() -> None:
    """A name cut off by the edge names nothing."""
    (label,) = LabelBoard(200, 100).place_beside([Wish(190, 50, "Sundsvall")], 10, 5)
    assert label.anchor == "end"
    assert label.x < 190


def test_label_is_left_out_when_its_room_is_taken_on_both_sides() -> None:
    """Two names on top of each other are none."""
    wishes = [Wish(100, 50, "Östersund"), Wish(100, 51, "Frösön"), Wish(100, 52, "Odensala")]
    labels = LabelBoard(400, 100).place_beside(wishes, 10, 5)
    assert [label.text for label in labels] == ["Östersund", "Frösön"]


def test_area_name_yields_to_a_place_name() -> None:
    """A municipality is told by its border; a care unit only by its name."""
    board = LabelBoard(400, 100)
    board.place_beside([Wish(100, 50, "Krokom")], 10, 5)
    assert board.place_over([Wish(110, 50, "Krokom")], 10) == []


def test_names_sort_their_numbers_as_numbers() -> None:
    """Vehicle 2 comes before vehicle 10 in every list."""
    assert sorted(["bil 10", "bil 2", "bil 1 b"], key=natural_order) == ["bil 1 b", "bil 2", "bil 10"]
