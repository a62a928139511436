"""The detector finds what was planted, without drowning the reviewer, and leaves ordinary work alone."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from skjuts.apps.audit.detector import (
    MOST_ALERTS,
    THRESHOLD,
    ZONE,
    AccessFact,
    Signal,
    find_alerts,
    score_cases,
)
from skjuts.core.ports.acquaintance import Tie
from tests.app.audit.simulated_accesses import simulate_week

STAFF, UNIT, PATIENT = UUID(int=1), UUID(int=2), UUID(int=3)
NOON = dt.datetime(2026, 11, 3, 12, tzinfo=ZONE)


def fact(**changes: object) -> AccessFact:
    """One access without an errand, at noon."""
    told: dict[str, object] = {
        "at": NOON,
        "staff_id": STAFF,
        "unit_id": UNIT,
        "patient_id": PATIENT,
        "action": "read",
        "has_errand": False,
        **changes,
    }
    return AccessFact(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_snoops_when_planted_in_a_week_are_found_within_the_reviewer_s_time(seed: int) -> None:
    """At least nine in ten of fifty among a hundred thousand, with at most twenty alerts a day."""
    week = simulate_week(seed)
    assert sum(map(len, week.days)) > 100_000
    assert len(week.snoops) == 50
    alerts = [find_alerts(day) for day in week.days]
    assert max(map(len, alerts)) <= 20
    named = {(day, one.staff_id, one.patient_id) for day, found in enumerate(alerts) for one in found}
    caught = sum((one.day, one.staff_id, one.patient_id) in named for one in week.snoops)
    assert caught >= 45


@pytest.mark.parametrize(
    ("ties", "is_alert"),
    [
        (set(), False),
        ({Tie.SURNAME}, True),
        ({Tie.ADDRESS}, True),
        ({Tie.COLLEAGUE}, True),
        ({Tie.PROTECTED}, True),
        ({Tie.RELATED}, False),
    ],
)
def test_case_without_errand_when_tied_alerts(ties: set[Tie], *, is_alert: bool) -> None:
    """A missing errand is untidy; together with a tie it is worth a question."""
    assert bool(find_alerts([fact(ties=frozenset(ties))])) is is_alert


@pytest.mark.parametrize("tie", [Tie.SURNAME, Tie.ADDRESS, Tie.COLLEAGUE, Tie.PROTECTED])
def test_case_when_it_has_an_errand_is_left_alone(tie: Tie) -> None:
    """Colleagues and cousins also need rides."""
    assert score_cases([fact(has_errand=True, ties=frozenset({tie}))]) == []


def test_own_record_when_opened_alerts_whatever_the_errand() -> None:
    """Nobody handles their own case."""
    (alert,) = find_alerts([fact(has_errand=True, ties=frozenset({Tie.SELF}))])
    assert alert.signals == (Signal.SELF,)


def test_case_when_one_of_its_accesses_has_an_errand_is_about_that_errand() -> None:
    """The list first, then the booking: the same work."""
    assert score_cases([fact(ties=frozenset({Tie.SURNAME})), fact(has_errand=True)]) == []


def test_night_when_the_person_works_nights_says_nothing() -> None:
    """A night shift is no suspicion."""
    night = NOON.replace(hour=23)
    (odd,) = score_cases([fact(at=night), *(fact(has_errand=True, patient_id=UUID(int=n)) for n in (7, 8))])
    assert Signal.NIGHT in odd.signals
    (usual,) = score_cases([fact(at=night), fact(at=night, has_errand=True, patient_id=UUID(int=8))])
    assert Signal.NIGHT not in usual.signals


def test_patient_when_many_strangers_look_on_one_day_alerts_on_each() -> None:
    """Somebody was in the news."""
    alerts = find_alerts([fact(staff_id=UUID(int=number)) for number in range(100, 106)])
    assert len(alerts) == 6
    assert all(Signal.CROWD in one.signals for one in alerts)


def test_reader_when_through_many_patients_alerts_once_for_all_of_them() -> None:
    """Thirty alerts about the same browsing would hide the rest."""
    others = [
        fact(staff_id=UUID(int=500 + n), patient_id=UUID(int=900 + n), has_errand=True) for n in range(9)
    ]
    browsing = [fact(patient_id=UUID(int=1000 + number)) for number in range(30)]
    (alert,) = find_alerts([*others, *browsing])
    assert (alert.staff_id, alert.patient_id, alert.accesses) == (STAFF, None, 30)


def test_alerts_when_many_are_the_highest_of_the_day() -> None:
    """What has to be left out is what weighs least."""
    weak = [fact(staff_id=UUID(int=100 + n), patient_id=UUID(int=900 + n), action="print") for n in range(30)]
    strong = fact(ties=frozenset({Tie.COLLEAGUE, Tie.SURNAME}))
    alerts = find_alerts([*weak, strong])
    assert len(alerts) == MOST_ALERTS
    assert alerts[0].staff_id == STAFF
    assert all(one.score >= THRESHOLD for one in alerts)


def test_day_when_empty_has_no_alerts() -> None:
    """Christmas."""
    assert find_alerts([]) == []
