"""Person numbers in running text are found in every form, and ordinary numbers are left alone."""

from __future__ import annotations

import datetime as dt

import pytest

from skjuts.apps.rulebooks.scanner import count_person_numbers

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1212",
        "patient 191212121212 ska hem",
        "121212-1212",
        "(121212+1212)",
        "19 121212 1212",
        "121212 – 1212",
        "född 19900701–2397.",
    ],
)
def test_number_when_written_as_people_do_then_found(text: str) -> None:
    """The warning must not depend on how the number was typed."""
    assert count_person_numbers(text, today=TODAY) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-174 06 05 före kl. 10",
        "Avtal 2026-11-20, rum 1234",
        "121212-1213",
        "Diarienummer 2026/12345-6789",
        "",
    ],
)
def test_number_when_another_kind_then_left_alone(text: str) -> None:
    """Telephones, dates and file numbers are part of ordinary questions."""
    assert count_person_numbers(text, today=TODAY) == 0


def test_numbers_when_several_then_counted() -> None:
    """The writer is told once; the count is for the log of how often it happens."""
    assert count_person_numbers("19121212-1212 och 191212121212", today=TODAY) == 2
