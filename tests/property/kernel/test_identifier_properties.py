"""Check digits catch what people mistype, and every form of a number is one number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import (
    IdentitySystem,
    PersonIdentity,
    find_birth_date,
    format_person_identity,
    luhn_digit,
    parse_person_identity,
)

TODAY = date(2026, 11, 21)
BIRTHS = st.dates(date(1890, 1, 1), TODAY)
SERIALS = st.integers(1, 999)
LETTERS = st.sampled_from("ABCDEFGHJKLMNPRSTUXYZ")
GENDERS = st.one_of(st.sampled_from("0123456789"), LETTERS)


def _number(born: date, serial: int, day_shift: int) -> str:
    stem = f"{born.year}{born.month:02d}{born.day + day_shift:02d}{serial:03d}"
    return stem + str(luhn_digit(stem[2:]))


PERSONAL = st.builds(_number, BIRTHS, SERIALS, st.just(0))
COORDINATION = st.builds(_number, BIRTHS, SERIALS, st.just(60))


@given(st.one_of(PERSONAL, COORDINATION))
def test_a_number_when_shown_and_read_back_then_it_is_the_same_identity(number: str) -> None:
    """What a letter shows, a form must take."""
    identity = parse_person_identity(number, on=TODAY)
    assert parse_person_identity(format_person_identity(identity), on=TODAY) == identity


@given(BIRTHS, SERIALS, st.sampled_from([0, 60]))
def test_a_ten_digit_number_when_its_sign_is_right_then_it_means_the_full_one(
    born: date, serial: int, day_shift: int
) -> None:
    """The plus sign tells a centenarian from a child; only the last two centuries can be told so."""
    number = _number(born, serial, day_shift)
    is_hundred = (born.year + 100, born.month, born.day) <= (TODAY.year, TODAY.month, TODAY.day)
    short = f"{number[2:8]}{'+' if is_hundred else '-'}{number[8:]}"
    assert parse_person_identity(short, on=TODAY).value == number


@given(BIRTHS, SERIALS, st.sampled_from([0, 60]))
def test_a_number_when_read_then_its_birth_date_is_the_one_it_was_made_of(
    born: date, serial: int, day_shift: int
) -> None:
    """Age is read from the number."""
    assert find_birth_date(parse_person_identity(_number(born, serial, day_shift), on=TODAY)) == born


@given(PERSONAL, st.integers(2, 11), st.integers(1, 9))
def test_a_number_when_one_digit_is_mistyped_then_it_is_refused(number: str, place: int, shift: int) -> None:
    """Luhn catches every single wrong digit."""
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(InvalidField):
        parse_person_identity(wrong, on=TODAY)


@given(PERSONAL, st.integers(2, 10))
def test_a_number_when_two_neighbours_change_places_then_luhn_sees_it_save_for_nine_and_nought(
    number: str, place: int
) -> None:
    """The known strength and the known weakness of the method."""
    swapped = number[2:place] + number[place + 1] + number[place] + number[place + 2 :]
    is_same_sum = luhn_digit(swapped[:-1]) == int(swapped[-1])
    is_weak = number[place] == number[place + 1] or {number[place], number[place + 1]} == {"0", "9"}
    assert is_same_sum == is_weak


@given(BIRTHS, st.integers(0, 24), LETTERS, LETTERS, GENDERS)
def test_a_reserve_number_when_made_in_any_series_then_it_keeps_its_birth_date(
    born: date, series: int, first: str, second: str, gender: str
) -> None:
    """Twenty-six series of centuries exist for crowded birth dates; the eighteen hundreds have none."""
    century = born.year // 100 if born.year >= 1900 else 19
    stem = f"{century + 3 + 3 * series:02d}{born:%y%m%d}{first}{second}{gender}"
    identity = parse_person_identity(stem + str(luhn_digit(stem)), on=TODAY)
    assert identity.system == IdentitySystem.NATIONAL_RESERVE_NUMBER
    expected = date(born.year + 100, born.month, born.day) if born.year < 1900 else born
    assert find_birth_date(identity) == expected


@given(st.text(max_size=20))
def test_any_text_when_read_as_a_number_then_the_answer_is_an_identity_or_a_refusal(text: str) -> None:
    """Whatever is pasted into the field, nobody sees a traceback."""
    try:
        identity = parse_person_identity(text, on=TODAY)
    except InvalidField:
        return
    assert isinstance(identity, PersonIdentity)
