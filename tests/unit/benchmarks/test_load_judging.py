"""Single answers become rows with the targets of the bench, and nothing is smoothed away."""

from __future__ import annotations

import pytest

pytest.importorskip("httpx")

from benchmarks.load.answers import Answered
from benchmarks.load.judging import judge_answers, judge_house, percentile
from benchmarks.load.parts import PARTS
from benchmarks.rows import Row


def answered(took_s: float, *, kind: str = "list", late_s: float = 0.0, status: int = 200) -> Answered:
    """One answer."""
    return Answered(kind, f"/{kind}/", 0.0, late_s, took_s, status)


def find(rows: list[Row], what: str) -> Row:
    """The row that is called so."""
    (row,) = (one for one in rows if one.what == what)
    return row


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([], 0.5, None), ([1.0], 0.95, 1.0), ([1, 2, 3, 4], 0.5, 2), (list(range(1, 101)), 0.95, 95)],
)
def test_percentile_when_asked_is_a_value_that_was_seen(
    values: list[float], share: float, expected: float | None
) -> None:
    """Nearest rank: no figure is made up between two answers."""
    assert percentile(values, share) == expected


def test_answers_when_quick_meet_every_target() -> None:
    """The targets are those of the task."""
    rows = judge_answers([answered(0.02), answered(0.03, kind="search")] * 50, 60, 2)
    aimed = {row.what: (row.target, row.met) for row in rows if row.target is not None}
    assert aimed == {
        "answer, 95th percentile": (300, True),
        "answer, longest": (2000, True),
        "errors": (0, True),
        "patient search, 95th percentile": (150, True),
    }


def test_answers_when_sent_late_are_charged_for_it() -> None:
    """The generator's delay is shown, and counts."""
    rows = judge_answers([answered(0.01, late_s=0.5)] * 10, 60, 1)
    assert find(rows, "answer, 95th percentile").value == 510
    assert find(rows, "generator's own delay, 99th percentile").value == 500


def test_errors_when_any_are_counted_and_named() -> None:
    """A quick refusal is no quick answer."""
    found = [answered(0.01), answered(0.01, status=503), answered(30.0, status=0), answered(0.01, status=409)]
    rows = judge_answers(found, 60, 1)
    assert (find(rows, "errors").value, find(rows, "errors").met) == (3, False)
    assert find(rows, "error: /list/: 503").value == 1
    assert find(rows, "error: /list/: no answer").value == 1


def test_house_when_asked_tells_lag_and_questions_by_route() -> None:
    """The pages that ask the database most are where to begin."""
    text = (
        "skjuts_seal_lag_seconds 3.5\n"
        'skjuts_request_queries_count{method="GET",route="registry:start"} 4.0\n'
        'skjuts_request_queries_sum{method="GET",route="registry:start"} 60.0\n'
        'skjuts_request_queries_count{method="GET",route="api:units"} 2.0\n'
        'skjuts_request_queries_sum{method="GET",route="api:units"} 1.8e+01\n'
    )
    rows = judge_house(text)
    assert (rows[0].value, rows[0].met) == (3.5, True)
    assert [(row.what, row.value) for row in rows[1:]] == [
        ("questions to the database, GET registry:start", 15.0),
        ("questions to the database, GET api:units", 9.0),
    ]


def test_house_when_it_says_nothing_misses_its_target() -> None:
    """A figure that could not be had is no success."""
    assert judge_house("")[0].met is False


def test_parts_are_those_of_the_contract() -> None:
    """And a quick run of them is for between two changes."""
    assert tuple(part.name for part in PARTS) == ("requests", "verify")
    assert sum(part.expected_minutes(is_quick=True) for part in PARTS) <= 5.0
