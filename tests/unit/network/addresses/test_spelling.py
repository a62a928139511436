"""Words as they survive hurried typing."""

from __future__ import annotations

import pytest

from skjuts.core.network.addresses.spelling import (
    LONGEST_WORD,
    find_house_range,
    fold,
    format_house,
    house_of,
    list_forms,
    list_name_words,
    list_words,
    split_house,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Östersund", "ostersund"),
        ("Åre Älv", "are alv"),
        ("Røros", "roros"),
        ("Lækjar", "lakjar"),
        ("Café", "cafe"),
    ],
)
def test_letters_when_folded_then_marks_and_case_are_gone(text: str, folded: str) -> None:
    """People type o for ö on a foreign keyboard, and names near the border have ø."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Storgatan 12 B", ["storgatan", "12b"]),
        ("Sundsvall–Timrå", ["sundsvall", "timra"]),
        ("S:t Olavs hospital", ["sankt", "olavs", "hospital"]),
        ("2:a  Tvärgatan,", ["2a", "tvargatan"]),
        ("", []),
        ("…!", []),
        ("a" * 50, ["a" * LONGEST_WORD]),
    ],
)
def test_typed_text_when_cut_into_words_then_signs_part_them(text: str, words: list[str]) -> None:
    """A house number and its letter are one word, so that 12B, 12b and 12 B agree."""
    assert list_words(text) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Storg. 12", ["storgatan", "12"]),
        ("Kyrkv. 3", ["kyrkvagen", "3"]),
        ("Skolgr.4", ["skolgrand", "4"]),
        ("Stortorget", ["stortorget"]),
    ],
)
def test_a_name_when_its_ending_is_abbreviated_then_it_is_written_out(name: str, words: list[str]) -> None:
    """Old registers shorten endings; whoever types the whole street must still find it."""
    assert list_name_words(name) == words


def test_a_typed_abbreviation_when_known_then_it_also_means_the_word() -> None:
    """HC is what everybody in health care writes."""
    assert "halsocentral" in list_forms("hc")
    assert list_forms("st") == ["st", "sankt", "stora"]


def test_a_typed_word_when_definite_then_it_also_means_the_indefinite() -> None:
    """People say sjukhuset, the sign says sjukhus."""
    assert "sjukhus" in list_forms("sjukhuset")
    assert list_forms("gatan") == ["gatan"]


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Storgatan 12 B", ("Storgatan", 12 * 32 + 2)),
        ("Storgatan 12b", ("Storgatan", 12 * 32 + 2)),
        ("Norra Byn 120", ("Norra Byn", 120 * 32)),
        ("Storgatan", None),
        ("Storgatan 12-14", None),
        ("12", None),
        ("Storgatan 12 BC", None),
    ],
)
def test_an_address_when_named_by_street_and_house_then_it_is_split(
    name: str, split: tuple[str, int] | None
) -> None:
    """What is not clearly a house keeps its whole name."""
    assert split_house(name) == split


@pytest.mark.parametrize(("house", "shown"), [(house_of(12, ""), "12"), (house_of(12, "b"), "12 B")])
def test_a_house_when_shown_then_its_letter_is_a_capital_of_its_own(house: int, shown: str) -> None:
    """So stands it on the wall."""
    assert format_house(house) == shown


@pytest.mark.parametrize(
    ("word", "houses"),
    [("12", (384, 416)), ("12b", (386, 387)), ("storgatan", None), ("12345", None), ("b12", None)],
)
def test_a_typed_number_when_without_letter_then_it_means_all_letters(
    word: str, houses: tuple[int, int] | None
) -> None:
    """Who types 12 may want 12 B."""
    assert find_house_range(word) == houses
