"""From form to certificate and back: nothing is lost on the way, and trips are counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skjuts.apps.permits.forms.certificates import CertificateForm, list_places
from skjuts.apps.permits.forms.certificates_content import content_of, values_of
from skjuts.apps.permits.terms import (
    Aid,
    CertificateContent,
    Direction,
    EscortReason,
    RideAloneReason,
    Seat,
    ValidityKind,
)
from skjuts.apps.permits.validity import count_trips, field_of
from skjuts.web.conflicts import write_values

UNIT = "5b3f0a57-4a4e-4a6c-9d43-5f8a3f2b1c0d"
DAY = dt.date(2027, 2, 1)
ANSWER = st.sampled_from(["yes", "no", ""])
TOLD = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from(["care", "vaccination", ""]),
        "care_region": st.sampled_from(["home", "other", ""]),
        "care_unit": st.sampled_from([UNIT, ""]),
        "to_place": st.sampled_from(["Umeå", ""]),
        "walking_limit_m": st.sampled_from(["0", "150", ""]),
        "boards_steps": ANSWER,
        "is_infectious": ANSWER.filter(bool),
        "aids": st.lists(st.sampled_from(list(Aid)), unique=True),
        "oxygen_dl_per_min": st.sampled_from(["15", ""]),
        "seats": st.lists(st.sampled_from(list(Seat)), unique=True),
        "door_to_door": st.sampled_from(["on", ""]),
        "escorts": st.sampled_from(["0", "1", "3"]),
        "escort_reason": st.sampled_from([*EscortReason, ""]),
        "ride_alone_reason": st.sampled_from([*RideAloneReason, ""]),
        "directions": st.lists(st.sampled_from(list(Direction)), unique=True),
        "validity": st.sampled_from([*ValidityKind, ""]),
        "visit_day": st.sampled_from([f"{DAY}", ""]),
        "visit_start": st.sampled_from(["8.15", ""]),
        "valid_from": st.sampled_from([f"{DAY}", ""]),
        "valid_to": st.sampled_from([f"{DAY + dt.timedelta(days=40)}", ""]),
        "visits_per_week": st.sampled_from(["2", ""]),
        "trips": st.sampled_from(["8", ""]),
        "season": st.sampled_from(["1001-430", ""]),
        "longest_ride_min": st.sampled_from(["45", ""]),
        "note": st.text(alphabet="abc åäö", max_size=20),
    }
)


def read(told: dict[str, Any]) -> CertificateContent:
    """What a form that was sent so tells."""
    form = CertificateForm(told, units=[(UNIT, "Dialysen")])
    assert form.is_valid(), form.errors
    return content_of(form.cleaned_data)


@given(told=TOLD)
def test_content_when_shown_and_sent_again_then_is_the_same(told: dict[str, Any]) -> None:
    """A draft that is opened and saved without a change does not change."""
    content = read(told)
    sent = {
        name: value.split(",") if name in {"aids", "seats", "directions"} and value else value
        for name, value in write_values(values_of(content)).items()
    }
    assert read({name: value for name, value in sent.items() if value}) == content
    assert CertificateContent.decode(content.encode()) == content


@given(told=TOLD)
def test_missing_when_listed_then_each_has_a_place_in_the_form(told: dict[str, Any]) -> None:
    """A link that leads nowhere helps nobody."""
    content = read(told)
    assert {field_of(one, content) for one in content.list_missing()} <= set(list_places())


@pytest.mark.parametrize(
    ("days", "weekly", "ways", "trips"),
    [(7, 3, 2, 6), (8, 3, 2, 12), (84, 3, 2, 72), (1, 1, 1, 1)],
)
def test_trips_when_visits_recur_then_weeks_begun_are_counted(
    days: int, weekly: int, ways: int, trips: int
) -> None:
    """A week that has begun may have all its visits."""
    assert count_trips(DAY, DAY + dt.timedelta(days=days - 1), weekly, ways) == trips


def test_trips_when_something_is_missing_then_are_not_guessed() -> None:
    """Nobody certifies a number that was made up."""
    assert count_trips(DAY, None, 3, 2) is None
    assert count_trips(DAY, DAY - dt.timedelta(days=1), 3, 2) is None
    assert count_trips(DAY, DAY, 3, 0) is None
