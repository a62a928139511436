"""Identifiers against published examples. All people here are invented or published test persons."""

from __future__ import annotations

from datetime import date

import pytest

from skjuts.core.kernel.errors import InvalidField
from skjuts.core.kernel.identifiers import (
    IdentitySystem,
    PersonIdentity,
    find_birth_date,
    format_person_identity,
    list_test_personal_numbers,
    luhn_digit,
    parse_hsa_id,
    parse_person_identity,
)

TODAY = date(2026, 11, 21)

# Published by Skatteverket for tests or as worked examples (SKV 704), and Inera's test person.
PERSONAL_NUMBERS = ["191212121212", "196408233234", "199006022397", "200001052380", "190301249801"]
# Published by Skatteverket for tests; the last two carry a month or both parts unsettled.
COORDINATION_NUMBERS = ["196206703974", "191500722390"]
# Examples of the format that circulate with Inera's specification.
RESERVE_NUMBERS = [
    ("22950606FH20", date(1995, 6, 6)),
    ("25780404KHD5", date(1978, 4, 4)),
    ("00342145BZ31", None),
    ("00749852BZK0", None),
]


@pytest.mark.parametrize("number", PERSONAL_NUMBERS)
def test_a_personal_number_when_it_is_a_published_one_then_it_is_read(number: str) -> None:
    """Real numbers must get in."""
    assert parse_person_identity(number, on=TODAY) == PersonIdentity(IdentitySystem.PERSONAL_NUMBER, number)


@pytest.mark.parametrize("number", COORDINATION_NUMBERS)
def test_a_coordination_number_when_parts_of_the_date_are_unknown_then_it_is_read(number: str) -> None:
    """Newer coordination numbers may have month 00; a refusal shuts out the most vulnerable."""
    identity = parse_person_identity(number, on=TODAY)
    assert identity == PersonIdentity(IdentitySystem.COORDINATION_NUMBER, number)


@pytest.mark.parametrize(("number", "born"), RESERVE_NUMBERS)
def test_a_reserve_number_when_published_then_it_is_read_with_its_birth_date(
    number: str, born: date | None
) -> None:
    """Letters count with their ASCII value in the check digit, and centuries are moved by threes."""
    identity = parse_person_identity(number, on=TODAY)
    assert identity == PersonIdentity(IdentitySystem.NATIONAL_RESERVE_NUMBER, number)
    assert find_birth_date(identity) == born


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("640823-3234", "196408233234"),
        ("6408233234", "196408233234"),
        ("640823 3234", "196408233234"),
        ("19640823–3234", "196408233234"),
        ("121212+1212", "191212121212"),
        ("121212-1212", "201212121212"),
        (" 22950606-fh20 ", "22950606FH20"),
    ],
)
def test_a_number_when_written_in_a_usual_way_then_it_is_stored_in_one_way(text: str, value: str) -> None:
    """One person must not become two because somebody typed a hyphen."""
    assert parse_person_identity(text, on=TODAY).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "196408233235",
        "196413233237",
        "196402303231",
        "19640823-323",
        "17640823-3234",
        "199006020003",
        "22950606FI29",
        "22951306FH21",
        "19950606FH25",
        "00341945BZ35",
        "00342160BZ31",
        "abc",
        "１９６４０８２３３２３４",
    ],
)
def test_a_number_when_something_is_wrong_then_it_is_refused_without_being_repeated(text: str) -> None:
    """Messages end up in logs, and logs may not hold personal numbers."""
    with pytest.raises(InvalidField) as caught:
        parse_person_identity(text, on=TODAY, field="rider.identity")
    assert caught.value.field == "rider.identity"
    assert not text or text not in caught.value.message + caught.value.remedy


def test_a_birth_date_when_the_number_is_a_coordination_number_then_sixty_is_taken_off() -> None:
    """The day of birth decides what a child or a pensioner pays."""
    identity = parse_person_identity("196206703974", on=TODAY)
    assert find_birth_date(identity) == date(1962, 6, 10)


def test_a_birth_date_when_the_number_is_a_regions_own_then_none_is_guessed() -> None:
    """Regional reserve numbers follow rules of their own."""
    assert find_birth_date(PersonIdentity("1.2.752.97.3.1.3", "991981000010")) is None


def test_an_identity_when_shown_then_it_has_a_hyphen_before_the_last_four() -> None:
    """People read the last four by themselves."""
    assert format_person_identity(parse_person_identity("191212121212", on=TODAY)) == "19121212-1212"
    assert format_person_identity(PersonIdentity("1.2.752.97.3.1.3", "991981000010")) == "991981000010"


@pytest.mark.parametrize(("system", "value"), [("", "1"), ("hsa", "1"), ("1.02", "1"), ("1.2.752", "")])
def test_an_identity_when_its_system_is_no_oid_or_its_value_empty_then_it_is_refused(
    system: str, value: str
) -> None:
    """A number without its system names nobody."""
    with pytest.raises(InvalidField):
        PersonIdentity(system, value)


def test_the_check_digit_when_computed_then_it_is_that_of_the_published_example() -> None:
    """SKV 704 works this example out by hand."""
    assert luhn_digit("640823323") == 4


@pytest.mark.parametrize("text", ["SE2321000016-1003", " se2321000214-abc ", "SE1234567890-A-1"])
def test_an_hsa_id_when_well_formed_then_it_is_read_in_capitals(text: str) -> None:
    """Units are compared by it."""
    assert parse_hsa_id(text) == text.strip().upper()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SE232100001-1003",
        "NO2321000016-1003",
        "SE2321000016-Å1",
        "SE2321000016-",
        "SE2321000016-" + "A" * 19,
    ],
)
def test_an_hsa_id_when_malformed_or_too_long_then_it_is_refused(text: str) -> None:
    """At most 31 characters, and no å, ä or ö."""
    with pytest.raises(InvalidField):
        parse_hsa_id(text)


def test_invented_people_when_given_numbers_then_these_are_sound_and_of_the_test_shape() -> None:
    """The demo needs many people, none of whom may be real."""
    older, younger = (
        list_test_personal_numbers(date(1950, 3, 1)),
        list_test_personal_numbers(date(1990, 6, 2)),
    )
    assert len(older) == 20
    assert [identity.value for identity in younger] == ["199006022389", "199006022397"]
    assert all(parse_person_identity(one.value, on=TODAY) == one for one in older + younger)
