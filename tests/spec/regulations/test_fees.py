"""What trips cost patients: the worked cases of every region, and of every shape that fees take.

The regions' cases lie beside their tables, as `fee_cases.yaml`; shapes that only other regions have lie
beside this file, in `shapes`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from skjuts.adapters.files.regulations import read_regulation
from skjuts.adapters.files.rule_books import parse_document, read_document
from skjuts.core.tariffs.copayment import FeeSchedule, StepKind, settle_trips
from skjuts.core.tariffs.copayment.case_answers import run_fee_case
from skjuts.core.tariffs.copayment.errors import BadFeeCase
from skjuts.core.tariffs.copayment.worked_cases import FeeCase, read_fee_cases

FILES = [
    *sorted(Path("src/skjuts/core/regulations").glob("*/fee_cases.yaml")),
    *sorted(Path(__file__).parent.glob("shapes/*/fee_cases.yaml")),
]
LEAST_CASES = 73
"""The three published examples and seventy more."""


@cache
def schedule_of(file: Path) -> FeeSchedule:
    """The schedule of the book beside a file of cases, read once."""
    return FeeSchedule(read_regulation(file.parent / "book.yaml"))


CASES = [
    (file, case) for file in FILES for case in read_fee_cases(read_document(file), schedule_of(file).book)
]
NAMES = [f"{file.parent.name}: {case.title}" for file, case in CASES]


@pytest.mark.parametrize(("file", "case"), CASES, ids=NAMES)
def test_trips_when_worked_through_then_cost_what_the_case_says(file: Path, case: FeeCase) -> None:
    """A region's book must give to the öre what its published examples and rules give by hand."""
    result = run_fee_case(schedule_of(file), case)
    assert not result.differences, result.lines


@pytest.mark.parametrize(("file", "case"), CASES, ids=NAMES)
def test_steps_when_read_then_add_up_and_name_their_source(file: Path, case: FeeCase) -> None:
    """How each krona arose: every rule step names row and source, and a reason without holes."""
    account = settle_trips(schedule_of(file), case.trips)
    for one in account.trips:
        for step in one.steps:
            assert "(okänt)" not in step.text
            assert "{" not in step.text
            assert step.basis is None or (step.basis.row and step.basis.source)
        recognised = sum(step.amount_ore for step in one.steps if step.kind is StepKind.EXPENSE)
        assert one.price.recognised_ore == recognised


def test_cases_when_counted_then_cover_the_published_examples_and_every_region() -> None:
    """Fewer cases than the regions' rules have shapes would leave some shape untried."""
    assert len(CASES) >= LEAST_CASES
    published = [file.parent.name for file, case in CASES if "publicerat räkneexempel" in case.why]
    assert published == ["kalmar", "varmland", "vasterbotten"]
    with_fees = {head.parent for head in Path("src/skjuts/core/regulations").glob("*/fees.yaml")}
    assert with_fees <= {file.parent for file in FILES}


def test_case_when_the_book_says_otherwise_then_tells_the_difference() -> None:
    """An edited draft shows which examples no longer hold; the comparison must be able to fail."""
    file, case = next((file, case) for file, case in CASES if case.title == "egen bil 235 km tur och retur")
    wrong = FeeCase(case.title, case.why, case.trips, case.is_family, {"back": "524 kr", "open": "hål"})
    assert run_fee_case(schedule_of(file), wrong).differences == (
        "back: 524 kr väntades, 525 kr blev det",
        "open: hål väntades, inget blev det",
    )


BY_CAR = "legs: [{mode: egen bil, distance: 5 km}]"
GIVES = "gives: {fee: 5 kr}"


@pytest.mark.parametrize(
    "text",
    [
        f"case: a, why: b, day: 2020-01-01, legs: [{{mode: ballong, ticket: 5 kr}}], {GIVES}",
        f"case: a, why: b, day: 2020-01-01, legs: [{{mode: egen bil}}], {GIVES}",
        f"case: a, why: b, day: 2020-01-01, {GIVES}",
        f"case: a, why: b, {BY_CAR}, {GIVES}",
        f"case: a, why: b, day: 2020-01-01, {BY_CAR}",
        f"case: a, why: b, day: 2020-01-01, {BY_CAR}, {GIVES}, priser: 5",
        f"case: a, why: b, day: 2020-01-01, {BY_CAR}, {GIVES}, facts: {{alder: 5 år}}",
        f"case: a, why: b, day: 2020-01-01, {BY_CAR}, {GIVES}, times: många",
    ],
)
def test_case_when_it_cannot_be_read_then_is_refused_with_its_line(text: str) -> None:
    """A misspelt case must not be tried as something else."""
    book = schedule_of(FILES[0]).book
    with pytest.raises(BadFeeCase) as refusal:
        read_fee_cases(parse_document(f"cases:\n  - {{{text}}}".encode(), "prov.yaml"), book)
    assert refusal.value.field.startswith("prov.yaml:2,")
    assert refusal.value.remedy
