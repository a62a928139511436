"""Errors in the reader's language: found by their templates, with values put in afterwards."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from skjuts.core.kernel.errors import InvalidField, NotAllowed, SkjutsError
from skjuts.core.kernel.identifiers import parse_person_identity
from skjuts.core.kernel.reserve_numbers import STOCKHOLM, parse_reserve_number
from skjuts.web.told import tell_error


def refusal_of_reserve_number() -> SkjutsError:
    """An error of core, with a value in its remedy."""
    with pytest.raises(InvalidField) as refused:
        parse_reserve_number("1", STOCKHOLM)
    return refused.value


def test_error_when_told_in_english_is_english_to_the_last_word() -> None:
    """A page that is English until something goes wrong helps nobody who needs English."""
    with override("en"):
        told = tell_error(refusal_of_reserve_number())
    assert told.message == "The reserve number does not have the right form."
    assert told.remedy == "Check that it is: Reservnummer Region Stockholm."
    assert told.text == f"{told.message} {told.remedy}"


def test_error_when_told_in_swedish_is_what_it_says_itself() -> None:
    """Commands and pages tell the same."""
    error = refusal_of_reserve_number()
    with override("sv"):
        assert tell_error(error) == (error.message, error.remedy)
    assert error.remedy == "Kontrollera att det är: Reservnummer Region Stockholm."


def test_error_when_it_has_only_its_class_s_sentences_is_told_in_english() -> None:
    """Most errors are raised without a word of their own."""
    with override("en"):
        assert tell_error(NotAllowed()).message == "What was asked for does not exist, or you may not see it."


def test_error_when_its_text_has_a_percent_sign_and_no_values_is_left_alone() -> None:
    """Nothing is put into what asks for nothing."""
    assert tell_error(InvalidField("Andelen är 50 %.")).message == "Andelen är 50 %."


def test_error_when_it_has_no_remedy_ends_with_its_sentence() -> None:
    """And not with the catalogue's own head, which is what gettext gives for an empty text."""
    with override("en"):
        told = tell_error(SkjutsError())
    assert (told.remedy, told.text) == ("", "Something went wrong.")


def test_identity_when_of_somebody_unborn_is_refused_in_english_too() -> None:
    """A sentence that a helper function makes its error of is found as well."""
    from datetime import date

    with pytest.raises(InvalidField) as refused:
        parse_person_identity("203001011237", on=date(2026, 1, 1))
    with override("en"):
        assert "personal number" in tell_error(refused.value).text
